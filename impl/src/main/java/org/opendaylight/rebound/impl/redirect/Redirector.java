/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.FailedClient;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.packet.FrameWriter;
import org.opendaylight.rebound.impl.packet.LinkLayer;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Advertisement;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Station;
import org.opendaylight.rebound.impl.recover.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the clients of failed services to the stand-in: opens its ports, has the switches told, answers for the
 * link-layer address of a server that is down, and takes all of that back before anybody is told that it is up.
 */
public final class Redirector implements AutoCloseable {
    /** How often the switches are told again. They forget a detour of themselves after three times that. */
    public static final Duration RENEW_EVERY = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(Redirector.class);
    private static final long TICK_MILLIS = 50;
    private static final int WAITING_FRAMES = 1024;

    /**
     * What it works with.
     *
     * @param door the stand-in
     * @param signposts leads clients in the switches
     * @param sender sends frames
     * @param switches gives the switches that are observed
     * @param isInner whether a port leads to another switch: a client that is seen there has come in elsewhere
     * @param probe asks a service once whether it answers
     * @param failed gives the failed clients of a service
     * @param clock the wall clock
     * @param counters counts in stage {@code redirect}
     */
    public record Parts(StandInDoor door, Signposts signposts, PortSender sender, Supplier<Set<String>> switches,
            Predicate<String> isInner, Function<ServerService, CompletableFuture<Boolean>> probe,
            Function<ServiceKey, Collection<FailedClient>> failed, Clock clock, Counters counters) {
        public Parts {
            requireNonNull(door);
            requireNonNull(signposts);
            requireNonNull(sender);
            requireNonNull(switches);
            requireNonNull(isInner);
            requireNonNull(probe);
            requireNonNull(failed);
            requireNonNull(clock);
            requireNonNull(counters);
        }
    }

    /**
     * What there is to stand in for, and where.
     *
     * @param services the services with a stand-in
     * @param standIns the stand-in's addresses and the link-layer address of each; empty to stand in for nobody
     * @param own all addresses of this host, which is no client
     */
    public record Scope(Collection<ServerService> services, Map<IpAddress, Long> standIns, Set<IpAddress> own) {
        /** Nothing to stand in for. */
        public static final Scope NONE = new Scope(Set.of(), Map.of(), Set.of());

        public Scope {
            services = Set.copyOf(services);
            standIns = Map.copyOf(standIns);
            own = Set.copyOf(own);
        }
    }

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound-redirect").daemon().factory());
    private final Semaphore frames = new Semaphore(WAITING_FRAMES);
    private final Map<ServiceKey, RedirectCase> cases = new HashMap<>();
    /** The link-layer addresses that servers told of themselves. */
    private final Map<IpAddress, Long> neighbours = new ConcurrentHashMap<>();
    private final Parts parts;
    private final Counter framesDropped;
    private final Counter covered;
    private final Counter yielded;
    private final Counter openFailed;
    private final Counter signpostFailed;
    private final Counter neighbourAnswered;
    private final Counter neighbourUnknown;
    private final Counter taggedIgnored;
    private final Counter doorwayDropped;
    /** The addresses of {@link #scope}, for the threads that bring frames. */
    private volatile Set<IpAddress> watched = Set.of();
    private volatile Set<IpAddress> own = Set.of();
    private Scope scope = Scope.NONE;
    private int lastNumber;

    /**
     * Begins, with nothing to stand in for.
     *
     * @param parts what it works with
     */
    public Redirector(final Parts parts) {
        this.parts = requireNonNull(parts);
        final var counters = parts.counters();
        framesDropped = counters.counter("redirect", "frame-dropped");
        covered = counters.counter("redirect", "covered");
        yielded = counters.counter("redirect", "yielded");
        openFailed = counters.counter("redirect", "open-failed");
        signpostFailed = counters.counter("redirect", "flow-failed");
        neighbourAnswered = counters.counter("redirect", "neighbour-answered");
        neighbourUnknown = counters.counter("redirect", "neighbour-unknown");
        taggedIgnored = counters.counter("redirect", "tagged-ignored");
        doorwayDropped = counters.counter("redirect", "doorway-dropped");
        executor.scheduleWithFixedDelay(guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Replaces what there is to stand in for.
     *
     * @param newScope what
     */
    public void configure(final Scope newScope) {
        final var addresses = new HashSet<IpAddress>();
        newScope.services.forEach(service -> addresses.addAll(service.addresses()));
        watched = Set.copyOf(addresses);
        own = newScope.own;
        post(() -> {
            neighbours.keySet().retainAll(addresses);
            final boolean moved = !scope.standIns.equals(newScope.standIns);
            scope = newScope;
            final long nanos = System.nanoTime();
            final var gone = new HashSet<>(cases.keySet());
            for (var service : newScope.services) {
                gone.remove(service.key());
                final var before = cases.get(service.key());
                final var known = before == null ? added(service, nanos) : before;
                final boolean changed = moved || !known.service.addresses().equals(service.addresses());
                known.service = service;
                if (changed) {
                    // What is led to where it was ends; it begins again with what is true now
                    act(known, known.redirect.wanted(false, nanos));
                }
                act(known, known.redirect.wanted(!newScope.standIns.isEmpty(), nanos));
            }
            gone.forEach(key -> {
                final var unwanted = cases.get(key);
                act(unwanted, unwanted.redirect.wanted(false, nanos));
                forgetUnwanted(unwanted);
            });
        });
    }

    /** Creates the case of a service, which may have failed already. */
    private RedirectCase added(final ServerService service, final long nanos) {
        final var ret = new RedirectCase(service, new Redirect(nanos));
        cases.put(service.key(), ret);
        parts.failed().apply(service.key()).forEach(entry -> tableChanged(service.key(), entry));
        return ret;
    }

    private void forgetUnwanted(final RedirectCase known) {
        final var key = known.service.key();
        if (!known.redirect.isOn() && scope.services.stream().noneMatch(service -> service.key().equals(key))) {
            cases.remove(key);
        }
    }

    /**
     * Takes how services are judged.
     *
     * @param all the status of every service
     */
    public void judged(final Collection<ServiceStatus> all) {
        post(() -> {
            for (var status : all) {
                final var known = cases.get(status.service());
                if (known != null) {
                    if (!known.redirect.isOn()) {
                        known.failedSince = status.since();
                    }
                    act(known, known.redirect.judged(status.state(), System.nanoTime()));
                }
            }
        });
    }

    /**
     * An entry of the failed-client table has changed.
     *
     * @param service the service
     * @param entry the entry, or null if it was removed
     */
    public void tableChanged(final ServiceKey service, final @Nullable FailedClient entry) {
        if (entry != null && !entry.cameOnlyToStandIn()) {
            post(service, known -> known.redirect.clientFailed(entry.lastFailure(), System.nanoTime()));
        }
    }

    /**
     * A service answered somebody.
     *
     * @param service the service
     * @param seen when
     */
    public void answered(final ServiceKey service, final Instant seen) {
        post(service, known -> known.redirect.answered(seen, System.nanoTime()));
    }

    /**
     * Makes the way to a service free, because it is back.
     *
     * @param service the service
     * @return completes when nobody is led to the stand-in any more
     */
    public CompletableFuture<Void> clear(final ServiceKey service) {
        final var ret = new CompletableFuture<Void>();
        post(() -> {
            final var known = cases.get(service);
            if (known == null || !known.redirect.isOn()) {
                ret.complete(null);
            } else {
                known.waiting.add(ret);
            }
            if (known != null) {
                act(known, known.redirect.answered(parts.clock().instant(), System.nanoTime()));
            }
        });
        return ret.completeOnTimeout(null, RENEW_EVERY.toMillis() * 3, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a frame that a switch copied, if it matters here. Returns at once.
     *
     * @param observation what it shows
     * @param frame the frame
     * @param switchId the switch
     * @param port the port that it came in by
     */
    public void heard(final Observation observation, final byte[] frame, final String switchId, final String port) {
        final var servers = watched;
        if (servers.isEmpty()) {
            return;
        }
        switch (observation) {
            case TcpOpen asked when servers.contains(asked.server()) && !own.contains(asked.client()) ->
                later(() -> cameIn(asked, frame, switchId, port));
            case Solicitation question when servers.contains(question.asker()) ->
                later(() -> hostSeen(question.asker(), LinkLayer.told(frame)));
            case Solicitation question when servers.contains(question.target()) && !own.contains(question.asker()) ->
                later(() -> answerFor(question, frame, switchId, port));
            case Advertisement told when servers.contains(told.owner()) ->
                later(() -> hostSeen(told.owner(), LinkLayer.told(frame)));
            default -> {
                // of nobody that Rebound stands in for
            }
        }
    }

    private void later(final Runnable task) {
        if (!frames.tryAcquire()) {
            framesDropped.increment();
            return;
        }
        post(() -> {
            frames.release();
            task.run();
        });
    }

    private void cameIn(final TcpOpen asked, final byte[] frame, final String switchId, final String port) {
        for (var known : cases.values()) {
            if (known.service.key().port() == asked.serverPort()
                    && known.service.addresses().contains(asked.server())) {
                if (LinkLayer.isTagged(frame)) {
                    taggedIgnored.increment();
                } else if (!parts.isInner().test(port)) {
                    final var doorway = new Doorway(switchId, port, LinkLayer.source(frame),
                        LinkLayer.destination(frame));
                    final var detour = known.redirect.isCovering() ? known.detours.get(asked.server()) : null;
                    if (!known.cameIn(asked.server(), doorway)) {
                        doorwayDropped.increment();
                    } else if (detour != null) {
                        // Its packet goes the way that it would have gone had it come a moment later
                        put(known, doorway, detour)
                            .thenRun(() -> parts.sender().sendIn(switchId, port, frame));
                    } else if (known.redirect.isOn()) {
                        known.hold(new RedirectCase.Held(switchId, port, frame));
                    }
                }
            }
        }
    }

    private void answerFor(final Solicitation question, final byte[] frame, final String switchId, final String port) {
        final boolean isDown = cases.values().stream()
            .anyMatch(known -> known.redirect.isCovering() && known.detours.containsKey(question.target()));
        if (!isDown || LinkLayer.isTagged(frame) || parts.isInner().test(port)) {
            return;
        }
        final var mac = neighbours.get(question.target());
        if (mac == null) {
            neighbourUnknown.increment();
            return;
        }
        neighbourAnswered.increment();
        parts.sender().sendOut(switchId, port, FrameWriter.answer(new Station(question.target(), mac, 0),
            question.asker(), LinkLayer.told(frame)));
    }

    private void hostSeen(final IpAddress server, final long mac) {
        neighbours.put(server, mac);
        for (var known : cases.values()) {
            if (known.service.addresses().contains(server)) {
                act(known, known.redirect.hostSeen(System.nanoTime()));
            }
        }
    }

    private void tick() {
        final long nanos = System.nanoTime();
        for (var known : Set.copyOf(cases.values())) {
            act(known, known.redirect.tick(nanos));
            if (known.redirect.isCovering() && nanos - known.nextRenewal >= 0) {
                putAll(known);
            }
        }
    }

    private void act(final RedirectCase known, final RedirectStep step) {
        switch (step) {
            case PROBE -> parts.probe().apply(known.service).whenComplete((answers, fault) ->
                post(() -> act(known, known.redirect.probed(Boolean.TRUE.equals(answers), parts.clock().instant(),
                    System.nanoTime()))));
            case COVER -> cover(known);
            case YIELD -> makeWay(known);
            default -> {
                // nothing is wanted
            }
        }
    }

    private void cover(final RedirectCase known) {
        final var key = known.service.key();
        final var detours = new HashMap<IpAddress, Detour>();
        try {
            final var ports = parts.door().open(key, known.failedSince);
            scope.standIns.forEach((standIn, mac) -> {
                final var port = ports.get(standIn);
                if (port != null) {
                    known.service.addresses().stream().filter(address -> address.isIpv4() == standIn.isIpv4())
                        .forEach(address -> detours.put(address,
                            new Detour(++lastNumber, address, key.port(), standIn, port, mac)));
                }
            });
        } catch (IOException | IllegalArgumentException e) {
            openFailed.increment();
            LOG.warn("Rebound cannot stand in for {}", key, e);
            act(known, known.redirect.coverFailed(System.nanoTime()));
            return;
        }
        known.detours = Map.copyOf(detours);
        covered.increment();
        LOG.info("Rebound stands in for {}", key);
        putAll(known);
    }

    private void putAll(final RedirectCase known) {
        known.nextRenewal = System.nanoTime() + RENEW_EVERY.toNanos();
        parts.switches().get().stream().filter(known.service::isObservedBy).forEach(switchId ->
            known.detours.values().forEach(detour ->
                sent(known, switchId, parts.signposts().hold(switchId, detour))));
        known.detours.forEach((server, detour) ->
            known.doorwaysTo(server).forEach(doorway -> put(known, doorway, detour)));
    }

    private CompletableFuture<Void> put(final RedirectCase known, final Doorway doorway, final Detour detour) {
        return sent(known, doorway.switchId(), parts.signposts().put(doorway, detour));
    }

    private CompletableFuture<Void> sent(final RedirectCase known, final String switchId,
            final CompletableFuture<Void> answer) {
        known.told(switchId);
        answer.exceptionally(fault -> {
            signpostFailed.increment();
            LOG.debug("The clients of {} are not led to the stand-in by {}", known.service.key(), switchId, fault);
            return null;
        });
        return answer;
    }

    private void makeWay(final RedirectCase known) {
        final var key = known.service.key();
        yielded.increment();
        LOG.info("Rebound makes way for {}", key);
        final var switches = known.takeTold();
        final var numbers = known.detours.values().stream().map(Detour::number).toList();
        parts.door().end(key)
            .thenCompose(ended -> CompletableFuture.allOf(switches.stream()
                .flatMap(switchId -> numbers.stream().map(number -> parts.signposts().remove(switchId, number)))
                .toArray(CompletableFuture[]::new)))
            .whenComplete((done, fault) -> post(() -> madeWay(known, fault)));
    }

    private void madeWay(final RedirectCase known, final @Nullable Throwable fault) {
        if (fault != null) {
            signpostFailed.increment();
            LOG.warn("The way to {} may be free only when the flows' time is over", known.service.key(), fault);
        }
        parts.door().close(known.service.key());
        known.takeHeld().forEach(held -> parts.sender().sendIn(held.switchId(), held.port(), held.frame()));
        known.detours = Map.of();
        known.waiting.forEach(waiting -> waiting.complete(null));
        known.waiting.clear();
        act(known, known.redirect.yielded(System.nanoTime()));
        forgetUnwanted(known);
    }

    private void post(final ServiceKey service, final Function<RedirectCase, RedirectStep> event) {
        post(() -> {
            final var known = cases.get(service);
            if (known != null) {
                act(known, event.apply(known));
            }
        });
    }

    private void post(final Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("The redirect has ended", e);
        }
    }

    private static Runnable guarded(final Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.error("An event could not be handled", e);
            }
        };
    }

    /** Makes way for all services, and ends. */
    @Override
    public void close() {
        configure(Scope.NONE);
        final var gone = new CompletableFuture<Void>();
        post(() -> awaitNone(gone));
        gone.completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
        executor.shutdownNow();
    }

    private void awaitNone(final CompletableFuture<Void> gone) {
        if (cases.values().stream().noneMatch(known -> known.redirect.isOn())) {
            gone.complete(null);
        } else {
            executor.schedule(guarded(() -> awaitNone(gone)), TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
