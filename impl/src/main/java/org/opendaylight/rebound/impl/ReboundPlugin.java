/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.annotation.PreDestroy;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonServiceProvider;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.impl.config.ClientTable;
import org.opendaylight.rebound.impl.config.ConfigGuard;
import org.opendaylight.rebound.impl.config.ConfigMapper;
import org.opendaylight.rebound.impl.config.ConfigWatch;
import org.opendaylight.rebound.impl.config.ReboundConfig;
import org.opendaylight.rebound.impl.notice.NoticePlanner;
import org.opendaylight.rebound.impl.notice.Recipient;
import org.opendaylight.rebound.impl.openflow.ObservationFlowManager;
import org.opendaylight.rebound.impl.openflow.PacketInListener;
import org.opendaylight.rebound.impl.openflow.SwitchInventory;
import org.opendaylight.rebound.impl.openflow.UdpMuter;
import org.opendaylight.rebound.impl.ops.CounterRegistry;
import org.opendaylight.rebound.impl.ops.MemberName;
import org.opendaylight.rebound.impl.ops.StatePublisher;
import org.opendaylight.rebound.impl.rpc.DeclareRecoveredRpc;
import org.opendaylight.rebound.impl.rpc.ResendNoticeRpc;
import org.opendaylight.rebound.impl.rpc.SendTestMailRpc;
import org.opendaylight.rebound.impl.table.DatastoreWriter;
import org.opendaylight.rebound.impl.table.FailedClientTable;
import org.opendaylight.rebound.impl.table.FailureRecorder;
import org.opendaylight.rebound.impl.table.OutboxTable;
import org.opendaylight.rebound.impl.table.RecoveryTable;
import org.opendaylight.rebound.impl.table.SignalBoard;
import org.opendaylight.rebound.mail.MailChannel;
import org.opendaylight.rebound.snmp.TrapReceiver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebound: builds its rooms, leads from each to the next, and takes them down in reverse order.
 */
@Singleton
@Component(service = { })
public final class ReboundPlugin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReboundPlugin.class);
    private static final String KARAF_DATA = "karaf.data";
    private static final Duration SHOW_EVERY = Duration.ofSeconds(1);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);

    private final CounterRegistry counters = new CounterRegistry();
    private final Clock clock = Clock.systemUTC();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound").daemon().factory());
    private final Detection detection;
    private final UdpMuter muter;
    private final ObservationFlowManager flows;
    private final TrapRouter trapRouter;
    private final TrapReceiver trapReceiver;
    private final MailChannel mail;
    private final OwnedServices owned;
    private volatile ReboundConfig config = ConfigMapper.map(null);

    /**
     * Starts Rebound.
     *
     * @param broker the datastore
     * @param rpcService leads to the switches
     * @param rpcProvider takes Rebound's operations
     * @param notifications brings packet-ins
     * @param singletons says which node owns Rebound
     * @param domBroker asks Rebound whether a configuration is good
     * @param codec translates that configuration
     * @param extensions what other bundles add
     */
    @Inject
    @Activate
    public ReboundPlugin(@Reference final DataBroker broker, @Reference final RpcService rpcService,
            @Reference final RpcProviderService rpcProvider, @Reference final NotificationService notifications,
            @Reference final ClusterSingletonServiceProvider singletons, @Reference final DOMDataBroker domBroker,
            @Reference final AdapterContext codec, @Reference final Extensions extensions) {
        parts.push(executor::shutdownNow);
        keep(new ConfigGuard(domBroker, codec));
        // the datastore's side
        final var writer = keep(new DatastoreWriter(broker, counters, "rebound-table"));
        final var stateWriter = keep(new DatastoreWriter(broker, counters, "rebound-state"));
        final var table = keep(new FailedClientTable(broker));
        final var clients = keep(new ClientTable(broker));
        final var outbox = new OutboxTable(broker, writer);
        final var signals = new SignalBoard(broker, writer, clock);
        final var recoveries = new RecoveryTable(broker, writer, table,
            new NoticePlanner(server -> config.channelsOf(server),
                (channel, client) -> recipient(clients, client)), clock);
        final var state = new StateView(keep(new StatePublisher(broker, counters, MemberName.local(), executor,
            SHOW_EVERY, COMMIT_TIMEOUT)), table);

        // the ways out and in
        mail = keep(new MailChannel(counters));
        muter = new UdpMuter(rpcService, counters);
        trapRouter = new TrapRouter(signals, counters, clock);
        trapReceiver = keep(new TrapReceiver(counters, trapRouter::received,
            Path.of(System.getProperty(KARAF_DATA, System.getProperty("java.io.tmpdir")), "rebound-snmp-engine")));
        parts.push(extensions.onSignal(signal -> signals.put(signal, null).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("A signal that {} is back could not be saved", signal.server(), fault);
            }
        })));

        // what the owner does
        final var inventory = keep(new SwitchInventory(broker));
        flows = keep(new ObservationFlowManager(broker, rpcService, inventory, counters));
        owned = new OwnedServices(new OwnedServices.Parts(flows, table, recoveries, outbox, signals,
            name -> channel(extensions, name), () -> config, clients.loaded(), state::services, clock, counters),
            executor);
        final var testMail = keep(new SendTestMailRpc(mail));
        parts.push(rpcProvider.registerRpcImplementations(
            new DeclareRecoveredRpc(signals, table, this::services, clock),
            new ResendNoticeRpc(outbox, (channel, client) -> recipient(clients, client)),
            testMail)::close);

        // last, what brings events
        detection = new Detection(muter, new FailureRecorder(writer, stateWriter, table), counters, clock);
        keep(new PacketInListener(notifications, inventory, detection, counters));
        final var watch = keep(new ConfigWatch(broker, executor));
        parts.push(watch.subscribe(this::configured)::close);
        parts.push(singletons.registerClusterSingletonService(owned)::close);
        executor.scheduleWithFixedDelay(() -> {
            state.refresh();
            state.switches(flows.flowCounts(), inventory.connected());
        }, SHOW_EVERY.toMillis(), SHOW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info("Rebound is started");
    }

    private <T extends AutoCloseable> T keep(final T started) {
        parts.push(started);
        return started;
    }

    private Collection<ServerService> services() {
        return config.services();
    }

    private @Nullable NoticeChannel channel(final Extensions extensions, final String name) {
        return name.equals(mail.name()) ? mail : extensions.channel(name);
    }

    private static @Nullable Recipient recipient(final ClientTable clients, final IpAddress client) {
        return clients.find(client).map(entry -> new Recipient(entry.mail(), entry.name())).orElse(null);
    }

    private void configured(final ReboundConfig newConfig) {
        config = requireNonNull(newConfig);
        final var services = newConfig.services();
        detection.services(services);
        muter.configure(newConfig.observation(), services);
        flows.configure(newConfig.observation(), services);
        trapRouter.services(services);
        trapReceiver.configure(newConfig.snmp());
        mail.configure(newConfig.mail());
        owned.configured(newConfig);
    }

    // AutoCloseable's close may throw anything, and must not keep the others from being closed
    @SuppressWarnings("checkstyle:IllegalCatch")
    @PreDestroy
    @Deactivate
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of Rebound did not end well", e);
            }
        }
        LOG.info("Rebound is stopped");
    }
}
