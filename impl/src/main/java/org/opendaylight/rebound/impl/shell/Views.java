/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static java.util.Objects.requireNonNullElse;

import com.google.common.collect.Comparators;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Evidence;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServiceKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.notices.Notice;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Counter;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Observer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.state.Switch;

/**
 * Turns what is in the datastore into tables. Pure.
 */
@NonNullByDefault
final class Views {
    private static final String NONE = "-";
    private static final Comparator<ServiceKey> BY_SERVICE =
        Comparator.comparing((ServiceKey key) -> key.requireServer().getValue())
            .thenComparing(ServiceKey::requireProtocol)
            .thenComparing(key -> key.requirePort().getValue());

    private Views() {
        // Hidden on purpose
    }

    /**
     * The servers and their services, sorted by name, protocol and port. A server without services has a row too.
     *
     * @param servers what is configured
     * @param states what is known
     * @param moments how times read
     * @return the table
     */
    static Table servers(final Collection<Server> servers, final Collection<Service> states, final Moments moments) {
        final var known = states.stream()
            .collect(Collectors.toMap(state -> serviceText(state, true), state -> state, (first, second) -> first));
        final var rows = new ArrayList<List<String>>();
        servers.stream()
            .sorted(Comparator.comparing(server -> server.requireName().getValue()))
            .forEach(server -> addServer(rows, server, known, moments));
        return Table.whole(List.of("SERVER", "ADDRESSES", "SERVICE", "STATE", "SINCE", "FAILED CLIENTS"), rows,
            "No server is configured.");
    }

    private static void addServer(final List<List<String>> rows, final Server server, final Map<String, Service> known,
            final Moments moments) {
        final var name = server.requireName().getValue();
        final var addresses = server.getAddress();
        final var addressText = addresses == null ? NONE
            : addresses.stream().map(IpAddressNoZone::stringValue).sorted().collect(Collectors.joining(", "));
        final var services = server.nonnullService().values().stream()
            .sorted(Comparator.comparing(
                    org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service
                        ::requireProtocol)
                .thenComparing(service -> service.requirePort().getValue()))
            .toList();
        if (services.isEmpty()) {
            rows.add(List.of(name, addressText, NONE, "not observed", NONE, NONE));
        }
        for (var service : services) {
            final var text = serviceText(service.requireProtocol(), service.requirePort());
            final var state = known.get(name + ' ' + text);
            final var last = service.getLastPort();
            rows.add(List.of(name, addressText, last == null ? text : text + '-' + last.getValue(), stateText(state),
                moments.text(state == null ? null : state.getSince()),
                state == null ? NONE : text(state.getFailedClients())));
        }
    }

    /**
     * The failed clients, sorted by server, service and address.
     *
     * @param clients the failed clients
     * @param server only of this server; null for all
     * @param limit how many to show at most
     * @param moments how times read
     * @return the table
     */
    static Table failedClients(final Collection<FailedClient> clients, final @Nullable String server, final int limit,
            final Moments moments) {
        final var order = Comparator.<FailedClient, ServiceKey>comparing(client -> client, BY_SERVICE)
            .thenComparing(client -> IpAddress.parse(client.requireClient().stringValue()));
        final var wanted = clients.stream()
            .filter(client -> server == null || server.equals(client.requireServer().getValue()));
        return limited(wanted, order, limit,
            List.of("SERVER", "SERVICE", "CLIENT", "FIRST FAILURE", "LAST FAILURE", "FAILURES", "EVIDENCE", "WISH",
                "DESTINATION"),
            client -> List.of(client.requireServer().getValue(), serviceText(client, false),
                client.requireClient().stringValue(), moments.text(client.getFirstFailure()),
                moments.text(client.getLastFailure()), text(client.getFailures()),
                evidenceText(client.getEvidence()), wishText(client), destinationText(client)),
            server == null ? "No client is known to have failed."
                : "No client is known to have failed to reach " + server + '.');
    }

    /**
     * The outbox, newest first.
     *
     * @param notices the notices
     * @param state only in this state; null for all
     * @param limit how many to show at most
     * @param moments how times read
     * @return the table
     */
    static Table notices(final Collection<Notice> notices, final Notice.@Nullable State state, final int limit,
            final Moments moments) {
        final var order = Comparator.comparing((Notice notice) -> Moments.instantOrFirst(notice.getCreated()))
            .reversed()
            .thenComparing(Notice::requireId);
        return limited(notices.stream().filter(notice -> state == null || state == notice.getState()), order, limit,
            List.of("STATE", "SERVER", "SERVICE", "CLIENT", "CHANNEL", "DESTINATION", "CREATED", "TRIES", "DETAIL"),
            notice -> List.of(notice.requireState().getName(), notice.requireServer().getValue(),
                serviceText(notice, false), notice.requireClient().stringValue(), notice.requireChannel(),
                requireNonNullElse(notice.getDestination(), "none known"), moments.text(notice.getCreated()),
                text(notice.getTries()), detail(notice, moments)),
            state == null ? "There are no notices." : "There are no " + state.getName() + " notices.");
    }

    /**
     * The states of the services, sorted by server, protocol and port.
     *
     * @param states what is known
     * @param moments how times read
     * @return the table
     */
    static Table services(final Collection<Service> states, final Moments moments) {
        return Table.whole(List.of("SERVER", "SERVICE", "STATE", "SINCE", "OUTAGE", "FAILED CLIENTS", "LAST SIGNAL",
            "REASON"), states.stream()
            .sorted(Comparator.<Service, ServiceKey>comparing(state -> state, BY_SERVICE))
            .map(state -> List.of(state.requireServer().getValue(), serviceText(state, false), stateText(state),
                moments.text(state.getSince()), text(state.getOutage()), text(state.getFailedClients()),
                requireNonNullElse(state.getLastSignal(), NONE), requireNonNullElse(state.getReason(), NONE)))
            .toList(), "No service is watched.");
    }

    /**
     * The switches, sorted by name.
     *
     * @param switches what is known
     * @return the table
     */
    static Table switches(final Collection<Switch> switches) {
        return Table.whole(List.of("SWITCH", "CONNECTED", "FLOWS"), switches.stream()
            .sorted(Comparator.comparing((Switch row) -> row.requireNode().length()).thenComparing(Switch::requireNode))
            .map(row -> List.of(row.requireNode(), Boolean.TRUE.equals(row.getConnected()) ? "yes" : "no",
                text(row.getFlows())))
            .toList(), "No switch is known.");
    }

    /**
     * How well the controllers observe, sorted by name.
     *
     * @param observers what is known
     * @return the table
     */
    static Table observers(final Collection<Observer> observers) {
        return Table.whole(List.of("CONTROLLER", "EVIDENCE", "COPIES LOST", "LAST LOSS", "REPLIES NOT OBSERVED"),
            observers.stream()
                .sorted(Comparator.comparing(Observer::requireNode))
                .map(row -> List.of(row.requireNode(),
                    Boolean.TRUE.equals(row.getEvidenceIncomplete()) ? "incomplete" : "complete",
                    row.getCopiesLost() == null ? NONE : row.getCopiesLost().getValue().toString(),
                    requireNonNullElse(row.getReason(), NONE),
                    row.nonnullRepliesNotObserved().values().stream()
                        .sorted(BY_SERVICE)
                        .map(service -> service.getServer().getValue() + ' ' + serviceText(service, false))
                        .reduce((first, second) -> first + ", " + second).orElse(NONE)))
                .toList(), "No controller observes.");
    }

    /**
     * The counters, sorted by controller, stage and outcome; a controller and a stage are named once.
     *
     * @param counters what was counted
     * @param all whether to show also what has not happened
     * @return the table
     */
    static Table counters(final Collection<Counter> counters, final boolean all) {
        final var rows = new ArrayList<List<String>>();
        String node = "";
        String stage = "";
        final var shown = counters.stream()
            .filter(counter -> all || counter.requireValue().getValue().longValue() != 0)
            .toList();
        for (var counter : shown.stream()
                .sorted(Comparator.comparing(Counter::requireNode)
                    .thenComparing(Counter::requireStage)
                    .thenComparing(Counter::requireOutcome))
                .toList()) {
            final boolean sameNode = counter.requireNode().equals(node);
            final boolean sameStage = sameNode && counter.requireStage().equals(stage);
            node = counter.requireNode();
            stage = counter.requireStage();
            rows.add(List.of(sameNode ? "" : node, sameStage ? "" : stage, counter.requireOutcome(),
                counter.requireValue().getValue().toString()));
        }
        return new Table(List.of("CONTROLLER", "STAGE", "OUTCOME", "COUNT"), rows, counters.size() - shown.size(),
            "that are 0: --all shows them", "Nothing has been counted.");
    }

    private static <T> Table limited(final Stream<T> entries, final Comparator<T> order, final int limit,
            final List<String> columns, final Function<T, List<String>> row, final String empty) {
        // Keeps no more than what is shown, of a table that can have a million entries
        final var count = new long[1];
        final var shown = entries.peek(entry -> count[0]++).collect(Comparators.least(limit, order));
        return new Table(columns, shown.stream().map(row).toList(), count[0] - shown.size(), "more", empty);
    }

    private static String detail(final Notice notice, final Moments moments) {
        return switch (notice.requireState()) {
            case Pending -> (notice.getNextTry() == null ? "to be sent"
                : "next try " + moments.text(notice.getNextTry()))
                + (notice.getLastError() == null ? "" : ", last: " + notice.getLastError());
            case Sent -> moments.text(notice.getSent());
            case Failed -> requireNonNullElse(notice.getLastError(), NONE);
        };
    }

    private static String stateText(final @Nullable Service state) {
        final var value = state == null ? null : state.getState();
        return value == null ? "unknown" : value.getName();
    }

    private static String serviceText(final ServiceKey key, final boolean withServer) {
        final var text = serviceText(key.requireProtocol(), key.requirePort());
        return withServer ? key.requireServer().getValue() + ' ' + text : text;
    }

    private static String serviceText(final Protocol protocol, final ServicePort port) {
        return protocol.getName() + '/' + port.getValue();
    }

    private static String evidenceText(final @Nullable Evidence evidence) {
        if (evidence == null) {
            return NONE;
        }
        final var words = new ArrayList<String>();
        if (evidence.getIcmpUnreachable()) {
            words.add("icmp-unreachable");
        }
        if (evidence.getNoReply()) {
            words.add("no-reply");
        }
        if (evidence.getRefused()) {
            words.add("refused");
        }
        if (evidence.getUnresolved()) {
            words.add("unresolved");
        }
        if (evidence.getStandIn()) {
            words.add("stand-in");
        }
        return String.join(", ", words);
    }

    private static String wishText(final FailedClient client) {
        final var wish = client.getWish();
        return wish == null ? NONE : wish.getName();
    }

    private static String destinationText(final FailedClient client) {
        final var destination = client.getDestination();
        return destination == null ? NONE : destination.getValue()
            + (Boolean.TRUE.equals(client.getDestinationConfirmed()) ? "" : " (not confirmed)");
    }

    private static String text(final @Nullable Number number) {
        return number == null ? NONE : number.toString();
    }
}
