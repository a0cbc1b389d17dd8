/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.probe.Reply;
import org.opendaylight.rebound.impl.probe.SwitchProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a TCP service whether it answers: by connecting, or by an HTTP GET if its policy has a path for that. It does so
 * from this controller, or through a switch if the policy has addresses for that. One virtual thread for each service
 * that is asked, at most {@value #PARALLEL} asking at the same time.
 */
public final class AnswerProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerProbe.class);
    private static final int PARALLEL = 256;
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(2);
    private static final int SERVER_ERROR = 500;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("rebound-probe-", 0).factory());
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofMillis(CONNECT_TIMEOUT_MILLIS)).build();
    private final Semaphore asking = new Semaphore(PARALLEL);
    private final Map<Reply, Counters.Counter> replies = new EnumMap<>(Reply.class);
    private final SwitchProbe throughSwitch;

    /**
     * A probe that has asked nobody.
     *
     * @param throughSwitch asks where the policy says so; whoever made it closes it
     * @param counters counts in stage {@code probe}
     */
    public AnswerProbe(final SwitchProbe throughSwitch, final Counters counters) {
        this.throughSwitch = requireNonNull(throughSwitch);
        for (var reply : Reply.values()) {
            replies.put(reply, counters.counter("probe", reply.name().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * Asks at a service's addresses again and again until one answers.
     *
     * @param service the service; one that is not TCP cannot be asked, and gives false at once
     * @param howLong when to give up
     * @return completes with true when it answered, with false when the time has passed; cancel it to stop
     */
    public CompletableFuture<Boolean> ask(final ServerService service, final Duration howLong) {
        final long deadline = System.nanoTime() + howLong.toNanos();
        return start(service, result -> askUntil(service, deadline, result));
    }

    /**
     * Asks once at each of a service's addresses, until one answers.
     *
     * @param service the service; one that is not TCP cannot be asked, and gives false at once
     * @return completes with whether it answered; cancel it to stop
     */
    public CompletableFuture<Boolean> askOnce(final ServerService service) {
        return start(service, result -> {
            var best = Reply.UNRESOLVED;
            for (var address : addresses(service)) {
                final var reply = askAt(service, address, CONNECT_TIMEOUT_MILLIS);
                if (reply == Reply.ANSWERED) {
                    return counted(reply);
                }
                best = reply.compareTo(best) > 0 ? reply : best;
            }
            return counted(best);
        });
    }

    /** What a thread does to find out whether a service answers. */
    @FunctionalInterface
    private interface Asking {
        boolean ask(CompletableFuture<Boolean> result) throws InterruptedException;
    }

    private CompletableFuture<Boolean> start(final ServerService service, final Asking how) {
        final var result = new CompletableFuture<Boolean>();
        if (service.key().protocol() != Protocol.TCP) {
            result.complete(false);
            return result;
        }
        final var task = threads.submit(() -> {
            try {
                result.complete(how.ask(result));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.cancel(false);
            }
        });
        result.whenComplete((answer, fault) -> {
            if (result.isCancelled()) {
                task.cancel(true);
            }
        });
        return result;
    }

    private boolean askUntil(final ServerService service, final long deadline, final CompletableFuture<Boolean> result)
            throws InterruptedException {
        var last = Reply.UNANSWERED;
        for (long pause = FIRST_PAUSE_MILLIS; !result.isDone(); pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            for (var address : addresses(service)) {
                final long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return counted(last);
                }
                last = askAt(service, address, (int) Math.min(left, CONNECT_TIMEOUT_MILLIS));
                if (last == Reply.ANSWERED) {
                    return counted(last);
                }
            }
            Thread.sleep(pause);
        }
        return false;
    }

    /** Those that can be asked from where the policy says. */
    private static List<IpAddress> addresses(final ServerService service) {
        final var sources = service.recovery().probeSources();
        return sources.isEmpty() ? service.addresses()
            : service.addresses().stream().filter(address -> SwitchProbe.canAsk(sources, address)).toList();
    }

    private boolean counted(final Reply reply) {
        replies.get(reply).increment();
        return reply == Reply.ANSWERED;
    }

    private Reply askAt(final ServerService service, final IpAddress address, final int timeout)
            throws InterruptedException {
        asking.acquire();
        try {
            final int port = service.key().port();
            final var sources = service.recovery().probeSources();
            if (!sources.isEmpty()) {
                return throughSwitch.connect(sources, address, port, Duration.ofMillis(timeout));
            }
            final var host = address.toInetAddress();
            final var path = service.recovery().probePath();
            final boolean answers = path == null ? connects(host, port, timeout) : serves(host, port, path);
            return answers ? Reply.ANSWERED : Reply.UNANSWERED;
        } catch (IOException e) {
            LOG.trace("{} at {} does not answer", service.key(), address, e);
            return Reply.UNANSWERED;
        } finally {
            asking.release();
        }
    }

    private static boolean connects(final InetAddress host, final int port, final int timeout) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), timeout);
            return true;
        }
    }

    private boolean serves(final InetAddress host, final int port, final String path)
            throws IOException, InterruptedException {
        final var literal = host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        final var request = HttpRequest.newBuilder(URI.create("http://" + literal + ":" + port + path))
            .timeout(HTTP_TIMEOUT).header("User-Agent", "Rebound").build();
        final var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        // The status says it; the body may be long
        response.body().close();
        return response.statusCode() < SERVER_ERROR;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
