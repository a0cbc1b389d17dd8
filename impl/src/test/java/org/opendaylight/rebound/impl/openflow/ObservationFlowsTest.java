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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Sets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.OutputActionCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.ApplyActionsCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.GoToTableCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.MeterCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.list.Instruction;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.band.type.band.type.Drop;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv6Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatch;
import org.opendaylight.yangtools.yang.common.Uint16;

class ObservationFlowsTest {
    @Test
    void tcpServiceIsObservedByItsSynSynAckAndRstInBothFamilies() {
        assertEquals(new TreeSet<>(Set.of(
            "0/1000 icmpv4=3 -> NORMAL goto:200",
            "0/1000 icmpv6=1 -> NORMAL goto:200",
            "0/1000 tcp dst=10.99.0.2/32:80 flags=2/18 -> NORMAL goto:200",
            "0/1000 tcp src=10.99.0.2/32:80 flags=18/18 -> NORMAL goto:200",
            "0/1000 tcp src=10.99.0.2/32:80 flags=4/4 -> NORMAL goto:200",
            "0/1000 tcp6 dst=fd99::2/128:80 flags=2/18 -> NORMAL goto:200",
            "0/1000 tcp6 src=fd99::2/128:80 flags=18/18 -> NORMAL goto:200",
            "0/1000 tcp6 src=fd99::2/128:80 flags=4/4 -> NORMAL goto:200",
            "0/0 any -> NORMAL",
            "200/1000 any -> meter CONTROLLER:65535")),
            describe(ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), true)));
    }

    @Test
    void udpServiceIsObservedInBothDirections() {
        final var flows = describe(ObservationFlows.of(Examples.NORMAL, List.of(Examples.DNS), true));
        assertTrue(flows.contains("0/1000 udp dst=10.99.0.3/32:53 -> NORMAL goto:200"), flows::toString);
        assertTrue(flows.contains("0/1000 udp src=10.99.0.3/32:53 -> NORMAL goto:200"), flows::toString);
        assertEquals(6, flows.size());
    }

    @Test
    void gotoTableInstallsNothingButObservations() {
        assertEquals(new TreeSet<>(Set.of(
            "0/1000 icmpv4=3 -> CONTROLLER:65535 goto:1",
            "0/1000 icmpv6=1 -> CONTROLLER:65535 goto:1",
            "0/1000 udp dst=10.99.0.3/32:53 -> CONTROLLER:65535 goto:1",
            "0/1000 udp src=10.99.0.3/32:53 -> CONTROLLER:65535 goto:1")),
            describe(ObservationFlows.of(Examples.GOTO, List.of(Examples.DNS), true)));
    }

    @Test
    void meterLimitsPacketsPerSecond() {
        final var meter = meterOf(Examples.NORMAL);
        final var flags = meter.getFlags();
        assertTrue(flags.getMeterPktps());
        assertTrue(flags.getMeterBurst());
        assertTrue(flags.getMeterStats());
        assertFalse(flags.getMeterKbps());
        final var band = meter.getMeterBandHeaders().nonnullMeterBandHeader().values().iterator().next();
        assertEquals(1000, assertInstanceOf(Drop.class, band.getBandType()).getDropRate().longValue());
    }

    @Test
    void meterOfAnotherRateIsAnotherMeter() {
        assertNotEquals(meterOf(Examples.NORMAL).getMeterId(),
            meterOf(Examples.settings(Forwarding.NORMAL, 1)).getMeterId());
    }

    @Test
    void puntFlowOfAnotherRateIsAnotherFlow() {
        final var before = ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), true).flows().keySet();
        final var after = ObservationFlows.of(Examples.settings(Forwarding.NORMAL, 1), List.of(Examples.WEB), true)
            .flows().keySet();
        assertEquals(2, Sets.symmetricDifference(before, after).size());
    }

    @Test
    void gotoTableUsesTheControllerMeter() {
        assertEquals(0xFFFF_FFFEL, meterOf(Examples.GOTO).getMeterId().getValue().longValue());
    }

    @Test
    void noMeterWithoutLimitOrWithoutTheSwitchHavingOne() {
        for (var desired : List.of(
                ObservationFlows.of(Examples.settings(Forwarding.NORMAL, 0), List.of(Examples.WEB), true),
                ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), false))) {
            assertTrue(desired.meter().isEmpty());
            assertTrue(describe(desired).contains("200/1000 any -> CONTROLLER:65535"));
        }
    }

    @Test
    void nothingIsInstalledForNothing() {
        assertEquals(DesiredFlows.NONE, ObservationFlows.of(Examples.NORMAL, List.of(), true));
    }

    @Test
    void everyFlowHasOurCookieAndItsOwn() {
        final var flows = ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB, Examples.DNS), true).flows();
        assertEquals(flows.size(), flows.values().stream().map(Flow::getCookie).distinct().count());
        for (var flow : flows.values()) {
            assertTrue(Cookies.isObservation(flow.getCookie()));
            assertEquals(0x7265626fL, flow.getCookie().getValue().longValue() >>> 32);
            assertTrue(flow.getId().getValue().startsWith(ObservationFlows.ID_PREFIX));
        }
    }

    @Test
    void changedServiceChangesOnlyItsFlows() {
        final var moved = Examples.service("dns", Protocol.UDP, 53, 3000, 2, "10.99.0.4");
        final var before = keys(List.of(Examples.WEB, Examples.DNS));
        final var after = keys(List.of(Examples.WEB, moved));
        assertTrue(Sets.difference(before, after).stream().allMatch(key -> key.contains("udp-10.99.0.3-53")));
        assertEquals(2, Sets.difference(before, after).size());
        assertEquals(2, Sets.difference(after, before).size());
    }

    @Test
    void muteOutranksTheObservationAndOnlyForwards() {
        final var client = Examples.DNS.addresses().getFirst();
        final var server = Examples.WEB.addresses().getFirst();
        final var mute = MuteFlows.of(Examples.NORMAL, client, server, 4000, 53, 2);
        assertEquals("0/1001 udp src=10.99.0.3/32:4000 dst=10.99.0.2/32:53 -> NORMAL", describe(mute));
        assertEquals(2, mute.getHardTimeout().intValue());
        assertFalse(Cookies.isObservation(mute.getCookie()));
        assertEquals("0/1001 udp src=10.99.0.3/32:4000 dst=10.99.0.2/32:53 -> goto:1",
            describe(MuteFlows.of(Examples.GOTO, client, server, 4000, 53, 2)));
    }

    @Test
    void muteOfTheClientLetsAttemptsFitIntoTheResponseTimeout() {
        assertEquals(2, MuteTimes.toServerSeconds(Examples.service("a", Protocol.UDP, 1, 1, 1, "10.0.0.1")));
        assertEquals(2, MuteTimes.toServerSeconds(Examples.service("a", Protocol.UDP, 1, 3000, 2, "10.0.0.1")));
        assertEquals(3, MuteTimes.toServerSeconds(Examples.service("a", Protocol.UDP, 1, 4001, 2, "10.0.0.1")));
        assertEquals(10, MuteTimes.toServerSeconds(Examples.service("a", Protocol.UDP, 1, 10000, 1, "10.0.0.1")));
        assertEquals(65535, MuteTimes.toServerSeconds(
            Examples.service("a", Protocol.UDP, 1, Integer.MAX_VALUE, 1, "10.0.0.1")));
    }

    @Test
    void settingsThatNoSwitchCouldFollowAreRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> new ObservationSettings(200, 200, 1000, Forwarding.NORMAL, 1, 1000, Set.of()));
        assertThrows(IllegalArgumentException.class,
            () -> new ObservationSettings(1, 200, 1000, Forwarding.GOTO_TABLE, 1, 1000, Set.of()));
        assertThrows(IllegalArgumentException.class,
            () -> new ObservationSettings(0, 200, 0, Forwarding.NORMAL, 1, 1000, Set.of()));
        // the other kind's table does not matter
        assertEquals(5, new ObservationSettings(5, 200, 1000, Forwarding.NORMAL, 1, 1000, Set.of()).table());
    }

    private static Set<String> keys(final Collection<ServerService> services) {
        return ObservationFlows.of(Examples.NORMAL, services, true).flows().keySet().stream()
            .map(key -> key.getId().getValue())
            .collect(Collectors.toSet());
    }

    private static Meter meterOf(final ObservationSettings settings) {
        return ObservationFlows.of(settings, List.of(Examples.WEB), true).meter().orElseThrow();
    }

    private static TreeSet<String> describe(final DesiredFlows desired) {
        return desired.flows().values().stream().map(ObservationFlowsTest::describe)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Says in words all that a flow matches and does. */
    private static String describe(final Flow flow) {
        final var text = new StringBuilder().append(flow.getTableId()).append('/').append(flow.getPriority());
        final var match = flow.getMatch();
        if (match.getEthernetMatch() == null) {
            text.append(" any");
        } else {
            final boolean ipv6 = switch (match.getEthernetMatch().getEthernetType().getType().getValue().intValue()) {
                case 0x0800 -> false;
                case 0x86DD -> true;
                default -> throw new AssertionError("neither IPv4 nor IPv6: " + match);
            };
            switch (match.getIpMatch().getIpProtocol().intValue()) {
                case 1 -> text.append(ipv6 ? "?" : " icmpv4=").append(match.getIcmpv4Match().getIcmpv4Type());
                case 58 -> text.append(ipv6 ? " icmpv6=" : "?").append(match.getIcmpv6Match().getIcmpv6Type());
                case 6 -> text.append(ipv6 ? " tcp6" : " tcp");
                case 17 -> text.append(ipv6 ? " udp6" : " udp");
                default -> throw new AssertionError("unexpected protocol: " + match);
            }
            Uint16 srcPort = null;
            Uint16 dstPort = null;
            if (match.getLayer4Match() instanceof TcpMatch tcp) {
                srcPort = tcp.getTcpSourcePort() == null ? null : tcp.getTcpSourcePort().getValue();
                dstPort = tcp.getTcpDestinationPort() == null ? null : tcp.getTcpDestinationPort().getValue();
            } else if (match.getLayer4Match() instanceof UdpMatch udp) {
                srcPort = udp.getUdpSourcePort() == null ? null : udp.getUdpSourcePort().getValue();
                dstPort = udp.getUdpDestinationPort() == null ? null : udp.getUdpDestinationPort().getValue();
            }
            if (match.getLayer3Match() instanceof Ipv4Match ip) {
                append(text, " src=", ip.getIpv4Source() == null ? null : ip.getIpv4Source().getValue(), srcPort);
                append(text, " dst=", ip.getIpv4Destination() == null ? null : ip.getIpv4Destination().getValue(),
                    dstPort);
            } else if (match.getLayer3Match() instanceof Ipv6Match ip) {
                append(text, " src=", ip.getIpv6Source() == null ? null : ip.getIpv6Source().getValue(), srcPort);
                append(text, " dst=", ip.getIpv6Destination() == null ? null : ip.getIpv6Destination().getValue(),
                    dstPort);
            }
            if (match.getTcpFlagsMatch() != null) {
                text.append(" flags=").append(match.getTcpFlagsMatch().getTcpFlags()).append('/')
                    .append(match.getTcpFlagsMatch().getTcpFlagsMask());
            }
        }
        text.append(" ->");
        flow.getInstructions().nonnullInstruction().values().stream()
            .sorted(Comparator.comparing(Instruction::getOrder))
            .forEach(instruction -> text.append(' ').append(describeInstruction(instruction)));
        return text.toString();
    }

    private static void append(final StringBuilder text, final String what, final String prefix, final Uint16 port) {
        assertEquals(prefix == null, port == null, "an address and its port belong together");
        if (prefix != null) {
            text.append(what).append(prefix).append(':').append(port);
        }
    }

    private static String describeInstruction(final Instruction instruction) {
        return switch (instruction.getInstruction()) {
            case ApplyActionsCase apply -> {
                final var output = assertInstanceOf(OutputActionCase.class,
                    apply.getApplyActions().nonnullAction().values().iterator().next().getAction()).getOutputAction();
                final var port = output.getOutputNodeConnector().getValue();
                yield output.getMaxLength() == null ? port : port + ':' + output.getMaxLength();
            }
            case GoToTableCase table -> "goto:" + table.getGoToTable().getTableId();
            case MeterCase meter -> "meter";
            default -> throw new AssertionError("unexpected instruction: " + instruction);
        };
    }
}
