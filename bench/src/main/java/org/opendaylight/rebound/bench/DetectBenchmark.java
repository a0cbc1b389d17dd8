/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.impl.detect.Detector;
import org.opendaylight.rebound.impl.detect.DetectorLimits;
import org.opendaylight.rebound.impl.packet.FrameDecoder;
import org.opendaylight.rebound.impl.packet.Observation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many observations one core takes in in a second, with and without decoding them. The detector's clock goes by 10
 * microseconds an observation and there is a tick every 10 ms of it, so that there is also as much to expire as comes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DetectBenchmark {
    private static final long NANOS = 10_000;
    private static final int TICK_MASK = 1023;

    private final byte[][] frames = Traffic.frames();
    private final Observation[] observations =
        Arrays.stream(frames).map(FrameDecoder::decode).toArray(Observation[]::new);
    private final Detector detector =
        new Detector(DetectorLimits.DEFAULT, new CounterRegistry(), new CountingSink(), 0);
    private long count;

    /**
     * Has the services watched.
     */
    @Setup
    public void watch() {
        detector.services(Traffic.services());
    }

    /**
     * Takes in one observation.
     */
    @Benchmark
    public void detect() {
        take(observations[(int) count & Traffic.FRAMES - 1]);
    }

    /**
     * Decodes one frame and takes in what it shows.
     */
    @Benchmark
    public void decodeAndDetect() {
        take(FrameDecoder.decode(frames[(int) count & Traffic.FRAMES - 1]));
    }

    private void take(final Observation observation) {
        final long now = count++ * NANOS;
        detector.observe(observation, now);
        if ((count & TICK_MASK) == 0) {
            detector.tick(now);
        }
    }
}
