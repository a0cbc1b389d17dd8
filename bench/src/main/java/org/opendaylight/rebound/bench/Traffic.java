/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.bench.Frames.Flow;

/**
 * What switches copy to the controller of 50,000 clients and 50 servers, each with a web and a DNS service on an IPv4
 * and an IPv6 address. Of 100 attempts 80 are TCP connections that are accepted, 10 DNS questions that are answered, 4
 * refused, 3 answered by a router with host unreachable, 3 not answered. Every fifth is IPv6. The frames are always the
 * same ones in the same order: an answer comes about 20 frames after its question.
 */
final class Traffic {
    /** How many frames there are; a power of two. */
    static final int FRAMES = 1 << 17;

    private static final int CLIENTS = 50_000;
    private static final int SERVERS = 50;
    private static final int DELAY = 20;
    private static final int WEB = 80;
    private static final int DNS = 53;
    private static final IpAddress ROUTER = IpAddress.parse("192.0.2.1");
    private static final IpAddress ROUTER6 = IpAddress.parse("2001:db8::1");

    private final Random random = new Random(1);
    private final byte[][] frames = new byte[FRAMES][];
    private int filled;

    private Traffic() {
        final var pending = new ArrayList<byte[]>();
        while (filled < FRAMES) {
            // A random one of those that wait, so that conversations are interleaved
            if (pending.size() > DELAY) {
                emit(pending.remove(random.nextInt(pending.size())));
            }
            attempt().ifPresent(pending::add);
        }
    }

    /**
     * The frames.
     *
     * @return as many as {@link #FRAMES}
     */
    static byte[][] frames() {
        return new Traffic().frames;
    }

    /**
     * The services that the frames go to.
     *
     * @return two of each server
     */
    static List<ServerService> services() {
        final var policy = new RecoveryPolicy(Set.of(), true, Duration.ofMinutes(1), Duration.ZERO);
        final var ret = new ArrayList<ServerService>();
        for (int i = 0; i < SERVERS; i++) {
            for (var key : List.of(new ServiceKey("server-" + i, Protocol.TCP, WEB),
                    new ServiceKey("server-" + i, Protocol.UDP, DNS))) {
                ret.add(new ServerService(key, List.of(server(false, i), server(true, i)), Duration.ofSeconds(3), 2,
                    policy));
            }
        }
        return ret;
    }

    private Optional<byte[]> attempt() {
        final boolean ipv6 = random.nextInt(5) == 0;
        final int kind = random.nextInt(100);
        final boolean udp = kind >= 80 && kind < 90;
        final var flow = new Flow(client(ipv6, random.nextInt(CLIENTS)), server(ipv6, random.nextInt(SERVERS)),
            32768 + random.nextInt(28232), udp ? DNS : WEB);
        final int sequence = random.nextInt();
        final var question = udp ? Frames.udp(flow) : Frames.tcp(flow, Frames.SYN, sequence, 0);
        emit(question);
        if (kind < 80) {
            return Optional.of(Frames.tcp(flow.reverse(), Frames.SYN | Frames.ACK, random.nextInt(), sequence + 1));
        }
        if (udp) {
            return Optional.of(Frames.udp(flow.reverse()));
        }
        if (kind < 94) {
            return Optional.of(Frames.tcp(flow.reverse(), Frames.RST | Frames.ACK, 0, sequence + 1));
        }
        return kind < 97
            ? Optional.of(Frames.unreachable(ipv6 ? ROUTER6 : ROUTER, flow, ipv6 ? 3 : 1, question)) : Optional.empty();
    }

    private void emit(final byte[] frame) {
        if (filled < FRAMES) {
            frames[filled++] = frame;
        }
    }

    private static IpAddress client(final boolean ipv6, final int number) {
        return ipv6 ? new IpAddress(0x2001_0DB8_0001_0000L, number + 1) : IpAddress.ofIpv4(0x0A00_0001 + number);
    }

    private static IpAddress server(final boolean ipv6, final int number) {
        return ipv6 ? new IpAddress(0x2001_0DB8_0002_0000L, number + 1) : IpAddress.ofIpv4(0xC0A8_0001 + number);
    }
}
