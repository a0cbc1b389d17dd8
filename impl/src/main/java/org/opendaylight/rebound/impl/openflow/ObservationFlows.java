/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.MeterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.Instructions;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.flow.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.instruction.Instruction;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.BandId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterBandType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterFlags;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.MeterId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.band.type.band.type.DropBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.meter.MeterBandHeadersBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.meter.meter.band.headers.MeterBandHeaderBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.meter.types.rev130918.meter.meter.band.headers.meter.band.header.MeterBandTypesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Icmpv4MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.Icmpv6MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.TcpFlagsMatch;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.TcpFlagsMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.TcpMatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.model.match.types.rev131026.match.layer._4.match.UdpMatchBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Says which flows and which meter a switch is to have. Pure: settings and services in, flows out.
 *
 * <p>What is copied is what starts, answers or refuses a connection: a TCP SYN to a watched service, its SYN-ACK and
 * RST (RFC 9293), UDP in both directions, and ICMP destination unreachable (RFC 792 type 3, RFC 4443 type 1), whose
 * sender may be any router.
 *
 * <p>With {@link Forwarding#NORMAL} an observation flow forwards first, and only then hands the packet to the punt
 * table, whose single flow passes a meter and copies to the controller: what the meter drops is a copy. With
 * {@link Forwarding#GOTO_TABLE} there is one packet only, so a meter in its way would drop the user's; the copies are
 * limited by the switch's controller meter instead.
 */
final class ObservationFlows {
    /** What the id of every flow of ours begins with. */
    static final String ID_PREFIX = "rebound-";
    /** The name that our meter has in the inventory, to tell it from somebody else's of the same number. */
    static final String METER_NAME = "rebound-punt";
    /** OFPM_CONTROLLER, the meter of a switch's packet-ins (OpenFlow 1.3.5 section 7.3.4, enum ofp_meter). */
    static final MeterId CONTROLLER_METER = new MeterId(Uint32.valueOf(0xFFFF_FFFEL));

    private static final int ICMPV4 = 1;
    private static final int ICMPV6 = 58;
    private static final int ICMPV4_UNREACHABLE = 3;
    private static final int ICMPV6_UNREACHABLE = 1;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;
    /** Where the numbers of our meters begin, away from the low ones that other applications take. */
    private static final long FIRST_METER = 7265;
    /** How many numbers there are, a prime, so that two rates that somebody chooses hardly share one. */
    private static final long METERS = 8191;
    /** Goes into every digest: raise it when a flow of the same name is built differently. */
    private static final int FORMAT = 1;

    private final ObservationSettings settings;
    private final Optional<Meter> meter;
    private final Map<FlowKey, Flow> flows = new LinkedHashMap<>();

    private ObservationFlows(final ObservationSettings settings, final boolean metered) {
        this.settings = requireNonNull(settings);
        meter = metered && settings.puntRate() > 0 ? Optional.of(meterOf(settings)) : Optional.empty();
    }

    /**
     * The flows and the meter of an observed switch.
     *
     * @param settings how to observe
     * @param services what to observe; nothing is installed when there are none
     * @param metered false to leave out the meter, for a switch that has none
     * @return what the switch is to have
     */
    static DesiredFlows of(final ObservationSettings settings, final Collection<ServerService> services,
            final boolean metered) {
        if (services.isEmpty()) {
            return DesiredFlows.NONE;
        }
        final var builder = new ObservationFlows(settings, metered);
        builder.addShared();
        for (var service : services) {
            for (var address : service.addresses()) {
                if (service.key().protocol() == Protocol.TCP) {
                    builder.addTcp(address, service.key().port());
                } else {
                    builder.addUdp(address, service.key().port());
                }
            }
        }
        return new DesiredFlows(builder.flows, builder.meter);
    }

    private void addShared() {
        observe("icmpv4-unreachable", FlowParts.matchIp(true, ICMPV4)
            .setIcmpv4Match(new Icmpv4MatchBuilder().setIcmpv4Type(Uint8.valueOf(ICMPV4_UNREACHABLE)).build()));
        observe("icmpv6-unreachable", FlowParts.matchIp(false, ICMPV6)
            .setIcmpv6Match(new Icmpv6MatchBuilder().setIcmpv6Type(Uint8.valueOf(ICMPV6_UNREACHABLE)).build()));
        if (settings.forwarding() == Forwarding.NORMAL) {
            add("normal", settings.table(), 0, new MatchBuilder().build(),
                new Treatment("normal", FlowParts.applyNormal()));
            // a single flow, for every packet that comes here
            add("punt", settings.puntTable(), settings.priority(), new MatchBuilder().build(), meter.isPresent()
                ? new Treatment("meter:" + meter.orElseThrow().getMeterId().getValue() + ",controller",
                    FlowParts.meter(meter.orElseThrow().getMeterId()), FlowParts.applyController())
                : new Treatment("controller", FlowParts.applyController()));
        }
    }

    private void addTcp(final IpAddress address, final int port) {
        final var toServer = new TcpMatchBuilder().setTcpDestinationPort(FlowParts.port(port)).build();
        final var fromServer = new TcpMatchBuilder().setTcpSourcePort(FlowParts.port(port)).build();
        final var name = "tcp-" + address + '-' + port;
        observe(name + "-syn", FlowParts.matchTo(Protocol.TCP, address)
            .setLayer4Match(toServer).setTcpFlagsMatch(tcpFlags(SYN, SYN | ACK)));
        observe(name + "-syn-ack", FlowParts.matchFrom(Protocol.TCP, address)
            .setLayer4Match(fromServer).setTcpFlagsMatch(tcpFlags(SYN | ACK, SYN | ACK)));
        observe(name + "-rst", FlowParts.matchFrom(Protocol.TCP, address)
            .setLayer4Match(fromServer).setTcpFlagsMatch(tcpFlags(RST, RST)));
    }

    private void addUdp(final IpAddress address, final int port) {
        final var name = "udp-" + address + '-' + port;
        observe(name + "-request", FlowParts.matchTo(Protocol.UDP, address)
            .setLayer4Match(new UdpMatchBuilder().setUdpDestinationPort(FlowParts.port(port)).build()));
        observe(name + "-reply", FlowParts.matchFrom(Protocol.UDP, address)
            .setLayer4Match(new UdpMatchBuilder().setUdpSourcePort(FlowParts.port(port)).build()));
    }

    private void observe(final String name, final MatchBuilder match) {
        add(name, settings.table(), settings.priority(), match.build(), switch (settings.forwarding()) {
            case NORMAL -> new Treatment("normal,goto:" + settings.puntTable(), FlowParts.applyNormal(),
                FlowParts.gotoTable(settings.puntTable()));
            case GOTO_TABLE -> new Treatment("controller,goto:" + settings.nextTable(), FlowParts.applyController(),
                FlowParts.gotoTable(settings.nextTable()));
        });
    }

    private void add(final String name, final int table, final int priority, final Match match,
            final Treatment treatment) {
        // the name says what is matched, so that name, table, priority and treatment are all that a flow is
        final var text = FORMAT + "|" + name + '|' + table + '|' + priority + '|' + treatment.text;
        final int digest = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asInt();
        final var id = new FlowId(ID_PREFIX + name + '-' + String.format(Locale.ROOT, "%08x", digest));
        final var flow = new FlowBuilder()
            .withKey(new FlowKey(id))
            .setFlowName(id.getValue())
            .setTableId(Uint8.valueOf(table))
            .setPriority(Uint16.valueOf(priority))
            .setMatch(match)
            .setInstructions(treatment.instructions)
            .setIdleTimeout(Uint16.ZERO)
            .setHardTimeout(Uint16.ZERO)
            .setCookie(Cookies.observation(digest))
            // makes a removal touch this flow alone, even when another application has put one in its place
            .setCookieMask(Cookies.EXACT_MASK)
            // the model's default, said so that the flow equals what is read back
            .setStrict(Boolean.FALSE)
            .build();
        flows.put(flow.key(), flow);
    }

    private static TcpFlagsMatch tcpFlags(final int flags, final int mask) {
        return new TcpFlagsMatchBuilder()
            .setTcpFlags(Uint16.valueOf(flags))
            .setTcpFlagsMask(Uint16.valueOf(mask))
            .build();
    }

    private static Meter meterOf(final ObservationSettings settings) {
        final var rate = Uint32.valueOf(settings.puntRate());
        return new MeterBuilder()
            .setMeterId(switch (settings.forwarding()) {
                // another rate is another meter, because a meter that is there cannot be changed (SwitchRpcs)
                case NORMAL -> new MeterId(Uint32.valueOf(FIRST_METER + settings.puntRate() % METERS));
                case GOTO_TABLE -> CONTROLLER_METER;
            })
            .setMeterName(METER_NAME)
            // burst, pktps and stats: packets a second, with a burst of one second's worth
            .setFlags(new MeterFlags(true, false, true, true))
            .setMeterBandHeaders(new MeterBandHeadersBuilder()
                .setMeterBandHeader(BindingMap.of(new MeterBandHeaderBuilder()
                    .setBandId(new BandId(Uint32.ZERO))
                    .setMeterBandTypes(new MeterBandTypesBuilder()
                        .setFlags(new MeterBandType(true, false, false))
                        .build())
                    .setBandRate(rate)
                    .setBandBurstSize(rate)
                    .setBandType(new DropBuilder().setDropRate(rate).setDropBurstSize(rate).build())
                    .build()))
                .build())
            .build();
    }

    /**
     * What happens to the packets of a flow.
     *
     * @param text the same in words, for the digest
     * @param instructions the instructions
     */
    private record Treatment(String text, Instructions instructions) {
        Treatment(final String text, final Instruction... instructions) {
            this(text, FlowParts.instructions(instructions));
        }
    }
}
