/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.bench.counter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Evidence;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.FailedClients;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClient;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClientBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.failed.clients.FailedClientKey;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * Writes failed clients as fast as the datastore takes them, with nothing around it: as many in a transaction as the
 * plugin writes, and one transaction after the other.
 */
@Service
@Command(scope = "bench", name = "write-table", description = "Writes failed clients, and says how many a second.")
public final class WriteTableCommand implements Action {
    private static final int FIRST = 0x0C00_0000;

    @Argument(index = 0, name = "entries", description = "How many.", required = true)
    private int entries;
    @Argument(index = 1, name = "size", description = "How many in a transaction.", required = true)
    private int size;

    @Reference
    private DataBroker broker;
    @Reference
    private Session session;

    @Override
    public @Nullable Object execute() throws ExecutionException, InterruptedException {
        final var now = new DateAndTime(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            Instant.now().atOffset(ZoneOffset.UTC)));
        final long begin = System.nanoTime();
        for (int written = 0; written < entries; written += size) {
            final var tx = broker.newWriteOnlyTransaction();
            for (int i = written; i < Math.min(entries, written + size); i++) {
                final var key = keyOf(FIRST + i);
                tx.put(LogicalDatastoreType.CONFIGURATION,
                    DataObjectIdentifier.builder(FailedClients.class).child(FailedClient.class, key).build(),
                    new FailedClientBuilder().withKey(key).setFirstFailure(now).setLastFailure(now)
                        .setFailures(Uint32.ONE).setEvidence(new Evidence(true, false, false, false, false)).build());
            }
            tx.commit().get();
        }
        session.getConsole().println("entries a second: " + entries * 1_000_000_000L / (System.nanoTime() - begin));
        return null;
    }

    private static FailedClientKey keyOf(final int address) {
        final var text = (address >>> 24) + "." + (address >> 16 & 0xFF) + "." + (address >> 8 & 0xFF) + "."
            + (address & 0xFF);
        return new FailedClientKey(new IpAddressNoZone(new Ipv4AddressNoZone(text)),
            new ServicePort(Uint16.valueOf(80)), Protocol.Tcp, new Name("load"));
    }
}
