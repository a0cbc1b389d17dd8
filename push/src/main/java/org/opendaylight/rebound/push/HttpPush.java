/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.util.Objects.requireNonNull;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.SendOutcome;

/**
 * Pushes lists by HTTP. A list is taken when the answer is 2xx; whatever else happens can be mended by somebody, so
 * that it is worth trying again. Redirects are not followed: the request would go where nobody has configured it.
 * Thread-safe.
 *
 * <p>Counted in stage {@value #STAGE}: {@code accepted}, {@code refused} (another answer), {@code no-answer},
 * {@code not-usable} (a certificate or key that is none).
 */
public final class HttpPush implements AutoCloseable {
    /** The stage that pushes are counted in. */
    public static final String STAGE = "push";

    /** How much of an answer is kept as the receiver's words. */
    private static final int WORDS = 300;
    private static final int SUCCESS = 2;
    private static final int MOST_CLIENTS = 100;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\s]+");

    /** One that is not used any more ends when nobody holds it. */
    private final Cache<Kind, HttpClient> clients = CacheBuilder.newBuilder().maximumSize(MOST_CLIENTS).build();
    private final Clock clock;
    private final Counters counters;

    /** What makes one client another. */
    private record Kind(boolean isSecure, Tls tls, Duration timeout) {
        // a key
    }

    /**
     * Pushes nothing yet.
     *
     * @param clock gives requests their time
     * @param counters where it counts
     */
    public HttpPush(final Clock clock, final Counters counters) {
        this.clock = requireNonNull(clock);
        this.counters = requireNonNull(counters);
    }

    /**
     * Sends one list and waits for the answer.
     *
     * @param target where to
     * @param list the list
     * @return {@link SendOutcome.Sent} or {@link SendOutcome.Retry}
     * @throws InterruptedException if the thread was interrupted
     */
    public SendOutcome send(final HttpTarget target, final RecoveryList list) throws InterruptedException {
        final HttpClient http;
        try {
            http = client(target);
        } catch (IllegalArgumentException e) {
            return retry("not-usable", target + ": " + e.getMessage());
        }
        final var body = switch (target.format()) {
            case REBOUND -> ListJson.write(list);
            case ALERTMANAGER -> AlertJson.write(list);
        };
        try {
            final var answer = http.send(request(target, list.id(), body), BodyHandlers.ofInputStream());
            try (var words = answer.body()) {
                return answer.statusCode() / 100 == SUCCESS ? sent()
                    : retry("refused", target + " answered " + answer.statusCode() + ' ' + words(words));
            }
        } catch (IOException e) {
            return retry("no-answer", target + ": " + reason(e));
        }
    }

    private HttpRequest request(final HttpTarget target, final String id, final byte[] body) {
        final var ret = HttpRequest.newBuilder(target.url())
            .timeout(target.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "Rebound")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        final var token = target.bearerToken();
        if (token != null) {
            ret.header("Authorization", "Bearer " + token);
        }
        final var secret = target.secret();
        if (secret != null) {
            final var now = clock.instant();
            ret.header(Signature.ID, id)
                .header(Signature.TIMESTAMP, Long.toString(now.getEpochSecond()))
                .header(Signature.SIGNATURE, new Signature(secret).sign(id, now, body));
        }
        return ret.build();
    }

    private HttpClient client(final HttpTarget target) {
        final var kind = new Kind(target.url().getScheme().equals("https"), target.tls(), target.timeout());
        final var known = clients.getIfPresent(kind);
        if (known != null) {
            return known;
        }
        final var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(kind.timeout);
        if (kind.isSecure) {
            builder.sslContext(kind.tls.context());
        }
        final var fresh = builder.build();
        final var other = clients.asMap().putIfAbsent(kind, fresh);
        return other == null ? fresh : other;
    }

    private static String words(final InputStream answer) throws IOException {
        return CONTROL.matcher(new String(answer.readNBytes(WORDS), StandardCharsets.UTF_8)).replaceAll(" ").strip();
    }

    private static String reason(final IOException fault) {
        final @Nullable String words = fault.getMessage();
        return words == null ? fault.getClass().getSimpleName() : CONTROL.matcher(words).replaceAll(" ");
    }

    private SendOutcome sent() {
        counters.counter(STAGE, "accepted").increment();
        return new SendOutcome.Sent();
    }

    private SendOutcome retry(final String outcome, final String reason) {
        counters.counter(STAGE, outcome).increment();
        return new SendOutcome.Retry(reason);
    }

    /** Ends what is on its way, too. */
    @Override
    public void close() {
        clients.asMap().values().forEach(HttpClient::shutdownNow);
        clients.invalidateAll();
    }
}
