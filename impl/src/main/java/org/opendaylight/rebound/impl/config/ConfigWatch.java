/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataObjectModification;
import org.opendaylight.mdsal.binding.api.DataObjectModification.ModificationType;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.binding.api.DataTreeModification;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the operator's configuration and gives each new version to its subscribers.
 *
 * <p>Everything runs on the executor, one thing at a time and in order; the datastore's thread only leaves the newest
 * configuration behind. Where several changes come faster than subscribers take them, the ones between are left out and
 * the newest is given. A change that makes no difference (of a client, or of the spelling of an address) is not given.
 */
public final class ConfigWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);

    private final Executor executor;
    private final SecretVault vault;
    private final Registration registration;
    /** What the datastore said last and nobody has looked at yet; null for nothing new. */
    private final AtomicReference<@Nullable Optional<Rebound>> unread = new AtomicReference<>();
    private final List<Consumer<ReboundConfig>> subscribers = new ArrayList<>();

    private volatile Optional<ReboundConfig> current = Optional.empty();
    private volatile boolean closed;

    /**
     * Begins to follow.
     *
     * @param broker the data broker
     * @param vault decrypts the secrets
     * @param executor runs the subscribers; may have any number of threads, must not run tasks on the caller's
     */
    public ConfigWatch(final DataBroker broker, final SecretVault vault, final Executor executor) {
        this.vault = requireNonNull(vault);
        this.executor = MoreExecutors.newSequentialExecutor(executor);
        registration = broker.registerTreeChangeListener(LogicalDatastoreType.CONFIGURATION,
            DataObjectReference.builder(Rebound.class).build(), new Listener());
    }

    /**
     * Subscribes. The subscriber is given the configuration that is known, if one is, and then each new one.
     *
     * @param subscriber takes a configuration, on the executor; what it throws is logged and is nobody else's trouble
     * @return close it to end the subscription; a call that has begun goes on
     */
    public Registration subscribe(final Consumer<ReboundConfig> subscriber) {
        requireNonNull(subscriber);
        executor.execute(() -> {
            subscribers.add(subscriber);
            current.ifPresent(config -> give(subscriber, config));
        });
        return () -> executor.execute(() -> subscribers.remove(subscriber));
    }

    /**
     * The configuration that was given last.
     *
     * @return the configuration, or empty before the first one has been read
     */
    public Optional<ReboundConfig> current() {
        return current;
    }

    /**
     * Stops. No subscriber is called after that, except where a call has begun.
     */
    @Override
    public void close() {
        closed = true;
        registration.close();
    }

    private void changed(final @Nullable Rebound rebound) {
        if (unread.getAndSet(Optional.ofNullable(rebound)) == null) {
            executor.execute(this::read);
        }
    }

    private void read() {
        final var rebound = unread.getAndSet(null);
        if (rebound == null) {
            return;
        }
        final ReboundConfig config;
        try {
            config = ConfigMapper.map(ConfigSecrets.opened(rebound.orElse(null), vault));
        } catch (IllegalArgumentException e) {
            LOG.error("The configuration cannot be used as it stands, the one before it stays in force", e);
            return;
        }
        if (current.filter(config::equals).isPresent()) {
            return;
        }
        rebound.stream()
            .flatMap(all -> Stream.concat(ConfigRules.faults(all).stream(),
                ConfigSecrets.faults(all, null, vault).stream()))
            .forEach(fault -> LOG.warn("The configuration has a fault, the entry is not used as it stands: {}", fault));
        LOG.info("Configuration: {} services of {} servers, mail {}, {} trap listeners", config.services().size(),
            config.ways().size(), config.mail() == null ? "not configured" : "configured",
            config.snmp().listeners().size());
        current = Optional.of(config);
        List.copyOf(subscribers).forEach(subscriber -> give(subscriber, config));
    }

    // A subscriber's fault must not keep the configuration from the others
    @SuppressWarnings("checkstyle:IllegalCatch")
    private void give(final Consumer<ReboundConfig> subscriber, final ReboundConfig config) {
        if (closed) {
            return;
        }
        try {
            subscriber.accept(config);
        } catch (RuntimeException e) {
            LOG.error("A new configuration was not taken by {}", subscriber, e);
        }
    }

    private final class Listener implements DataTreeChangeListener<Rebound> {
        @Override
        public void onDataTreeChanged(final List<DataTreeModification<Rebound>> changes) {
            if (changes.stream().anyMatch(change -> concerns(change.getRootNode()))) {
                changed(changes.getLast().getRootNode().dataAfter());
            }
        }

        @Override
        public void onInitialData() {
            changed(null);
        }

        /** The client mail address table is the only part that changes often, and {@link ClientTable} has it. */
        private static boolean concerns(final DataObjectModification<Rebound> root) {
            return root.modificationType() != ModificationType.SUBTREE_MODIFIED
                || root.modifiedChildren().stream().anyMatch(child -> child.dataType() != Client.class);
        }
    }
}
