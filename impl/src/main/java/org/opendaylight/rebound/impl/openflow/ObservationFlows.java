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
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.probe.ProbeSource;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.FlowId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.Meter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.meters.MeterBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.Flow;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.inventory.rev130819.tables.table.FlowKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.flow.types.rev131026.FlowCookie;
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
 * sender may be any router; before all that, the question for the server's link-layer address, and its answer (ARP,
 * RFC 826; neighbour solicitation and advertisement, RFC 4861 types 135 and 136).
 *
 * <p>What is sent to an address that Rebound asks servers from goes to the controller and nowhere else, and so does the
 * question for its link-layer address.
 *
 * <p>With {@link Forwarding#NORMAL} an observation flow forwards first, and only then hands the packet to the punt
 * table, whose single flow passes a meter and copies to the controller: what the meter drops is a copy. With
 * {@link Forwarding#GOTO_TABLE} there is one packet only, so a meter in its way would drop the user's; the copies are
 * limited by the switch's controller meter instead.
 *
 * <p>Where a packet comes in from another switch that observes all that this one does, it is only forwarded. For the
 * OpenFlow plugin to know such links, its LLDP frames must reach the controller: with {@link Forwarding#NORMAL} by a
 * flow of ours, and otherwise by one of the application that owns the switch. It has a meter of its own, so that a
 * flood of other packets hides no link.
 */
final class ObservationFlows {
    /** What the id of every flow of ours begins with. */
    static final String ID_PREFIX = "rebound-";
    /** The name that our meter has in the inventory, to tell it from somebody else's of the same number. */
    static final String METER_NAME = "rebound-punt";
    /** The same of the meter of LLDP. */
    static final String LLDP_METER_NAME = "rebound-lldp";
    /** How far a mute outranks the observation; both are for fewer packets. */
    static final int MUTE_ABOVE = 1;
    /** How far the bypass of a port outranks the observation: what comes in there is not observed, muted or not. */
    static final int BYPASS_ABOVE = 2;
    /** How far LLDP outranks the observation: it comes in by bypassed ports. */
    static final int LLDP_ABOVE = 3;
    /**
     * How far the flows of a probe source outrank the observation: what comes for it may come in by bypassed ports, and
     * is for nobody else.
     */
    static final int PROBE_ABOVE = 4;
    /** How far what is held for the stand-in outranks the observation: nobody is to reach a service that is covered. */
    static final int HOLD_ABOVE = 5;
    /** How far a detour outranks the observation: it is for some of what is held. */
    static final int DETOUR_ABOVE = 6;
    /** OFPM_CONTROLLER, the meter of a switch's packet-ins (OpenFlow 1.3.5 section 7.3.4, enum ofp_meter). */
    static final MeterId CONTROLLER_METER = new MeterId(Uint32.valueOf(0xFFFF_FFFEL));

    private static final int ICMPV4 = 1;
    private static final int ICMPV6 = 58;
    private static final int ICMPV4_UNREACHABLE = 3;
    private static final int ICMPV6_UNREACHABLE = 1;
    private static final int ICMPV6_SOLICITATION = 135;
    private static final int ICMPV6_ADVERTISEMENT = 136;
    /** LLDP frames a second; a switch of a thousand ports, all leading to others, has 200. */
    private static final long LLDP_RATE = 200;
    /** That many at once: one from every port. */
    private static final long LLDP_BURST = 1000;
    private static final long LLDP_METER = 7264;
    /** Where the numbers of our meters begin, away from the low ones that other applications take. */
    private static final long FIRST_METER = LLDP_METER + 1;
    /** How many numbers there are, a prime, so that two rates that somebody chooses hardly share one. */
    private static final long METERS = 8191;
    /** Goes into every digest: raise it when a flow of the same name is built differently. */
    private static final int FORMAT = 1;

    private final ObservationSettings settings;
    private final Optional<Meter> meter;
    private final Optional<Meter> lldpMeter;
    private final Map<FlowKey, Flow> flows = new LinkedHashMap<>();

    private ObservationFlows(final ObservationSettings settings, final boolean metered) {
        this.settings = requireNonNull(settings);
        final boolean limited = metered && settings.puntRate() > 0;
        meter = limited ? Optional.of(meterOf(settings)) : Optional.empty();
        lldpMeter = limited && takesLldp(settings)
            ? Optional.of(meter(new MeterId(Uint32.valueOf(LLDP_METER)), LLDP_METER_NAME, LLDP_RATE, LLDP_BURST))
            : Optional.empty();
    }

    /**
     * The flows and the meters of an observed switch.
     *
     * @param settings how to observe; all its probe sources are those of this switch
     * @param services what to observe; nothing is installed when there are none, and no probe source
     * @param bypassed the ports whose packets another switch observes, for example {@code openflow:161:3}
     * @param metered false to leave out the meters, for a switch that has none
     * @return what the switch is to have
     */
    static DesiredFlows of(final ObservationSettings settings, final Collection<ServerService> services,
            final Set<String> bypassed, final boolean metered) {
        if (services.isEmpty() && settings.probeSources().isEmpty()) {
            return DesiredFlows.NONE;
        }
        final var builder = new ObservationFlows(settings, metered);
        builder.addShared();
        bypassed.forEach(builder::addBypass);
        settings.probeSources().forEach(builder::addProbeSource);
        for (var service : services) {
            for (var address : service.addresses()) {
                builder.addNeighbour(address);
                for (int port = service.key().port(); port <= service.lastPort(); port++) {
                    if (service.key().protocol() == Protocol.TCP) {
                        builder.addTcp(address, port);
                    } else {
                        builder.addUdp(address, port);
                    }
                }
            }
        }
        return new DesiredFlows(builder.flows, Stream.of(builder.meter, builder.lldpMeter)
            .flatMap(Optional::stream).toList());
    }

    /**
     * The number of the meter that limits the copies of a switch.
     *
     * @param settings how to observe
     * @return the number, {@link #CONTROLLER_METER} if it limits other packet-ins too; empty if there is no meter
     */
    static Optional<MeterId> puntMeter(final ObservationSettings settings) {
        return settings.puntRate() > 0 ? Optional.of(meterIdOf(settings)) : Optional.empty();
    }

    private static boolean takesLldp(final ObservationSettings settings) {
        return settings.edgeOnly() && settings.forwarding() == Forwarding.NORMAL;
    }

    private void addShared() {
        observe("icmpv4-unreachable", FlowParts.matchIp(true, ICMPV4)
            .setIcmpv4Match(new Icmpv4MatchBuilder().setIcmpv4Type(Uint8.valueOf(ICMPV4_UNREACHABLE)).build()));
        observe("icmpv6-unreachable", FlowParts.matchIp(false, ICMPV6)
            .setIcmpv6Match(new Icmpv6MatchBuilder().setIcmpv6Type(Uint8.valueOf(ICMPV6_UNREACHABLE)).build()));
        if (settings.forwarding() == Forwarding.NORMAL) {
            add("normal", settings.table(), 0, new MatchBuilder().build(),
                new Treatment("normal", FlowParts.applyNormal()), Cookies::observation);
            // a single flow, for every packet that comes here
            add("punt", settings.puntTable(), settings.priority(), new MatchBuilder().build(), punt(meter),
                Cookies::observation);
        }
        if (takesLldp(settings)) {
            add("lldp", settings.table(), settings.priority() + LLDP_ABOVE, FlowParts.matchLldp().build(),
                punt(lldpMeter), Cookies::support);
        }
    }

    private static Treatment punt(final Optional<Meter> limit) {
        return limit.map(Meter::getMeterId)
            .map(id -> new Treatment("meter:" + id.getValue() + ",controller", FlowParts.meter(id),
                FlowParts.applyController()))
            .orElseGet(() -> new Treatment("controller", FlowParts.applyController()));
    }

    private void addBypass(final String port) {
        add("bypass-" + port, settings.table(), settings.priority() + BYPASS_ABOVE,
            FlowParts.matchInPort(port).build(), switch (settings.forwarding()) {
                case NORMAL -> new Treatment("normal", FlowParts.applyNormal());
                case GOTO_TABLE -> new Treatment("goto:" + settings.nextTable(),
                    FlowParts.gotoTable(settings.nextTable()));
            }, Cookies::support);
    }

    /** Whoever asks for the server's link-layer address, and the server when it answers or speaks of itself. */
    private void addNeighbour(final IpAddress address) {
        if (address.isIpv4()) {
            observe("arp-" + address + "-request", FlowParts.matchArpRequest(address));
            observe("arp-" + address + "-sender", FlowParts.matchArpSender(address));
        } else {
            observe("nd-" + address + "-solicitation", FlowParts.matchNeighbour(ICMPV6_SOLICITATION, address));
            observe("nd-" + address + "-advertisement", FlowParts.matchNeighbour(ICMPV6_ADVERTISEMENT, address));
        }
    }

    /** What is sent to a probe source, and the question for its link-layer address: nobody but us is to get it. */
    private void addProbeSource(final ProbeSource source) {
        take("probe-" + source.mac(), FlowParts.matchDestination(source.mac()));
        final var address = source.address();
        take("probe-" + address + "-vlan" + source.vlan(), FlowParts.withVlan(address.isIpv4()
            ? FlowParts.matchArpRequest(address) : FlowParts.matchNeighbour(ICMPV6_SOLICITATION, address),
            source.vlan()));
    }

    private void take(final String name, final MatchBuilder match) {
        add(name, settings.table(), settings.priority() + PROBE_ABOVE, match.build(), switch (settings.forwarding()) {
            case NORMAL -> new Treatment("goto:" + settings.puntTable(), FlowParts.gotoTable(settings.puntTable()));
            case GOTO_TABLE -> new Treatment("controller", FlowParts.applyController());
        }, Cookies::observation);
    }

    private void addTcp(final IpAddress address, final int port) {
        final var toServer = new TcpMatchBuilder().setTcpDestinationPort(FlowParts.port(port)).build();
        final var fromServer = new TcpMatchBuilder().setTcpSourcePort(FlowParts.port(port)).build();
        final var name = "tcp-" + address + '-' + port;
        observe(name + "-syn", FlowParts.withSyn(FlowParts.matchTo(Protocol.TCP, address).setLayer4Match(toServer)));
        observe(name + "-syn-ack",
            FlowParts.withSynAck(FlowParts.matchFrom(Protocol.TCP, address).setLayer4Match(fromServer)));
        observe(name + "-rst",
            FlowParts.withRst(FlowParts.matchFrom(Protocol.TCP, address).setLayer4Match(fromServer)));
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
        }, Cookies::observation);
    }

    private void add(final String name, final int table, final int priority, final Match match,
            final Treatment treatment, final IntFunction<FlowCookie> cookie) {
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
            .setCookie(cookie.apply(digest))
            // makes a removal touch this flow alone, even when another application has put one in its place
            .setCookieMask(Cookies.EXACT_MASK)
            // the model's default, said so that the flow equals what is read back
            .setStrict(Boolean.FALSE)
            .build();
        flows.put(flow.key(), flow);
    }

    private static Meter meterOf(final ObservationSettings settings) {
        // a burst of one second's worth
        return meter(meterIdOf(settings), METER_NAME, settings.puntRate(), settings.puntRate());
    }

    private static MeterId meterIdOf(final ObservationSettings settings) {
        return switch (settings.forwarding()) {
            // another rate is another meter, because a meter that is there cannot be changed (SwitchRpcs)
            case NORMAL -> new MeterId(Uint32.valueOf(FIRST_METER + settings.puntRate() % METERS));
            case GOTO_TABLE -> CONTROLLER_METER;
        };
    }

    private static Meter meter(final MeterId id, final String name, final long packetsPerSecond,
            final long burstPackets) {
        final var rate = Uint32.valueOf(packetsPerSecond);
        final var burst = Uint32.valueOf(burstPackets);
        return new MeterBuilder()
            .setMeterId(id)
            .setMeterName(name)
            // burst, pktps and stats
            .setFlags(new MeterFlags(true, false, true, true))
            .setMeterBandHeaders(new MeterBandHeadersBuilder()
                .setMeterBandHeader(BindingMap.of(new MeterBandHeaderBuilder()
                    .setBandId(new BandId(Uint32.ZERO))
                    .setMeterBandTypes(new MeterBandTypesBuilder()
                        .setFlags(new MeterBandType(true, false, false))
                        .build())
                    .setBandRate(rate)
                    .setBandBurstSize(burst)
                    .setBandType(new DropBuilder().setDropRate(rate).setDropBurstSize(burst).build())
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
