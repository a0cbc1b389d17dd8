/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import java.util.ArrayList;
import org.opendaylight.openflowplugin.api.OFConstants;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.OutputActionCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.action.types.rev131112.action.action.output.action._case.OutputActionBuilder;
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
import org.opendaylight.yang.gen.v1.urn.opendaylight.l2.types.rev130827.EtherType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.ethernet.match.fields.EthernetTypeBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.EthernetMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.IpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv4MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._3.match.Ipv6MatchBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * The pieces that flows are made of, in the words of the OpenFlow plugin's model.
 */
final class FlowParts {
    private static final int ETHER_TYPE_IPV4 = 0x0800;
    private static final int ETHER_TYPE_IPV6 = 0x86DD;

    private FlowParts() {
        // hidden on purpose
    }

    /** Matches an IP family and protocol number, whatever VLAN the frame is in. */
    static MatchBuilder matchIp(final boolean ipv4, final int protocol) {
        return new MatchBuilder()
            .setEthernetMatch(new EthernetMatchBuilder()
                .setEthernetType(new EthernetTypeBuilder()
                    .setType(new EtherType(Uint32.valueOf(ipv4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6)))
                    .build())
                .build())
            .setIpMatch(new IpMatchBuilder().setIpProtocol(Uint8.valueOf(protocol)).build());
    }

    /** Matches packets of a transport protocol that are sent to an address. */
    static MatchBuilder matchTo(final Protocol protocol, final IpAddress destination) {
        final var match = matchIp(destination.isIpv4(), protocol.number());
        return destination.isIpv4()
            ? match.setLayer3Match(new Ipv4MatchBuilder().setIpv4Destination(ipv4(destination)).build())
            : match.setLayer3Match(new Ipv6MatchBuilder().setIpv6Destination(ipv6(destination)).build());
    }

    /** Matches packets of a transport protocol that are sent from an address. */
    static MatchBuilder matchFrom(final Protocol protocol, final IpAddress source) {
        final var match = matchIp(source.isIpv4(), protocol.number());
        return source.isIpv4()
            ? match.setLayer3Match(new Ipv4MatchBuilder().setIpv4Source(ipv4(source)).build())
            : match.setLayer3Match(new Ipv6MatchBuilder().setIpv6Source(ipv6(source)).build());
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

    private static Instruction applyOutput(final OutputPortValues port) {
        final var output = new OutputActionBuilder().setOutputNodeConnector(new Uri(port.toString()));
        if (port == OutputPortValues.CONTROLLER) {
            output.setMaxLength(OFConstants.OFPCML_NO_BUFFER);
        }
        return new ApplyActionsCaseBuilder()
            .setApplyActions(new ApplyActionsBuilder()
                .setAction(BindingMap.of(new ActionBuilder()
                    .setOrder(0)
                    .setAction(new OutputActionCaseBuilder().setOutputAction(output.build()).build())
                    .build()))
                .build())
            .build();
    }

    private static Ipv4Prefix ipv4(final IpAddress address) {
        return new Ipv4Prefix(address + "/32");
    }

    private static Ipv6Prefix ipv6(final IpAddress address) {
        return new Ipv6Prefix(address + "/128");
    }
}
