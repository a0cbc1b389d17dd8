/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.mark;
import static org.opendaylight.rebound.impl.copy.PlayedDatastore.unsubscribed;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.ReadFailedException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** What Rebound works on when it starts. */
class SecondCopyTest {
    @TempDir
    private Path folder;
    private PlayedDatastore datastore;

    @BeforeEach
    void start() throws Exception {
        datastore = new PlayedDatastore();
    }

    /** A datastore that does not come up. */
    private static DOMDataBroker down() {
        final var tx = Proxy.newProxyInstance(SecondCopyTest.class.getClassLoader(),
            new Class<?>[] { DOMDataTreeReadTransaction.class }, (proxy, method, args) ->
                method.getName().equals("read")
                    ? FluentFutures.immediateFailedFluentFuture(new ReadFailedException("no shard")) : null);
        return (DOMDataBroker) Proxy.newProxyInstance(SecondCopyTest.class.getClassLoader(),
            new Class<?>[] { DOMDataBroker.class }, (proxy, method, args) -> tx);
    }

    private SecondCopy open(final DOMDataBroker broker, final boolean alone) {
        return new SecondCopy(folder.resolve("copy"), broker, datastore::model, () -> alone, Duration.ZERO,
            new CounterRegistry());
    }

    /** What was copied before the start. */
    private Map<YangInstanceIdentifier, NormalizedNode> copied() throws Exception {
        try (var copy = CopyStore.open(folder.resolve("copy"))) {
            copy.apply(1, datastore.units(unsubscribed("anna@example.com"), mark(5)));
        }
        return datastore.all();
    }

    private Map<YangInstanceIdentifier, NormalizedNode> copy() throws Exception {
        try (var copy = CopyStore.open(folder.resolve("copy"))) {
            return copy.keys().stream().map(copy::get)
                .collect(Collectors.toMap(UnitCodec.Stored::path, UnitCodec.Stored::node));
        }
    }

    @Test
    void whileTheDatastoreDoesNotComeUpTheCopyTakesItsPlaceAndKeepsWhatIsWritten() throws Exception {
        final var before = copied();
        final var written = datastore.units(unsubscribed("bert@example.com"), mark(6));
        try (var second = open(down(), true)) {
            final var ground = second.ground().get(10, TimeUnit.SECONDS);
            assertFalse(ground.isDatastore());
            final var there = new Datastore(ground.broker());
            assertEquals(before, there.read());
            there.write(written);
        }
        // Closing it has waited for what was written
        assertEquals(datastore.all(), copy());
    }

    @Test
    void withoutACopyItWaitsForTheDatastore() throws Exception {
        final var asked = new AtomicInteger();
        final var down = down();
        final var broker = (DOMDataBroker) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] { DOMDataBroker.class }, (proxy, method, args) -> asked.incrementAndGet() < 3
                ? down.newReadOnlyTransaction() : method.invoke(datastore.domBroker(), args));
        try (var second = open(broker, false)) {
            assertSame(broker, second.ground().get(10, TimeUnit.SECONDS).broker());
        }
        assertEquals(3, asked.get());
    }

    @Test
    void aMemberOfAClusterKeepsNoCopy() throws Exception {
        copied();
        try (var second = open(datastore.domBroker(), false)) {
            assertNotNull(second.ground().get(10, TimeUnit.SECONDS));
        }
        assertEquals(Map.of(), copy());
        try (var tx = datastore.domBroker().newReadOnlyTransaction()) {
            assertFalse(tx.read(LogicalDatastoreType.CONFIGURATION, Mark.PATH).get().isEmpty());
        }
    }
}
