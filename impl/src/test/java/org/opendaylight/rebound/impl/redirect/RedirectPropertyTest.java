/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.opendaylight.rebound.impl.recover.ServiceState;

/**
 * A redirect in a world where anything happens at any time: the service comes and goes, its judgement lags behind,
 * probes are slow, making way takes time. Whatever the order, the way belongs to one at a time, and to the service
 * whenever it is known to be there.
 */
class RedirectPropertyTest {
    private enum Event {
        SERVICE_GOES, SERVICE_COMES, CLIENT_TRIES, JUDGED_FAILED, JUDGED_RECOVERING, JUDGED_PARTIAL, JUDGED_AVAILABLE,
        PROBE_ENDS, HOST_SEEN, WANTED, UNWANTED, YIELDED, COVER_FAILS, TIME
    }

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** What is true, beside what the redirect knows. */
    private static final class World {
        final Redirect redirect = new Redirect(0);
        boolean isUp = true;
        long nanos;
        boolean probeUnderWay;
        boolean clientsLed;
        boolean makingWay;
        /** When the redirect was told that the service answers. */
        long toldAnswer = Long.MIN_VALUE;
        boolean judgedFailed;
        boolean wanted;
        /** Whether a client failed after the last answer. */
        boolean failedSinceAnswer;
        int covers;

        Instant now() {
            return BEGIN.plusNanos(nanos);
        }

        void take(final RedirectStep step) {
            switch (step) {
                case PROBE -> {
                    assertFalse(probeUnderWay, "one probe at a time");
                    probeUnderWay = true;
                }
                case COVER -> {
                    assertFalse(clientsLed, "two owners of a connection");
                    assertFalse(makingWay, "covers while it makes way");
                    assertTrue(wanted && judgedFailed, "covers a service that nobody says has failed");
                    assertTrue(failedSinceAnswer, "covers a service that answered after the last failure");
                    assertTrue(toldAnswer == Long.MIN_VALUE || nanos - toldAnswer >= Redirect.PAUSE.toNanos(),
                        "covers a service that answered just now");
                    clientsLed = true;
                    covers++;
                }
                case YIELD -> {
                    assertTrue(clientsLed && !makingWay, "makes way for nobody");
                    makingWay = true;
                }
                default -> {
                    // nothing
                }
            }
        }

        void happen(final Event event) {
            nanos += Duration.ofMillis(100).toNanos();
            switch (event) {
                case SERVICE_GOES -> isUp = false;
                case SERVICE_COMES -> isUp = true;
                case CLIENT_TRIES -> {
                    if (clientsLed) {
                        // Comes to the stand-in, and shows nothing
                        break;
                    }
                    if (isUp) {
                        answered();
                    } else {
                        failedSinceAnswer = true;
                        take(redirect.clientFailed(now(), nanos));
                    }
                }
                case JUDGED_FAILED -> judge(ServiceState.FAILED);
                case JUDGED_RECOVERING -> judge(ServiceState.RECOVERING);
                case JUDGED_PARTIAL -> judge(ServiceState.PARTIAL);
                case JUDGED_AVAILABLE -> judge(ServiceState.AVAILABLE);
                case PROBE_ENDS -> {
                    if (probeUnderWay) {
                        probeUnderWay = false;
                        if (isUp) {
                            toldAnswer = nanos;
                            failedSinceAnswer = false;
                        }
                        take(redirect.probed(isUp, now(), nanos));
                    }
                }
                case HOST_SEEN -> take(redirect.hostSeen(nanos));
                case WANTED, UNWANTED -> {
                    wanted = event == Event.WANTED;
                    take(redirect.wanted(wanted, nanos));
                }
                case YIELDED -> {
                    if (makingWay) {
                        makingWay = false;
                        clientsLed = false;
                        take(redirect.yielded(nanos));
                    }
                }
                case COVER_FAILS -> {
                    if (clientsLed && !makingWay) {
                        take(redirect.coverFailed(nanos));
                    }
                }
                default -> {
                    nanos += Duration.ofSeconds(2).toNanos();
                    take(redirect.tick(nanos));
                }
            }
            // Nobody new is led there once the redirect knows that the service is back, or is not to be covered
            if (redirect.isCovering()) {
                assertTrue(wanted && judgedFailed && failedSinceAnswer);
            }
            assertEquals(clientsLed, redirect.isOn());
        }

        private void judge(final ServiceState state) {
            judgedFailed = state == ServiceState.FAILED;
            take(redirect.judged(state, nanos));
        }

        private void answered() {
            toldAnswer = nanos;
            failedSinceAnswer = false;
            take(redirect.answered(now(), nanos));
        }
    }

    @Property(tries = 5000)
    void theWayBelongsToOneAtATimeAndToTheServiceWhenItIsThere(@ForAll("events") final List<Event> events) {
        final var world = new World();
        events.forEach(world::happen);
        Statistics.collect(world.covers > 0 ? "covered" : "never covered");
    }

    /** Whatever happened, a service that is down for good is covered in the end, and one that is back is not. */
    @Property(tries = 2000)
    void itEndsAsItShould(@ForAll("events") final List<Event> events, @ForAll final boolean back) {
        final var world = new World();
        events.forEach(world::happen);
        List.of(Event.YIELDED, Event.SERVICE_GOES, Event.WANTED, Event.JUDGED_FAILED).forEach(world::happen);
        settle(world, Event.CLIENT_TRIES);
        assertTrue(world.redirect.isCovering());
        if (back) {
            world.happen(Event.SERVICE_COMES);
            settle(world, Event.TIME);
            assertFalse(world.redirect.isOn());
        }
    }

    private static void settle(final World world, final Event more) {
        for (int i = 0; i < 10; i++) {
            List.of(Event.TIME, more, Event.TIME, Event.PROBE_ENDS, Event.YIELDED).forEach(world::happen);
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.of(Event.values())),
            // What leads to a cover, so that most of the sequences have one
            Tuple.of(1, Arbitraries.of(Event.SERVICE_GOES, Event.CLIENT_TRIES, Event.JUDGED_FAILED,
                Event.PROBE_ENDS, Event.WANTED, Event.TIME, Event.YIELDED))).list().ofMaxSize(80);
    }
}
