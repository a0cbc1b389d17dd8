/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opendaylight.openflowplugin.api.OFConstants;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6Address;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.Action;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.OutputActionCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.SetFieldCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.output.action._case.OutputActionBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.set.field._case.SetFieldBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.list.ActionBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.OutputPortValues;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.Instructions;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.InstructionsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.Instruction;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.ApplyActionsCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.GoToTableCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.MeterCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.apply.actions._case.ApplyActionsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.go.to.table._case.GoToTableBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.instruction.meter._case.MeterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.list.InstructionBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.inventory.rev130819.NodeConnectorId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.EtherType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.VlanId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetDestination;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetDestinationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetSourceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetTypeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.EthernetMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Icmpv6MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.IpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Layer3Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.TcpFlagsMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.VlanMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.ArpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv6MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.vlan.match.fields.VlanIdBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * The pieces that flows are made of, in the words of the OpenFlow plugin's model.
 */
final class FlowParts {
    private static final int ETHER_TYPE_IPV4 = 0x0800;
    private static final int ETHER_TYPE_ARP = 0x0806;
    private static final int ETHER_TYPE_IPV6 = 0x86DD;
    private static final int ETHER_TYPE_LLDP = 0x88CC;
    private static final int ICMPV6 = 58;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    private FlowParts() {
        // hidden on purpose
    }

    /** Matches an IP family and protocol number, whatever VLAN the frame is in. */
    static MatchBuilder matchIp(final boolean ipv4, final int protocol) {
        return matchEther(ipv4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6)
            .setIpMatch(new IpMatchBuilder().setIpProtocol(Uint8.valueOf(protocol)).build());
    }

    /** Matches LLDP (IEEE 802.1AB section 8), whatever group address it is sent to. */
    static MatchBuilder matchLldp() {
        return matchEther(ETHER_TYPE_LLDP);
    }

    /** Matches all that comes in by a port, for example {@code openflow:161:3}. */
    static MatchBuilder matchInPort(final String port) {
        return new MatchBuilder().setInPort(new NodeConnectorId(port));
    }

    /** Matches packets of a transport protocol that are sent to an address. */
    static MatchBuilder matchTo(final Protocol protocol, final IpAddress destination) {
        return matchIp(destination.isIpv4(), protocol.number()).setLayer3Match(toAddress(destination));
    }

    /** Matches packets of a transport protocol that are sent from an address. */
    static MatchBuilder matchFrom(final Protocol protocol, final IpAddress source) {
        return matchIp(source.isIpv4(), protocol.number()).setLayer3Match(fromAddress(source));
    }

    /** Matches packets of a transport protocol between two addresses of one family. */
    static MatchBuilder matchBetween(final Protocol protocol, final IpAddress source, final IpAddress destination) {
        final var match = matchIp(source.isIpv4(), protocol.number());
        return source.isIpv4()
            ? match.setLayer3Match(new Ipv4MatchBuilder()
                .setIpv4Source(ipv4(source)).setIpv4Destination(ipv4(destination)).build())
            : match.setLayer3Match(new Ipv6MatchBuilder()
                .setIpv6Source(ipv6(source)).setIpv6Destination(ipv6(destination)).build());
    }

    /** Matches ARP requests (RFC 826 opcode 1) for an IPv4 address, whatever VLAN they are in. */
    static MatchBuilder matchArpRequest(final IpAddress target) {
        return matchEther(ETHER_TYPE_ARP).setLayer3Match(new ArpMatchBuilder()
            .setArpOp(Uint16.ONE)
            .setArpTargetTransportAddress(ipv4(target))
            .build());
    }

    /** Matches every ARP packet of the owner of an IPv4 address. */
    static MatchBuilder matchArpSender(final IpAddress sender) {
        return matchEther(ETHER_TYPE_ARP).setLayer3Match(new ArpMatchBuilder()
            .setArpSourceTransportAddress(ipv4(sender))
            .build());
    }

    /** Matches neighbour discovery messages of a type that are about an IPv6 address. */
    static MatchBuilder matchNeighbour(final int type, final IpAddress target) {
        return matchIp(false, ICMPV6)
            .setIcmpv6Match(new Icmpv6MatchBuilder().setIcmpv6Type(Uint8.valueOf(type)).build())
            .setLayer3Match(new Ipv6MatchBuilder().setIpv6NdTarget(new Ipv6Address(target.toString())).build());
    }

    /** Matches all that is sent to a link-layer address, given in the lower 48 bits. */
    static MatchBuilder matchDestination(final long mac) {
        return new MatchBuilder().setEthernetMatch(new EthernetMatchBuilder().setEthernetDestination(to(mac)).build());
    }

    /** Of the packets matched, those from a link-layer address. */
    static MatchBuilder withSource(final MatchBuilder match, final long mac) {
        return match.setEthernetMatch(new EthernetMatchBuilder(match.getEthernetMatch())
            .setEthernetSource(from(mac)).build());
    }

    /** Of the packets matched, those to a link-layer address. */
    static MatchBuilder withDestination(final MatchBuilder match, final long mac) {
        return match.setEthernetMatch(new EthernetMatchBuilder(match.getEthernetMatch())
            .setEthernetDestination(to(mac)).build());
    }

    /** Changes where a packet goes to: link-layer address, address and TCP port. */
    static List<Action> setDestination(final long mac, final IpAddress address, final int port) {
        return List.of(
            setField(new SetFieldBuilder().setEthernetMatch(
                new EthernetMatchBuilder().setEthernetDestination(to(mac)).build())),
            setField(new SetFieldBuilder().setLayer3Match(toAddress(address))),
            setField(new SetFieldBuilder().setLayer4Match(
                new TcpMatchBuilder().setTcpDestinationPort(port(port)).build())));
    }

    /** Changes where a packet comes from: link-layer address, address and TCP port. */
    static List<Action> setSource(final long mac, final IpAddress address, final int port) {
        return List.of(
            setField(new SetFieldBuilder().setEthernetMatch(
                new EthernetMatchBuilder().setEthernetSource(from(mac)).build())),
            setField(new SetFieldBuilder().setLayer3Match(fromAddress(address))),
            setField(new SetFieldBuilder().setLayer4Match(
                new TcpMatchBuilder().setTcpSourcePort(port(port)).build())));
    }

    /** Sends out of a port: one of the switch's by its number, or one that OpenFlow reserves. */
    static Action output(final String port) {
        return new OutputActionCaseBuilder()
            .setOutputAction(new OutputActionBuilder().setOutputNodeConnector(new Uri(port)).build())
            .build();
    }

    /** Does several things to a packet, in the order given. */
    static Instruction apply(final List<Action> actions) {
        final var list = new ArrayList<org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.list
            .Action>(actions.size());
        for (var action : actions) {
            list.add(new ActionBuilder().setOrder(list.size()).setAction(action).build());
        }
        return new ApplyActionsCaseBuilder()
            .setApplyActions(new ApplyActionsBuilder().setAction(BindingMap.ordered(list)).build())
            .build();
    }

    /** Of the packets matched, those in a VLAN; 0 for those without a tag. */
    static MatchBuilder withVlan(final MatchBuilder match, final int vlan) {
        return match.setVlanMatch(new VlanMatchBuilder()
            .setVlanId(new VlanIdBuilder()
                .setVlanIdPresent(vlan != 0)
                .setVlanId(new VlanId(Uint16.valueOf(vlan)))
                .build())
            .build());
    }

    /** Of the packets matched, those that ask for a connection (RFC 9293 section 3.5): SYN without ACK. */
    static MatchBuilder withSyn(final MatchBuilder match) {
        return withTcpFlags(match, SYN, SYN | ACK);
    }

    /** Of the packets matched, those that grant a connection. */
    static MatchBuilder withSynAck(final MatchBuilder match) {
        return withTcpFlags(match, SYN | ACK, SYN | ACK);
    }

    /** Of the packets matched, those that refuse or break a connection. */
    static MatchBuilder withRst(final MatchBuilder match) {
        return withTcpFlags(match, RST, RST);
    }

    static PortNumber port(final int port) {
        return new PortNumber(Uint16.valueOf(port));
    }

    /** The instructions in the order given; a switch runs meter, apply-actions and goto-table in that order anyway. */
    static Instructions instructions(final Instruction... instructions) {
        final var list = new ArrayList<org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction
            .list.Instruction>(instructions.length);
        for (var instruction : instructions) {
            list.add(new InstructionBuilder().setOrder(list.size()).setInstruction(instruction).build());
        }
        return new InstructionsBuilder().setInstruction(BindingMap.of(list)).build();
    }

    /** Forward like an ordinary bridge. */
    static Instruction applyNormal() {
        return applyOutput(OutputPortValues.NORMAL);
    }

    /** Copy the whole frame to the controller, keeping nothing in the switch. */
    static Instruction applyController() {
        return applyOutput(OutputPortValues.CONTROLLER);
    }

    static Instruction gotoTable(final int table) {
        return new GoToTableCaseBuilder()
            .setGoToTable(new GoToTableBuilder().setTableId(Uint8.valueOf(table)).build())
            .build();
    }

    static Instruction meter(final MeterId meter) {
        return new MeterCaseBuilder().setMeter(new MeterBuilder().setMeterId(meter).build()).build();
    }

    private static MatchBuilder withTcpFlags(final MatchBuilder match, final int flags, final int mask) {
        return match.setTcpFlagsMatch(new TcpFlagsMatchBuilder()
            .setTcpFlags(Uint16.valueOf(flags))
            .setTcpFlagsMask(Uint16.valueOf(mask))
            .build());
    }

    private static MatchBuilder matchEther(final int type) {
        return new MatchBuilder()
            .setEthernetMatch(new EthernetMatchBuilder()
                .setEthernetType(new EthernetTypeBuilder()
                    .setType(new EtherType(Uint32.valueOf(type)))
                    .build())
                .build());
    }

    private static Instruction applyOutput(final OutputPortValues port) {
        final var output = new OutputActionBuilder().setOutputNodeConnector(new Uri(port.toString()));
        if (port == OutputPortValues.CONTROLLER) {
            output.setMaxLength(OFConstants.OFPCML_NO_BUFFER);
        }
        return apply(List.of(new OutputActionCaseBuilder().setOutputAction(output.build()).build()));
    }

    private static Layer3Match toAddress(final IpAddress address) {
        return address.isIpv4() ? new Ipv4MatchBuilder().setIpv4Destination(ipv4(address)).build()
            : new Ipv6MatchBuilder().setIpv6Destination(ipv6(address)).build();
    }

    private static Layer3Match fromAddress(final IpAddress address) {
        return address.isIpv4() ? new Ipv4MatchBuilder().setIpv4Source(ipv4(address)).build()
            : new Ipv6MatchBuilder().setIpv6Source(ipv6(address)).build();
    }

    private static Action setField(final SetFieldBuilder field) {
        return new SetFieldCaseBuilder().setSetField(field.build()).build();
    }

    private static EthernetSource from(final long mac) {
        return new EthernetSourceBuilder().setAddress(mac(mac)).build();
    }

    private static EthernetDestination to(final long mac) {
        return new EthernetDestinationBuilder().setAddress(mac(mac)).build();
    }

    private static MacAddress mac(final long mac) {
        return new MacAddress(String.join(":",
            Splitter.fixedLength(2).split(String.format(Locale.ROOT, "%012x", mac))));
    }

    private static Ipv4Prefix ipv4(final IpAddress address) {
        return new Ipv4Prefix(address + "/32");
    }

    private static Ipv6Prefix ipv6(final IpAddress address) {
        return new Ipv6Prefix(address + "/128");
    }
}
