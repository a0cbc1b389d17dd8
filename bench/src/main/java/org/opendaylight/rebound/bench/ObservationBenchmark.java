/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.detect.DetectionSink;
import org.opendaylight.rebound.impl.detect.Detector;
import org.opendaylight.rebound.impl.detect.DetectorLimits;
import org.opendaylight.rebound.impl.detect.Failure;
import org.opendaylight.rebound.impl.ops.CounterRegistry;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * One observation through the left half of the plugin: decoding, detection, and both. The frames are those of a service
 * that works: each of 50,000 clients sends a SYN and is answered, one connection after the other, with the time going
 * on as at 300,000 observations a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ObservationBenchmark {
    private static final int CLIENTS = 50_000;
    private static final int SERVER = 0x0A63_FE01;
    private static final long STEP_NANOS = 3_333;
    private static final long TICK_NANOS = 20_000_000;
    private static final int PORT_OFFSET = 34;

    private byte[][] frames;
    private Observation[] observations;
    private Detector detector;
    private long now;
    private long nextTick;
    private int next;

    /** Counts, as the plugin's own sink does not do much more for an answer of a service that did not fail. */
    private static final class Counting implements DetectionSink {
        long seen;

        @Override
        public void failed(final Failure failure) {
            seen++;
        }

        @Override
        public void answered(final ServiceKey service) {
            seen++;
        }

        @Override
        public void reached(final ServiceKey service, final IpAddress client) {
            seen++;
        }
    }

    /** Makes the frames. */
    @Setup
    public void prepare() {
        frames = new byte[2 * CLIENTS][];
        observations = new Observation[2 * CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            final int client = 0x0A63_0000 + i;
            final int port = 1024 + i % 60_000;
            frames[2 * i] = tcp(client, SERVER, port, 80, i, 0, 0x02);
            frames[2 * i + 1] = tcp(SERVER, client, 80, port, 7, i + 1, 0x12);
        }
        for (int i = 0; i < frames.length; i++) {
            observations[i] = FrameDecoder.decode(frames[i]);
        }
        detector = new Detector(DetectorLimits.DEFAULT, new CounterRegistry(), new Counting(), 0);
        detector.services(List.of(new ServerService(new ServiceKey("web", Protocol.TCP, 80),
            List.of(IpAddress.ofIpv4(SERVER)), Duration.ofSeconds(3), 2,
            new RecoveryPolicy(Set.of(), Set.of(), Set.of(), true, Duration.ofMinutes(1), Duration.ZERO))));
    }

    private static byte[] tcp(final int source, final int destination, final int sourcePort,
            final int destinationPort, final int sequence, final int acknowledgement, final int flags) {
        final var frame = ByteBuffer.allocate(74);
        frame.putShort(12, (short) 0x0800);
        frame.put(14, (byte) 0x45);
        frame.putShort(16, (short) 60);
        frame.put(22, (byte) 64);
        frame.put(23, (byte) 6);
        frame.putInt(26, source);
        frame.putInt(30, destination);
        frame.putShort(PORT_OFFSET, (short) sourcePort);
        frame.putShort(PORT_OFFSET + 2, (short) destinationPort);
        frame.putInt(PORT_OFFSET + 4, sequence);
        frame.putInt(PORT_OFFSET + 8, acknowledgement);
        frame.put(PORT_OFFSET + 12, (byte) 0xA0);
        frame.put(PORT_OFFSET + 13, (byte) flags);
        return frame.array();
    }

    /**
     * Decodes a frame.
     *
     * @return what it shows
     */
    @Benchmark
    public Observation decode() {
        return FrameDecoder.decode(frames[advance()]);
    }

    /**
     * Takes an observation into the detector.
     */
    @Benchmark
    public void detect() {
        observe(observations[advance()]);
    }

    /**
     * Decodes a frame and takes it into the detector.
     *
     * @param blackhole keeps the observation
     */
    @Benchmark
    public void decodeAndDetect(final Blackhole blackhole) {
        final var observation = FrameDecoder.decode(frames[advance()]);
        blackhole.consume(observation);
        observe(observation);
    }

    private int advance() {
        final int ret = next;
        next = ret + 1 == frames.length ? 0 : ret + 1;
        now += STEP_NANOS;
        return ret;
    }

    private void observe(final Observation observation) {
        detector.observe(observation, now);
        if (now >= nextTick) {
            nextTick = now + TICK_NANOS;
            detector.tick(now);
        }
    }
}
