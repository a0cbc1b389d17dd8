/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.packet.FrameDecoder;
import org.opendaylight.rebound.impl.packet.FrameWriter;
import org.opendaylight.rebound.impl.packet.Observation;
import org.opendaylight.rebound.impl.packet.Observation.Solicitation;
import org.opendaylight.rebound.impl.packet.Observation.TcpAnswer;
import org.opendaylight.rebound.impl.packet.Observation.TcpOpen;
import org.opendaylight.rebound.impl.packet.Observation.TcpReset;
import org.opendaylight.rebound.impl.packet.Station;
import org.opendaylight.rebound.impl.probe.ProbeSource;
import org.opendaylight.rebound.impl.probe.SwitchProbe;

/**
 * A service is asked from where its policy says, here through a switch to a host that is played.
 */
class AnswerProbeTest {
    private static final String SWITCH = "openflow:161";
    private static final IpAddress OURS = IpAddress.parse("10.99.0.9");
    private static final IpAddress SERVER = IpAddress.parse("10.99.0.2");
    private static final IpAddress SERVER6 = IpAddress.parse("fd99::2");
    private static final long SERVER_MAC = 0x0600_0000_0002L;
    private static final int PORT = 80;

    /** How the server is. */
    private enum Server {
        OFF,
        SILENT,
        CLOSED,
        OPEN
    }

    private final CounterRegistry counters = new CounterRegistry();
    private final SwitchProbe throughSwitch = new SwitchProbe(this::arrived, switchId -> true, new Random(5), counters);
    private final AnswerProbe probe = new AnswerProbe(throughSwitch, counters);
    private volatile Server server = Server.OPEN;

    @BeforeEach
    void configure() {
        throughSwitch.configure(List.of(new ProbeSource(OURS, SWITCH, ProbeSource.macOf(OURS), 0)));
    }

    @AfterEach
    void close() {
        probe.close();
        throughSwitch.close();
    }

    /** What the server makes of a frame. */
    private void arrived(final String switchId, final byte[] frame) {
        final var told = FrameWriter.answer(new Station(SERVER, SERVER_MAC, 0), OURS, ProbeSource.macOf(OURS));
        final Observation answer = switch (FrameDecoder.decode(frame)) {
            case Solicitation question when server != Server.OFF && question.target().equals(SERVER) ->
                FrameDecoder.decode(told);
            case TcpOpen syn when server == Server.OPEN ->
                new TcpAnswer(SERVER, OURS, PORT, syn.clientPort(), syn.sequence() + 1);
            case TcpOpen syn when server == Server.CLOSED ->
                new TcpReset(SERVER, OURS, PORT, syn.clientPort(), true, syn.sequence() + 1);
            default -> Observation.Ignored.NOT_OPENING;
        };
        throughSwitch.heard(answer, told, switchId);
    }

    private static ServerService service(final Protocol protocol) {
        return new ServerService(new ServiceKey("web", protocol, PORT), List.of(SERVER6, SERVER),
            Duration.ofMillis(100), 1, new RecoveryPolicy(Set.of(SignalKind.PROBE), true,
                Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(1), null, Set.of(OURS)));
    }

    private void assertAsked(final boolean answers, final String counted) {
        final var counter = counters.counter("probe", counted);
        final long before = counter.value();
        assertEquals(answers, probe.askOnce(service(Protocol.TCP)).join());
        assertEquals(before + 1, counter.value());
    }

    @Test
    void aServiceIsBackWhenItAccepts() {
        server = Server.OFF;
        assertAsked(false, "unresolved");
        server = Server.SILENT;
        assertAsked(false, "unanswered");
        server = Server.CLOSED;
        assertAsked(false, "refused");
        server = Server.OPEN;
        assertAsked(true, "answered");
    }

    @Test
    void aTrapIsConfirmedTheSameWay() {
        server = Server.CLOSED;
        final var confirmed = probe.ask(service(Protocol.TCP), Duration.ofSeconds(30));
        assertFalse(probe.ask(service(Protocol.TCP), Duration.ofMillis(200)).join());
        assertFalse(confirmed.isDone());
        server = Server.OPEN;
        assertTrue(confirmed.join());
    }

    @Test
    void udpIsNotAsked() {
        assertFalse(probe.askOnce(service(Protocol.UDP)).join());
        assertEquals(0, counters.counter("probe", "sent").value());
    }
}
