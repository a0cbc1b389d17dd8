/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.RecoverySignal;
import org.opendaylight.rebound.api.RecoverySignalSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other bundles add: notice channels and sources of recovery signals. They may come and go while Rebound runs.
 */
@Singleton
@Component(service = Extensions.class)
public final class Extensions {
    private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);

    private final Map<String, NoticeChannel> channels = new ConcurrentHashMap<>();
    private final Map<RecoverySignalSource, AutoCloseable> sources = new ConcurrentHashMap<>();
    private final List<Consumer<RecoverySignal>> sinks = new CopyOnWriteArrayList<>();

    /** Nothing is added yet. */
    @Inject
    @Activate
    public Extensions() {
        // what is added comes later
    }

    /**
     * Adds a channel; one that has the name of another takes its place.
     *
     * @param channel the channel
     */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addChannel(final NoticeChannel channel) {
        channels.put(channel.name(), channel);
        LOG.info("Notices may go by {}", channel.name());
    }

    /**
     * Takes a channel away; its notices wait.
     *
     * @param channel the channel
     */
    public void removeChannel(final NoticeChannel channel) {
        channels.remove(channel.name(), channel);
    }

    /**
     * Adds a source of signals, and starts it.
     *
     * @param source the source
     */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addSource(final RecoverySignalSource source) {
        sources.put(source, source.start(signal -> sinks.forEach(sink -> sink.accept(signal))));
    }

    /**
     * Stops a source of signals.
     *
     * @param source the source
     * @throws Exception what the source throws
     */
    // AutoCloseable's signature
    @SuppressWarnings("checkstyle:IllegalThrows")
    public void removeSource(final RecoverySignalSource source) throws Exception {
        final var running = sources.remove(source);
        if (running != null) {
            running.close();
        }
    }

    @Nullable NoticeChannel channel(final String name) {
        return channels.get(requireNonNull(name));
    }

    AutoCloseable onSignal(final Consumer<RecoverySignal> sink) {
        sinks.add(sink);
        return () -> sinks.remove(sink);
    }
}
