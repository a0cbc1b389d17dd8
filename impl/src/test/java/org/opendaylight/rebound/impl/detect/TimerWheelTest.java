/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.impl.detect.Scene.ANNA;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final int RESOLUTION = 1 << TimerWheel.RESOLUTION_SHIFT;
    private static final int TURN = 4096 * RESOLUTION;
    /** Shortly before the clock overflows. */
    private static final int BEGIN = Integer.MAX_VALUE - TURN + 1;

    private final TimerWheel wheel = new TimerWheel(BEGIN);
    private final WatchedService watched = new WatchedService(WatchedService.Kind.TCP);

    @Test
    void aDeadlineIsFoundWithinOneTickAndNeverEarly() {
        final var random = new Random(11);
        final var deadlines = new HashMap<Series, Integer>();
        int now = BEGIN;
        for (int i = 0; i < 20_000; i++) {
            final var series = series();
            final int deadline = now + (int) (TURN * 2.5 * random.nextDouble());
            wheel.schedule(series, deadline);
            deadlines.put(series, deadline);
            if (random.nextInt(10) == 0) {
                now += random.nextInt(10 * RESOLUTION);
                advance(now, deadlines, 10 * RESOLUTION);
            }
        }
        for (int i = 0; i < 5 * 4096; i++) {
            now += RESOLUTION;
            advance(now, deadlines, RESOLUTION);
        }
        assertTrue(deadlines.isEmpty());
    }

    private void advance(final int now, final HashMap<Series, Integer> deadlines, final int step) {
        wheel.advance(now, series -> {
            final int late = now - deadlines.remove(series);
            assertTrue(late >= 0 && late <= RESOLUTION + step, () -> late + " late");
        });
    }

    @Test
    void everythingThatIsDueIsFoundAfterAPauseOfManyTurns() {
        final var due = new ArrayList<Series>();
        for (int i = 0; i < 100; i++) {
            final var series = series();
            wheel.schedule(series, BEGIN + i * TURN / 10);
            due.add(series);
        }
        final var later = series();
        wheel.schedule(later, BEGIN + 100 * TURN);
        wheel.advance(BEGIN + 50 * TURN, due::remove);
        assertEquals(List.of(), due);
        wheel.advance(BEGIN + 99 * TURN, due::add);
        assertEquals(List.of(), due);
        wheel.advance(BEGIN + 100 * TURN, due::add);
        assertEquals(List.of(later), due);
    }

    @Test
    void aHandlerMaySetTheNextDeadlineOfTheSeriesItIsGiven() {
        final var series = series();
        final var times = new ArrayList<Integer>();
        wheel.schedule(series, BEGIN);
        for (int now = 0; now < 3 * TURN; now += RESOLUTION) {
            final int time = BEGIN + now;
            wheel.advance(time, found -> {
                times.add((time - BEGIN) / TURN);
                wheel.schedule(found, time + TURN);
            });
        }
        assertEquals(List.of(0, 1, 2), times);
    }

    @Test
    void aDeadlineThatHasPassedIsFoundInTheNextTick() {
        wheel.advance(BEGIN + TURN, series -> { });
        final var series = series();
        wheel.schedule(series, BEGIN);
        final var found = new ArrayList<Series>();
        wheel.advance(BEGIN + TURN + RESOLUTION, found::add);
        assertEquals(List.of(series), found);
    }

    @Test
    void aDeadlineIsMovedForwardButNotBack() {
        final var series = series();
        final var found = new ArrayList<Series>();
        wheel.schedule(series, BEGIN + 100 * RESOLUTION);
        wheel.scheduleNoLater(series, BEGIN + 200 * RESOLUTION);
        wheel.scheduleNoLater(series, BEGIN + 50 * RESOLUTION);
        wheel.advance(BEGIN + 49 * RESOLUTION, found::add);
        assertEquals(List.of(), found);
        wheel.advance(BEGIN + 50 * RESOLUTION, found::add);
        wheel.advance(BEGIN + 300 * RESOLUTION, found::add);
        assertEquals(List.of(series), found);
    }

    @Test
    void aCancelledDeadlineIsNotFound() {
        final var series = series();
        wheel.schedule(series, BEGIN);
        wheel.cancel(series);
        wheel.cancel(series);
        wheel.advance(BEGIN + TURN, found -> {
            throw new AssertionError("found");
        });
    }

    private Series series() {
        return new Series(ANNA, new Endpoint(watched, 1));
    }
}
