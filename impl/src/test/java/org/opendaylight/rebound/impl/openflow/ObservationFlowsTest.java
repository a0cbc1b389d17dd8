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
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.probe.ProbeSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.OutputActionCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.ApplyActionsCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.GoToTableCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.MeterCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.list.Instruction;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.band.type.band.type.Drop;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.ArpMatch;
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
            "0/1000 arp op=1 tpa=10.99.0.2/32 -> NORMAL goto:200",
            "0/1000 arp spa=10.99.0.2/32 -> NORMAL goto:200",
            "0/1000 icmpv6=135 target=fd99::2 -> NORMAL goto:200",
            "0/1000 icmpv6=136 target=fd99::2 -> NORMAL goto:200",
            "0/1000 tcp dst=10.99.0.2/32:80 flags=2/18 -> NORMAL goto:200",
            "0/1000 tcp src=10.99.0.2/32:80 flags=18/18 -> NORMAL goto:200",
            "0/1000 tcp src=10.99.0.2/32:80 flags=4/4 -> NORMAL goto:200",
            "0/1000 tcp6 dst=fd99::2/128:80 flags=2/18 -> NORMAL goto:200",
            "0/1000 tcp6 src=fd99::2/128:80 flags=18/18 -> NORMAL goto:200",
            "0/1000 tcp6 src=fd99::2/128:80 flags=4/4 -> NORMAL goto:200",
            "0/0 any -> NORMAL",
            "200/1000 any -> meter CONTROLLER:65535")),
            describe(ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), Set.of(), true)));
    }

    @Test
    void udpServiceIsObservedInBothDirections() {
        final var flows = describe(ObservationFlows.of(Examples.NORMAL, List.of(Examples.DNS), Set.of(), true));
        assertTrue(flows.contains("0/1000 udp dst=10.99.0.3/32:53 -> NORMAL goto:200"), flows::toString);
        assertTrue(flows.contains("0/1000 udp src=10.99.0.3/32:53 -> NORMAL goto:200"), flows::toString);
        assertEquals(8, flows.size());
    }

    @Test
    void everyPortOfARangeIsObserved() {
        final var range = Examples.range(Examples.service("web", Protocol.TCP, 8000, 3000, 2, "10.99.0.2"), 8002);
        final var flows = describe(ObservationFlows.of(Examples.NORMAL, List.of(range), Set.of(), true));
        for (var port : List.of(8000, 8001, 8002)) {
            assertTrue(flows.contains("0/1000 tcp dst=10.99.0.2/32:" + port + " flags=2/18 -> NORMAL goto:200"));
            assertTrue(flows.contains("0/1000 tcp src=10.99.0.2/32:" + port + " flags=18/18 -> NORMAL goto:200"));
            assertTrue(flows.contains("0/1000 tcp src=10.99.0.2/32:" + port + " flags=4/4 -> NORMAL goto:200"));
        }
        assertEquals(4 + 2 + 9, flows.size());
    }

    @Test
    void servicesOfOneAddressShareItsNeighbourFlows() {
        final var other = Examples.service("web", Protocol.TCP, 443, 3000, 2, "10.99.0.2", "fd99::2");
        final var one = ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), Set.of(), true).flows().keySet();
        final var two = ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB, other), Set.of(), true).flows()
            .keySet();
        assertTrue(two.containsAll(one));
        assertEquals(one.size() + 6, two.size());
    }

    @Test
    void gotoTableInstallsNothingButObservations() {
        assertEquals(new TreeSet<>(Set.of(
            "0/1000 icmpv4=3 -> CONTROLLER:65535 goto:1",
            "0/1000 icmpv6=1 -> CONTROLLER:65535 goto:1",
            "0/1000 arp op=1 tpa=10.99.0.3/32 -> CONTROLLER:65535 goto:1",
            "0/1000 arp spa=10.99.0.3/32 -> CONTROLLER:65535 goto:1",
            "0/1000 udp dst=10.99.0.3/32:53 -> CONTROLLER:65535 goto:1",
            "0/1000 udp src=10.99.0.3/32:53 -> CONTROLLER:65535 goto:1")),
            describe(ObservationFlows.of(Examples.GOTO, List.of(Examples.DNS), Set.of(), true)));
    }

    @Test
    void portToAnotherSwitchIsOnlyForwardedAndLldpGoesToTheController() {
        final var flows = ObservationFlows.of(Examples.EDGE, List.of(Examples.WEB), Set.of("openflow:161:3"), true)
            .flows().values();
        final var supporting = flows.stream().filter(flow -> !Cookies.isObservation(flow.getCookie())).toList();
        assertEquals(new TreeSet<>(Set.of("0/1002 in=openflow:161:3 -> NORMAL",
            "0/1003 lldp -> meter CONTROLLER:65535")), supporting.stream().map(ObservationFlowsTest::describe)
                .collect(Collectors.toCollection(TreeSet::new)));
        assertTrue(supporting.stream().allMatch(flow -> Cookies.isKept(flow.getCookie())));
    }

    @Test
    void lldpHasAMeterOfItsOwn() {
        final var meters = ObservationFlows.of(Examples.EDGE, List.of(Examples.WEB), Set.of(), true).meters();
        assertEquals(2, meters.stream().map(Meter::getMeterId).distinct().count());
        assertTrue(meters.stream().allMatch(Inventory::isOurs));
        assertEquals(meters.getFirst().getMeterId(), ObservationFlows.puntMeter(Examples.EDGE).orElseThrow());
    }

    @Test
    void whatIsSentToAProbeSourceIsForTheControllerAlone() {
        final var flows = describe(ObservationFlows.of(probing(Forwarding.NORMAL), List.of(Examples.WEB), Set.of(),
            true));
        assertEquals(new TreeSet<>(Set.of("0/1004 to=02:00:00:00:00:09 -> goto:200",
            "0/1004 arp op=1 tpa=10.99.0.9/32 vlan=none -> goto:200",
            "0/1004 icmpv6=135 target=fd99::9 vlan=10 -> goto:200")), probeFlows(flows));
        assertEquals(new TreeSet<>(Set.of("0/1004 to=02:00:00:00:00:09 -> CONTROLLER:65535",
            "0/1004 arp op=1 tpa=10.99.0.9/32 vlan=none -> CONTROLLER:65535",
            "0/1004 icmpv6=135 target=fd99::9 vlan=10 -> CONTROLLER:65535")), probeFlows(describe(
                ObservationFlows.of(probing(Forwarding.GOTO_TABLE), List.of(Examples.WEB), Set.of(), true))));
    }

    @Test
    void aProbeSourceNeedsNoServiceOnItsSwitchAndIsOnNoOther() {
        final var flows = describe(ObservationFlows.of(probing(Forwarding.NORMAL).at("openflow:161"), List.of(),
            Set.of(), true));
        assertEquals(3, probeFlows(flows).size());
        assertTrue(flows.contains("200/1000 any -> meter CONTROLLER:65535"), flows::toString);
        assertEquals(DesiredFlows.NONE, ObservationFlows.of(probing(Forwarding.NORMAL).at("openflow:162"), List.of(),
            Set.of(), true));
    }

    private static TreeSet<String> probeFlows(final TreeSet<String> flows) {
        return flows.stream().filter(flow -> flow.startsWith("0/1004")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** With an address of each version, of one link-layer address. */
    private static ObservationSettings probing(final Forwarding forwarding) {
        return new ObservationSettings(0, 200, 1000, forwarding, 1, 1000, Set.of(), false, List.of(
            new ProbeSource(IpAddress.parse("10.99.0.9"), "openflow:161", 0x0200_0000_0009L, 0),
            new ProbeSource(IpAddress.parse("fd99::9"), "openflow:161", 0x0200_0000_0009L, 10)));
    }

    @Test
    void gotoTableLeavesLldpToTheNextTable() {
        final var settings = new ObservationSettings(0, 200, 1000, Forwarding.GOTO_TABLE, 1, 1000, Set.of(), true);
        final var flows = describe(ObservationFlows.of(settings, List.of(Examples.WEB), Set.of("openflow:161:3"),
            true));
        assertTrue(flows.contains("0/1002 in=openflow:161:3 -> goto:1"), flows::toString);
        assertTrue(flows.stream().noneMatch(flow -> flow.contains("lldp")), flows::toString);
        assertEquals(ObservationFlows.CONTROLLER_METER, ObservationFlows.puntMeter(settings).orElseThrow());
    }

    @Test
    void cookiesTellWhatCopiesFromWhatIsOnlyKept() {
        for (int digest : new int[] { 0, 1, -1, Integer.MIN_VALUE }) {
            assertTrue(Cookies.isObservation(Cookies.observation(digest)));
            assertTrue(Cookies.isKept(Cookies.observation(digest)));
            assertFalse(Cookies.isObservation(Cookies.support(digest)));
            assertTrue(Cookies.isKept(Cookies.support(digest)));
            for (var kept : List.of(Cookies.observation(digest), Cookies.support(digest))) {
                assertEquals(Cookies.KEPT.getValue().longValue(),
                    kept.getValue().longValue() & Cookies.KEPT_MASK.getValue().longValue());
            }
        }
        assertFalse(Cookies.isKept(Cookies.MUTE));
        assertFalse(Cookies.isKept(null));
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
        final var before = ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), Set.of(), true).flows().keySet();
        final var after = ObservationFlows.of(Examples.settings(Forwarding.NORMAL, 1), List.of(Examples.WEB), Set.of(),
            true).flows().keySet();
        assertEquals(2, Sets.symmetricDifference(before, after).size());
    }

    @Test
    void gotoTableUsesTheControllerMeter() {
        assertEquals(0xFFFF_FFFEL, meterOf(Examples.GOTO).getMeterId().getValue().longValue());
    }

    @Test
    void noMeterWithoutLimitOrWithoutTheSwitchHavingOne() {
        for (var desired : List.of(
                ObservationFlows.of(Examples.settings(Forwarding.NORMAL, 0), List.of(Examples.WEB), Set.of(), true),
                ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB), Set.of(), false))) {
            assertTrue(desired.meters().isEmpty());
            assertTrue(describe(desired).contains("200/1000 any -> CONTROLLER:65535"));
        }
    }

    @Test
    void nothingIsInstalledForNothing() {
        assertEquals(DesiredFlows.NONE, ObservationFlows.of(Examples.NORMAL, List.of(), Set.of(), true));
    }

    @Test
    void everyFlowHasOurCookieAndItsOwn() {
        final var flows = ObservationFlows.of(Examples.NORMAL, List.of(Examples.WEB, Examples.DNS), Set.of(), true)
            .flows();
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
        assertTrue(Sets.difference(before, after).stream()
            .allMatch(key -> key.contains("udp-10.99.0.3-53") || key.contains("arp-10.99.0.3")));
        assertEquals(4, Sets.difference(before, after).size());
        assertEquals(4, Sets.difference(after, before).size());
    }

    @Test
    void muteOutranksTheObservationAndOnlyForwards() {
        final var client = Examples.DNS.addresses().getFirst();
        final var server = Examples.WEB.addresses().getFirst();
        final var mute = MuteFlows.ofUdp(Examples.NORMAL, client, server, 4000, 53, 2);
        assertEquals("0/1001 udp src=10.99.0.3/32:4000 dst=10.99.0.2/32:53 -> NORMAL", describe(mute));
        assertEquals(2, mute.getHardTimeout().intValue());
        assertFalse(Cookies.isObservation(mute.getCookie()));
        assertEquals("0/1001 udp src=10.99.0.3/32:4000 dst=10.99.0.2/32:53 -> goto:1",
            describe(MuteFlows.ofUdp(Examples.GOTO, client, server, 4000, 53, 2)));
    }

    @Test
    void muteOfAFloodMatchesWhatIsObservedBetweenTheTwoAndNoMore() {
        final var client = IpAddress.parse("10.99.0.9");
        final var server = IpAddress.parse("10.99.0.2");
        assertEquals(List.of("0/1001 tcp src=10.99.0.9/32:* dst=10.99.0.2/32:80 flags=2/18 -> NORMAL",
            "0/1001 tcp src=10.99.0.2/32:80 dst=10.99.0.9/32:* flags=18/18 -> NORMAL",
            "0/1001 tcp src=10.99.0.2/32:80 dst=10.99.0.9/32:* flags=4/4 -> NORMAL"),
            MuteFlows.ofClient(Examples.NORMAL, client, server, Protocol.TCP, 80, 5).stream()
                .map(ObservationFlowsTest::describe).toList());
        assertEquals(List.of("0/1001 udp src=10.99.0.9/32:* dst=10.99.0.2/32:53 -> goto:1",
            "0/1001 udp src=10.99.0.2/32:53 dst=10.99.0.9/32:* -> goto:1"),
            MuteFlows.ofClient(Examples.GOTO, client, server, Protocol.UDP, 53, 5).stream()
                .map(ObservationFlowsTest::describe).toList());
    }

    @Test
    void muteOfAServiceMatchesWhatIsObservedOfIt() {
        assertEquals(List.of("0/1001 tcp dst=10.99.0.2/32:80 flags=2/18 -> NORMAL",
            "0/1001 tcp src=10.99.0.2/32:80 flags=18/18 -> NORMAL",
            "0/1001 tcp src=10.99.0.2/32:80 flags=4/4 -> NORMAL"),
            MuteFlows.ofService(Examples.NORMAL, IpAddress.parse("10.99.0.2"), Protocol.TCP, 80, 5).stream()
                .map(ObservationFlowsTest::describe).toList());
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
            () -> new ObservationSettings(200, 200, 1000, Forwarding.NORMAL, 1, 1000, Set.of(), false));
        assertThrows(IllegalArgumentException.class,
            () -> new ObservationSettings(1, 200, 1000, Forwarding.GOTO_TABLE, 1, 1000, Set.of(), false));
        assertThrows(IllegalArgumentException.class,
            () -> new ObservationSettings(0, 200, 0, Forwarding.NORMAL, 1, 1000, Set.of(), false));
        // the other kind's table does not matter
        assertEquals(5, new ObservationSettings(5, 200, 1000, Forwarding.NORMAL, 1, 1000, Set.of(), false).table());
    }

    private static Set<String> keys(final Collection<ServerService> services) {
        return ObservationFlows.of(Examples.NORMAL, services, Set.of(), true).flows().keySet().stream()
            .map(key -> key.getId().getValue())
            .collect(Collectors.toSet());
    }

    private static Meter meterOf(final ObservationSettings settings) {
        return ObservationFlows.of(settings, List.of(Examples.WEB), Set.of(), true).meters().getFirst();
    }

    private static TreeSet<String> describe(final DesiredFlows desired) {
        return desired.flows().values().stream().map(ObservationFlowsTest::describe)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Says in words all that a flow matches and does. */
    private static String describe(final Flow flow) {
        final var text = new StringBuilder().append(flow.getTableId()).append('/').append(flow.getPriority());
        final var match = flow.getMatch();
        if (match.getInPort() != null) {
            text.append(" in=").append(match.getInPort().getValue());
        } else if (match.getEthernetMatch() == null) {
            text.append(" any");
        } else if (match.getEthernetMatch().getEthernetDestination() != null) {
            text.append(" to=").append(match.getEthernetMatch().getEthernetDestination().getAddress().getValue());
        } else if (match.getEthernetMatch().getEthernetType().getType().getValue().intValue() == 0x88CC) {
            text.append(" lldp");
        } else if (match.getLayer3Match() instanceof ArpMatch arp) {
            assertEquals(0x0806, match.getEthernetMatch().getEthernetType().getType().getValue().intValue());
            text.append(" arp");
            if (arp.getArpOp() != null) {
                text.append(" op=").append(arp.getArpOp());
            }
            if (arp.getArpTargetTransportAddress() != null) {
                text.append(" tpa=").append(arp.getArpTargetTransportAddress().getValue());
            }
            if (arp.getArpSourceTransportAddress() != null) {
                text.append(" spa=").append(arp.getArpSourceTransportAddress().getValue());
            }
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
                if (ip.getIpv6NdTarget() != null) {
                    text.append(" target=").append(ip.getIpv6NdTarget().getValue());
                }
            }
            if (match.getTcpFlagsMatch() != null) {
                text.append(" flags=").append(match.getTcpFlagsMatch().getTcpFlags()).append('/')
                    .append(match.getTcpFlagsMatch().getTcpFlagsMask());
            }
        }
        if (match.getVlanMatch() != null) {
            final var vlan = match.getVlanMatch().getVlanId();
            text.append(" vlan=").append(vlan.getVlanIdPresent() ? vlan.getVlanId().getValue().toString() : "none");
        }
        text.append(" ->");
        flow.getInstructions().nonnullInstruction().values().stream()
            .sorted(Comparator.comparing(Instruction::getOrder))
            .forEach(instruction -> text.append(' ').append(describeInstruction(instruction)));
        return text.toString();
    }

    private static void append(final StringBuilder text, final String what, final String prefix, final Uint16 port) {
        assertTrue(prefix != null || port == null, "a port belongs to an address");
        if (prefix != null) {
            text.append(what).append(prefix).append(':').append(port == null ? "*" : port);
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
