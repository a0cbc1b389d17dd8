/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench.counter;

import com.google.common.util.concurrent.MoreExecutors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.yang.gen.v1.urn.opendaylight.packet.service.rev130709.PacketReceived;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts packet-ins on the thread that brings them, as the plugin's listener is called too, and keeps the count in the
 * file {@code packet-ins} of Karaf's data folder.
 */
@Component(service = { })
public final class PacketInCounter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PacketInCounter.class);
    private static final long SHOW_MILLIS = 200;

    private final LongAdder count = new LongAdder();
    private final Path file = Path.of(System.getProperty("karaf.data"), "packet-ins");
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Registration registration;

    /**
     * Begins to count.
     *
     * @param notifications brings the packet-ins
     */
    @Activate
    public PacketInCounter(@Reference final NotificationService notifications) {
        executor.scheduleWithFixedDelay(this::show, 0, SHOW_MILLIS, TimeUnit.MILLISECONDS);
        registration = notifications.registerListener(PacketReceived.class, packetIn -> count.increment(),
            MoreExecutors.directExecutor());
    }

    private void show() {
        try {
            Files.writeString(file, Long.toString(count.sum()));
        } catch (IOException e) {
            LOG.warn("The count cannot be shown", e);
        }
    }

    @Deactivate
    @Override
    public void close() {
        registration.close();
        executor.shutdownNow();
    }
}
