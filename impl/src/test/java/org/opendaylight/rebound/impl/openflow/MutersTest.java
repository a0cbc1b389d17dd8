/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.AddFlowOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.service.rev130819.RemoveFlowOutputBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;

class MutersTest {
    private static final String SWITCH = "openflow:1";
    private static final IpAddress CLIENT = IpAddress.parse("10.99.0.9");
    private static final IpAddress WEB = Examples.WEB.addresses().getFirst();
    private static final IpAddress DNS = Examples.DNS.addresses().getFirst();

    private final List<AddFlowInput> added = new ArrayList<>();
    private final List<RemoveFlowInput> removed = new ArrayList<>();
    private final CounterRegistry counters = new CounterRegistry();
    private final PlayedRpcs rpcs = new PlayedRpcs()
        .with(AddFlow.class, this::add)
        .with(RemoveFlow.class, this::remove);
    private long now = Long.MAX_VALUE - 1;
    private boolean silent;

    @Test
    void floodIsMutedOnceForFiveSecondsAndThenForgotten() {
        final var muter = flood(10, 100);
        assertTrue(mute(muter, CLIENT));
        assertTrue(mute(muter, CLIENT));
        assertEquals(3, added.size());
        assertTrue(added.stream().allMatch(flow -> flow.getHardTimeout().intValue() == FloodMuter.SECONDS));
        seconds(4);
        muter.tick(now);
        assertEquals(0, removed.size());
        seconds(1);
        muter.tick(now);
        assertEquals(added.stream().map(AddFlowInput::getMatch).toList(),
            removed.stream().map(RemoveFlowInput::getMatch).toList());
        assertTrue(removed.stream().allMatch(RemoveFlowInput::getStrict));
        assertTrue(mute(muter, CLIENT));
        assertEquals(6, added.size());
        assertEquals(2, count("flood-muted"));
    }

    @Test
    void whoFloodsAgainIsMutedForTwiceAsLongAndForAMinuteAtMost() {
        final var muter = flood(10, 100);
        final var muted = new ArrayList<Integer>();
        for (int i = 0; i < 6; i++) {
            final int seconds = muter.muteService(SWITCH, WEB, Protocol.TCP, 80);
            muted.add(seconds);
            assertEquals(seconds, added.getLast().getHardTimeout().intValue());
            assertEquals(seconds, muter.muteService(SWITCH, WEB, Protocol.TCP, 80));
            seconds(seconds + 1);
        }
        assertEquals(List.of(5, 10, 20, 40, 60, 60), muted);
        seconds(120);
        assertEquals(5, muter.muteService(SWITCH, WEB, Protocol.TCP, 80));
        assertEquals(5, muter.muteClient(SWITCH, CLIENT, WEB, Protocol.TCP, 80));
    }

    @Test
    void nothingIsMutedBeforeItIsConfigured() {
        assertFalse(mute(new FloodMuter(rpcs, counters, () -> now, 1, 10), CLIENT));
        assertEquals(0, added.size());
    }

    @Test
    void moreFloodsThanThereMayBeAreCounted() {
        final var muter = flood(1, 100);
        assertTrue(mute(muter, CLIENT));
        assertFalse(mute(muter, IpAddress.parse("10.99.0.10")));
        assertEquals(3, added.size());
        assertEquals(1, count("flood-mute-dropped"));
        seconds(5);
        assertTrue(mute(muter, IpAddress.parse("10.99.0.10")));
    }

    @Test
    void switchThatDoesNotAnswerIsNotToldMore() {
        silent = true;
        final var muter = flood(10, 5);
        assertTrue(mute(muter, CLIENT));
        assertFalse(mute(muter, IpAddress.parse("10.99.0.10")));
        assertEquals(1, count("flood-mute-dropped"));
        // what was not answered when its time was over is given up, and makes room
        seconds(5);
        assertTrue(mute(muter, IpAddress.parse("10.99.0.10")));
        assertEquals(3, count("flood-mute-failed"));
        assertEquals(0, removed.size());
    }

    @Test
    void udpFlowIsMutedAsLongAsItsDirectionSays() {
        final var muter = new UdpMuter(rpcs, counters, () -> now, 10, 10);
        muter.configure(Examples.NORMAL, List.of(Examples.DNS, Examples.WEB));
        muter.mute(SWITCH, CLIENT, DNS, 4000, 53);
        muter.mute(SWITCH, CLIENT, DNS, 4000, 53);
        muter.mute(SWITCH, DNS, CLIENT, 53, 4000);
        // no UDP service
        muter.mute(SWITCH, CLIENT, WEB, 4000, 80);
        assertEquals(List.of(2, MuteTimes.TO_CLIENT_SECONDS),
            added.stream().map(flow -> flow.getHardTimeout().intValue()).toList());
        seconds(1);
        muter.tick(now);
        assertEquals(1, removed.size());
        seconds(1);
        muter.tick(now);
        assertEquals(2, removed.size());
        assertEquals(2, count("mute-added"));
        assertEquals(0, count("mute-failed"));
    }

    @Test
    void everyPortOfAUdpRangeIsMuted() {
        final var muter = new UdpMuter(rpcs, counters, () -> now, 10, 10);
        muter.configure(Examples.NORMAL, List.of(Examples.range(Examples.DNS, 55)));
        for (int port = 52; port <= 56; port++) {
            muter.mute(SWITCH, CLIENT, DNS, 4000, port);
        }
        assertEquals(3, added.size());
    }

    private FloodMuter flood(final int maxMutes, final int maxOutstanding) {
        final var ret = new FloodMuter(rpcs, counters, () -> now, maxMutes, maxOutstanding);
        ret.configure(Examples.NORMAL);
        return ret;
    }

    private static boolean mute(final FloodMuter muter, final IpAddress client) {
        return muter.muteClient(SWITCH, client, WEB, Protocol.TCP, 80) > 0;
    }

    private long count(final String outcome) {
        return counters.counter("openflow", outcome).value();
    }

    private void seconds(final int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    private ListenableFuture<RpcResult<AddFlowOutput>> add(final AddFlowInput input) {
        added.add(input);
        return silent ? SettableFuture.create()
            : RpcResultBuilder.success(new AddFlowOutputBuilder().build()).buildFuture();
    }

    private ListenableFuture<RpcResult<RemoveFlowOutput>> remove(final RemoveFlowInput input) {
        removed.add(input);
        return RpcResultBuilder.success(new RemoveFlowOutputBuilder().build()).buildFuture();
    }
}
