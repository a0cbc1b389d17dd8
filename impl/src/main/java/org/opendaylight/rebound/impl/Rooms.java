/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.config.ClientTable;
import org.opendaylight.rebound.impl.config.ConfigMapper;
import org.opendaylight.rebound.impl.config.ConfigWatch;
import org.opendaylight.rebound.impl.config.ReboundConfig;
import org.opendaylight.rebound.impl.config.SecretKeeper;
import org.opendaylight.rebound.impl.detect.EvidenceLoss;
import org.opendaylight.rebound.impl.detect.ObservationQueue;
import org.opendaylight.rebound.impl.notice.ConfirmationChannel;
import org.opendaylight.rebound.impl.notice.NoticePlanner;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.impl.notice.SubscribedOnly;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.openflow.CopyAccount;
import org.opendaylight.rebound.impl.openflow.Detours;
import org.opendaylight.rebound.impl.openflow.FloodMuter;
import org.opendaylight.rebound.impl.openflow.ObservationFlowManager;
import org.opendaylight.rebound.impl.openflow.PacketInListener;
import org.opendaylight.rebound.impl.openflow.PacketOuts;
import org.opendaylight.rebound.impl.openflow.SwitchInventory;
import org.opendaylight.rebound.impl.openflow.UdpMuter;
import org.opendaylight.rebound.impl.ops.ClusterMember;
import org.opendaylight.rebound.impl.ops.ObserverState;
import org.opendaylight.rebound.impl.ops.StatePublisher;
import org.opendaylight.rebound.impl.packet.FrameDecoder;
import org.opendaylight.rebound.impl.probe.SwitchProbe;
import org.opendaylight.rebound.impl.push.ListChannel;
import org.opendaylight.rebound.impl.redirect.Redirector;
import org.opendaylight.rebound.impl.rpc.DeclareRecoveredRpc;
import org.opendaylight.rebound.impl.rpc.EncryptSecretRpc;
import org.opendaylight.rebound.impl.rpc.ResendNoticeRpc;
import org.opendaylight.rebound.impl.rpc.SendTestMailRpc;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.impl.standin.Terminator;
import org.opendaylight.rebound.impl.table.DatastoreWriter;
import org.opendaylight.rebound.impl.table.EventPublisher;
import org.opendaylight.rebound.impl.table.FailedClientTable;
import org.opendaylight.rebound.impl.table.FailureRecorder;
import org.opendaylight.rebound.impl.table.LinkKeyStore;
import org.opendaylight.rebound.impl.table.OperatorWrites;
import org.opendaylight.rebound.impl.table.OutboxTable;
import org.opendaylight.rebound.impl.table.RecoveryTable;
import org.opendaylight.rebound.impl.table.SignalBoard;
import org.opendaylight.rebound.impl.table.UnsubscribedTable;
import org.opendaylight.rebound.impl.table.VisitorBook;
import org.opendaylight.rebound.impl.web.ConfirmPage;
import org.opendaylight.rebound.impl.web.LinkKey;
import org.opendaylight.rebound.impl.web.UnsubscribePage;
import org.opendaylight.rebound.impl.web.WebServer;
import org.opendaylight.rebound.mail.MailChannel;
import org.opendaylight.rebound.push.HttpPush;
import org.opendaylight.rebound.snmp.InformSender;
import org.opendaylight.rebound.snmp.TrapReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of Rebound: builds them, leads from each to the next, and takes them down in reverse order.
 */
final class Rooms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
    private static final Duration SHOW_EVERY = Duration.ofSeconds(1);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();
    private final OpenParts parts = new OpenParts();
    private final LossWatch losses = new LossWatch();
    private final Detection detection;
    private final UdpMuter udpMuter;
    private final FloodMuter floodMuter;
    private final CopyAccount account;
    private final ObservationFlowManager flows;
    private final TrapRouter trapRouter;
    private final TrapReceiver trapReceiver;
    private final MailChannel mail;
    private final PacketOuts packetOuts;
    private final SwitchProbe switchProbe;
    private final Map<String, NoticeChannel> channels;
    private final WebServer web;
    private final Terminator terminator;
    private final Detours detours;
    private final OwnedServices owned;
    private final BooleanSupplier configured;
    private final BooleanSupplier answering;
    private volatile ReboundConfig config = ConfigMapper.map(null);
    private volatile @Nullable LinkKey linkKey;

    /**
     * Builds the rooms.
     *
     * @param platform what OpenDaylight gives
     * @param operational has the switches, and takes what Rebound shows
     * @param tables has the configuration, the table and the outbox
     * @param domTables the same in the datastore's form
     * @param vault decrypts secrets
     * @param executor does what has no thread of its own; one thread
     * @param counters all counters
     */
    Rooms(final Platform platform, final DataBroker operational, final DataBroker tables,
            final DOMDataBroker domTables, final SecretVault vault, final ScheduledExecutorService executor,
            final CounterRegistry counters) {
        final var rpcService = platform.rpcService();
        final var extensions = platform.extensions();
        // the datastore's side
        final var writer = keep(DatastoreWriter.ofTables(tables, counters));
        parts.keep(OperatorWrites.watch(tables, writer)::close);
        final var stateWriter = keep(DatastoreWriter.ofState(tables, counters));
        final var table = keep(new FailedClientTable(tables));
        final var clients = keep(new ClientTable(tables));
        final var unsubscribed = keep(new UnsubscribedTable(tables, writer, clock));
        final var events = new EventPublisher(platform.publisher(), counters);
        final var outbox = new OutboxTable(tables, writer, events, clock);
        final var signals = new SignalBoard(tables, writer, clock);
        final var recoveries = new RecoveryTable(tables, writer, table,
            new NoticePlanner(server -> config.waysOf(server), client -> recipient(clients, client),
                new NoticePlanner.Inquiry(server -> config.askingServers().contains(server),
                    () -> config.standIn().confirm()),
                unsubscribed::contains, () -> config.groupWait(),
                (service, time) -> config.service(service).flatMap(known -> known.maintenanceAt(time, true))),
            events, clock);
        final var state = new StateView(keep(new StatePublisher(operational, counters, ClusterMember.name(),
            executor, SHOW_EVERY, COMMIT_TIMEOUT)), table);

        // the ways out and in
        mail = keep(new MailChannel(counters));
        final var http = keep(new HttpPush(clock, counters));
        final var informs = keep(new InformSender(DataFolder.path().resolve("rebound-inform-engine")));
        final var linkKeys = keep(new LinkKeyStore(tables, writer, vault,
            key -> linkKey = key == null ? null : new LinkKey(key)));
        final var recorder = new FailureRecorder(writer, stateWriter, table, events);
        final var book = new VisitorBook(writer, table, recorder, events, client -> recipient(clients, client),
            unsubscribed::contains, () -> config.standIn().confirm(), clock);
        final var confirmPage = new ConfirmPage(() -> linkKey, book, counters);
        channels = Stream.of(new SubscribedOnly(mail, unsubscribed::contains),
                new SubscribedOnly(new ConfirmationChannel(mail, notice -> confirmLink(confirmPage, notice)),
                    unsubscribed::contains),
                new ListChannel(Way.SERVER, server -> config.pushTargets().servers().get(server), http, informs),
                new ListChannel(Way.MANAGEMENT, manager -> config.pushTargets().managers().get(manager), http,
                    informs))
            .collect(Collectors.toMap(NoticeChannel::name, Function.identity()));
        final var unsubscribePage = new UnsubscribePage(() -> linkKey, unsubscribed::add, counters);
        mail.unsubscribeLinks(to -> unsubscribePage.linkFor(config.web(), to));
        web = keep(new WebServer(Map.of(UnsubscribePage.PATH, unsubscribePage, ConfirmPage.PATH, confirmPage), executor,
            counters));
        terminator = keep(new Terminator(book, () -> linkKey, counters));
        udpMuter = new UdpMuter(rpcService, counters);
        floodMuter = new FloodMuter(rpcService, counters);
        trapRouter = new TrapRouter(signals, counters, clock);
        trapReceiver = keep(new TrapReceiver(counters, trapRouter::received,
            DataFolder.path().resolve("rebound-snmp-engine")));
        parts.keep(extensions.onSignal(signal -> signals.put(signal, null).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("A signal that {} is back could not be saved", signal.server(), fault);
            }
        })));

        // what the owner does
        final var outages = new OutageEvents(events::serverFailed);
        final var inventory = keep(new SwitchInventory(operational));
        flows = keep(new ObservationFlowManager(operational, rpcService, inventory, counters));
        final var mastership = keep(new Mastership(platform.ownership()));
        packetOuts = new PacketOuts(rpcService, counters);
        switchProbe = keep(new SwitchProbe(packetOuts, mastership::isOurs, new SecureRandom(), counters));
        detours = new Detours(rpcService);
        owned = new OwnedServices(new OwnedServices.Parts(flows, table, recoveries, outbox, signals, switchProbe,
            probe -> new Redirector(new Redirector.Parts(terminator, detours, packetOuts,
                () -> flows.flowCounts().keySet(), flows::isInner, probe::askOnce, table::of, clock, counters)),
            this::standIns,
            name -> channel(extensions, name), () -> config,
            clients.loaded().thenCombine(unsubscribed.loaded(), (first, second) -> first), all -> {
                state.services(all);
                outages.services(all);
            }, clock, counters), executor);
        final var testMail = keep(new SendTestMailRpc(mail));
        parts.keep(platform.rpcProvider().registerRpcImplementations(
            new DeclareRecoveredRpc(signals, table, this::services, clock),
            new ResendNoticeRpc(outbox, notice -> recipient(clients, notice)),
            testMail, new EncryptSecretRpc(vault))::close);

        // last, what brings events
        detection = new Detection(udpMuter, floodMuter, recorder, losses, counters, clock);
        final var observations = keep(new ObservationQueue(detection, counters));
        parts.keep(inventory.register(new SwitchInventory.Listener() {
            @Override
            public void onConnected(final String switchId) {
                // nothing is lost by that
            }

            @Override
            public void onDisconnected(final String switchId) {
                if (flows.flowCounts().containsKey(switchId)) {
                    losses.lost(EvidenceLoss.SWITCH_CHANGED, switchId + " disconnected");
                }
            }
        })::close);
        account = keep(new CopyAccount(rpcService, inventory, mastership::isOurs, losses::isAwaited, counters, losses));
        keep(new PacketInListener(platform.notifications(), (frame, switchId, port, nanos) -> {
            account.received(switchId);
            final var observation = FrameDecoder.decode(frame);
            if (!switchProbe.heard(observation, frame, switchId)) {
                owned.heard(observation, frame, switchId, port);
                observations.offer(observation, switchId, nanos);
            }
        }, counters));
        final var watch = keep(new ConfigWatch(tables, vault, executor));
        parts.keep(watch.subscribe(this::configured)::close);
        parts.keep(platform.singletons().registerClusterSingletonService(owned)::close);
        parts.keep(platform.singletons().registerClusterSingletonService(
            new SecretKeeper(tables, domTables, platform.codec(), vault, executor))::close);
        parts.keep(platform.singletons().registerClusterSingletonService(linkKeys)::close);
        configured = () -> watch.current().isPresent();
        answering = writer::isAnswering;
        final var showing = executor.scheduleWithFixedDelay(() -> {
            state.refresh();
            state.switches(flows.flowCounts(), inventory.connected());
            state.observer(new ObserverState(losses.isIncomplete(), losses.reason(), account.copiesLost(),
                detection.repliesNotObserved()));
        }, SHOW_EVERY.toMillis(), SHOW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        parts.keep(() -> showing.cancel(false));
    }

    /** {@return whether the configuration has been read} */
    boolean isConfigured() {
        return configured.getAsBoolean();
    }

    /** {@return whether the datastore answers what is written to it} */
    boolean isAnswering() {
        return answering.getAsBoolean();
    }

    private <T extends AutoCloseable> T keep(final T started) {
        return parts.keep(started);
    }

    private Collection<ServerService> services() {
        return config.services();
    }

    private @Nullable NoticeChannel channel(final Extensions extensions, final String name) {
        final var own = channels.get(name);
        return own == null ? extensions.channel(name) : own;
    }

    /** Where a notice goes now: a list to whom it went before. */
    private static @Nullable Recipient recipient(final ClientTable clients, final Notice notice) {
        final var destination = notice.destination();
        return notice.channel().equals(Way.MAIL.channel()) || destination == null ? recipient(clients, notice.client())
            : new Recipient(destination, null, null);
    }

    private static @Nullable Recipient recipient(final ClientTable clients, final IpAddress client) {
        return clients.find(client).map(entry -> new Recipient(entry.mail(), entry.name(), entry.language()))
            .orElse(null);
    }

    private @Nullable URI confirmLink(final ConfirmPage page, final Notice notice) {
        final var address = notice.destination();
        return address == null ? null
            : page.linkFor(config.web(), notice.service(), notice.client(), address, notice.language());
    }

    private Redirector.Scope standIns() {
        final var standIn = config.standIn();
        return new Redirector.Scope(
            config.services().stream().filter(service -> standIn.services().containsKey(service.key())).toList(),
            OwnAddresses.withMacs(standIn.addresses(), config.standInHost().mac()), OwnAddresses.all());
    }

    private void configured(final ReboundConfig newConfig) {
        config = requireNonNull(newConfig);
        final var services = newConfig.services();
        detection.watch(services, newConfig.routers(), newConfig.observation().puntRate());
        packetOuts.configure(newConfig.observation());
        switchProbe.configure(newConfig.observation().probeSources());
        udpMuter.configure(newConfig.observation(), services);
        floodMuter.configure(newConfig.observation());
        account.configure(newConfig.observation(), services);
        flows.configure(newConfig.observation(), services);
        detours.configure(newConfig.observation());
        terminator.configure(newConfig.standIn());
        trapRouter.configure(newConfig.traps(), newConfig.trapProxies());
        trapReceiver.configure(newConfig.snmp());
        mail.configure(newConfig.mail());
        web.configure(newConfig.web());
        owned.configured(newConfig);
    }

    @Override
    public void close() {
        parts.close();
    }
}
