/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.SignalKind;

/**
 * The judgement on one service: available, failed, recovering, available again. Pure and single-threaded: every event
 * comes with the monotonic time in nanoseconds for timers; instants of the wall clock are only compared with each
 * other.
 *
 * <ul>
 * <li>A signal says that what failed before it is over. So a failed attempt that began before the signal, and becomes
 * known only after it, is covered by it.</li>
 * <li>An answer that a client was given is a recovery if none was seen for {@code response-timeout} after the last
 * failure. If one was, the service answers some and not others: the outage is partial, and answers say nothing of those
 * it does not answer; then a trap or the operator ends it, or that one of those clients reaches it.</li>
 * <li>A failed attempt that began during the hold-down cancels the recovery. A maintenance window in which clients
 * are to wait is a hold-down until its end.</li>
 * </ul>
 */
final class ServiceJudge {
    private static final Step NOTHING = new Step.Nothing();

    private sealed interface State {
    }

    private record Available() implements State {
    }

    private record Failed(Instant since, boolean partial) implements State {
    }

    private record Confirming(Instant since, boolean partial, long deadline) implements State {
    }

    private record HoldingDown(Instant since, boolean partial, SignalKind kind, Instant begun, long until)
            implements State {
    }

    private record Trap(Instant received, long nanos) {
    }

    private ServerService service;
    private State state = new Available();
    private @Nullable Instant lastRecovered;
    private @Nullable Trap lastTrap;
    private @Nullable String reason;
    private long lastFailure;
    /** When the latest failed attempt of this outage began, in whatever order they were reported. */
    private Instant lastAttempt = Instant.EPOCH;

    /**
     * A judge of a service that nothing is known of yet.
     *
     * @param service the service
     * @param lastRecovered when it was last judged to be back, or null
     */
    ServiceJudge(final ServerService service, final @Nullable Instant lastRecovered) {
        this.service = requireNonNull(service);
        this.lastRecovered = lastRecovered;
    }

    /** The operator changed the configuration; it holds for what comes. */
    void configured(final ServerService newService) {
        service = requireNonNull(newService);
    }

    ServerService service() {
        return service;
    }

    ServiceState state() {
        return switch (state) {
            case Available available -> ServiceState.AVAILABLE;
            case Failed failed -> failed.partial ? ServiceState.PARTIAL : ServiceState.FAILED;
            case Confirming confirming -> ServiceState.RECOVERING;
            case HoldingDown holdingDown -> ServiceState.RECOVERING;
        };
    }

    /** When the recovery that this judge asked for was dated; what began before is of the outage that is over. */
    void recoveredAt(final Instant when) {
        lastRecovered = when;
    }

    /** Why the service is still failed after a signal, or null. */
    @Nullable String reason() {
        return reason;
    }

    /** When the first client failed in this outage, or null when available. */
    @Nullable Instant failedSince() {
        return switch (state) {
            case Available available -> null;
            case Failed failed -> failed.since;
            case Confirming confirming -> confirming.since;
            case HoldingDown holdingDown -> holdingDown.since;
        };
    }

    /**
     * A client failed.
     *
     * @param first when the first of its failed attempts began
     * @param last when the last of its failed attempts began
     * @param nanos now
     */
    Step failed(final Instant first, final Instant last, final long nanos) {
        final var recovered = lastRecovered;
        if (recovered != null && !first.isAfter(recovered) && state instanceof Available) {
            return new Step.Straggler();
        }
        lastFailure = nanos;
        lastAttempt = state instanceof Available || last.isAfter(lastAttempt) ? last : lastAttempt;
        return switch (state) {
            case Available available -> {
                state = new Failed(first, false);
                reason = null;
                yield recentTrap(nanos);
            }
            case Failed failed -> {
                state = new Failed(earlier(failed.since, first), failed.partial);
                yield recentTrap(nanos);
            }
            case Confirming confirming -> {
                state = new Confirming(earlier(confirming.since, first), confirming.partial, confirming.deadline);
                yield NOTHING;
            }
            case HoldingDown holding when last.isAfter(holding.begun) -> {
                state = new Failed(earlier(holding.since, first), holding.partial);
                reason = "a client failed again during hold-down";
                yield NOTHING;
            }
            case HoldingDown holding -> {
                state = new HoldingDown(earlier(holding.since, first), holding.partial, holding.kind, holding.begun,
                    holding.until);
                yield NOTHING;
            }
        };
    }

    /**
     * A client came to the stand-in: it belongs to the outage, and says nothing of the service by that.
     *
     * @param first when it came
     * @param nanos now
     */
    Step cameToStandIn(final Instant first, final long nanos) {
        final var recovered = lastRecovered;
        if (recovered != null && !first.isAfter(recovered) && state instanceof Available) {
            return new Step.Straggler();
        }
        state = switch (state) {
            case Available available -> {
                // What is left of an outage that began in a former life
                lastFailure = nanos - service.responseTimeout().toNanos();
                yield new Failed(first, false);
            }
            case Failed failed -> new Failed(earlier(failed.since, first), failed.partial);
            case Confirming confirming ->
                new Confirming(earlier(confirming.since, first), confirming.partial, confirming.deadline);
            case HoldingDown holding -> new HoldingDown(earlier(holding.since, first), holding.partial, holding.kind,
                holding.begun, holding.until);
        };
        return NOTHING;
    }

    /** A trap that was received before this failure became known, but after every failed attempt, is about it. */
    private Step recentTrap(final long nanos) {
        final var trap = lastTrap;
        if (trap == null || lastAttempt.isAfter(trap.received)
                || nanos - trap.nanos > policy().confirmTimeout().toNanos()) {
            return NOTHING;
        }
        lastTrap = null;
        return begin(SignalKind.TRAP, trap.received, nanos);
    }

    /** No failed client is left: each reached the service by itself, or was deleted. */
    Step cleared() {
        state = new Available();
        reason = null;
        return NOTHING;
    }

    /**
     * A signal said that the service is back.
     *
     * @param kind trap, or the operator's word
     * @param received when
     * @param nanos now
     */
    Step signal(final SignalKind kind, final Instant received, final long nanos) {
        if (kind == SignalKind.DECLARED) {
            final var since = failedSince();
            return since == null ? NOTHING : recover(since, kind);
        }
        if (!policy().signals().contains(kind)) {
            return NOTHING;
        }
        return switch (state) {
            case Available available -> {
                lastTrap = new Trap(received, nanos);
                yield NOTHING;
            }
            case Failed failed when received.isBefore(lastAttempt.truncatedTo(ChronoUnit.MILLIS)) -> {
                // Kept from before a restart, which brings it again: somebody has failed since
                lastTrap = new Trap(received, nanos);
                yield NOTHING;
            }
            case Failed failed -> {
                // What failed before the trap and is not yet known to have failed is covered as well.
                lastTrap = new Trap(received, nanos);
                yield begin(kind, received, nanos);
            }
            case Confirming confirming -> {
                final var timeout = policy().confirmTimeout();
                state = new Confirming(confirming.since, confirming.partial, nanos + timeout.toNanos());
                yield new Step.Ask(timeout);
            }
            case HoldingDown holding -> NOTHING;
        };
    }

    private Step begin(final SignalKind kind, final Instant received, final long nanos) {
        if (!(state instanceof Failed(var since, var partial))) {
            return NOTHING;
        }
        if (!policy().confirm()) {
            return confirmed(since, partial, kind, received, nanos);
        }
        final var timeout = policy().confirmTimeout();
        state = new Confirming(since, partial, nanos + timeout.toNanos());
        reason = null;
        return new Step.Ask(timeout);
    }

    /**
     * The service was seen answering somebody, a client or us.
     *
     * @param seen when
     * @param nanos now
     */
    Step answered(final Instant seen, final long nanos) {
        return switch (state) {
            case Available available -> NOTHING;
            case Failed failed when failed.partial || !policy().signals().contains(SignalKind.REPLY) -> NOTHING;
            case Failed failed when nanos - lastFailure < service.responseTimeout().toNanos() -> {
                state = new Failed(failed.since, true);
                reason = "it answers some clients and not others: waiting for a trap";
                yield NOTHING;
            }
            case Failed failed -> confirmed(failed.since, false, SignalKind.REPLY, seen, nanos);
            case Confirming confirming ->
                confirmed(confirming.since, confirming.partial, SignalKind.TRAP, seen, nanos);
            case HoldingDown holding -> NOTHING;
        };
    }

    /**
     * A client that had failed reached the service: in a partial outage its way is open again, and probably that of
     * the others who failed, unless one of them has failed only just now.
     *
     * @param seen when
     * @param nanos now
     */
    Step reachedAgain(final Instant seen, final long nanos) {
        return state instanceof Failed(var since, var partial) && partial
            && policy().signals().contains(SignalKind.REPLY)
            && nanos - lastFailure >= service.responseTimeout().toNanos()
            ? confirmed(since, true, SignalKind.REPLY, seen, nanos) : NOTHING;
    }

    /** Whether the service is to be asked every so often. */
    boolean wantsProbes() {
        return state instanceof Failed failed && !failed.partial && policy().signals().contains(SignalKind.PROBE);
    }

    /**
     * The service answered a probe. Where a client has failed only just now, it is not back for everybody.
     *
     * @param seen when
     * @param nanos now
     */
    Step probed(final Instant seen, final long nanos) {
        return wantsProbes() && state instanceof Failed(var since, var partial)
            && nanos - lastFailure >= service.responseTimeout().toNanos()
            ? confirmed(since, partial, SignalKind.PROBE, seen, nanos) : NOTHING;
    }

    private Step confirmed(final Instant since, final boolean partial, final SignalKind kind, final Instant seen,
            final long nanos) {
        final var maintenance = service.maintenanceAt(seen, false);
        reason = maintenance.map(window -> "maintenance '" + window.name() + "' until " + window.end()
            + ": its clients are told then").orElse(null);
        if (maintenance.isEmpty() && !policy().holdDown().isPositive()) {
            return recover(since, kind);
        }
        state = new HoldingDown(since, partial, kind, seen, nanos + policy().holdDown().toNanos());
        return NOTHING;
    }

    /** Time has passed. */
    Step tick(final Instant now, final long nanos) {
        return switch (state) {
            case Confirming confirming when nanos - confirming.deadline >= 0 -> {
                state = new Failed(confirming.since, confirming.partial);
                reason = "no answer within " + policy().confirmTimeout().toMillis() + " ms after the signal";
                yield NOTHING;
            }
            case HoldingDown holding when nanos - holding.until >= 0 && service.maintenanceAt(now, false).isEmpty() ->
                recover(holding.since, holding.kind);
            default -> NOTHING;
        };
    }

    private Step recover(final Instant since, final SignalKind kind) {
        state = new Available();
        reason = null;
        return new Step.Recover(since, kind);
    }

    private RecoveryPolicy policy() {
        return service.recovery();
    }

    private static Instant earlier(final Instant one, final Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
