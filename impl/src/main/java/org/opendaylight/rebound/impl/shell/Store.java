/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;

/**
 * What the commands ask of the controller, with an end to waiting.
 */
@NonNullByDefault
final class Store {
    private static final long TIMEOUT_SECONDS = 30;

    private Store() {
        // Hidden on purpose
    }

    /**
     * Reads a part of the operator's configuration, or of what Rebound keeps.
     *
     * @param <T> what is read
     * @param broker the data broker
     * @param path where it is
     * @return what is there
     * @throws CommandException if the datastore gives no answer
     * @throws InterruptedException if the user has ended the command
     */
    static <T extends DataObject> Optional<T> config(final DataBroker broker, final DataObjectIdentifier<T> path)
            throws CommandException, InterruptedException {
        return read(broker, LogicalDatastoreType.CONFIGURATION, path);
    }

    /**
     * Reads a part of the operational state.
     *
     * @param <T> what is read
     * @param broker the data broker
     * @param path where it is
     * @return what is there
     * @throws CommandException if the datastore gives no answer
     * @throws InterruptedException if the user has ended the command
     */
    static <T extends DataObject> Optional<T> state(final DataBroker broker, final DataObjectIdentifier<T> path)
            throws CommandException, InterruptedException {
        return read(broker, LogicalDatastoreType.OPERATIONAL, path);
    }

    /**
     * Waits for an answer.
     *
     * @param <T> the answer
     * @param future gives it
     * @param what who is asked, in words that begin a sentence
     * @return the answer
     * @throws CommandException if none comes
     * @throws InterruptedException if the user has ended the command
     */
    static <T> T await(final Future<T> future, final String what) throws CommandException, InterruptedException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CommandException(what + " failed: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new CommandException(what + " did not answer within " + TIMEOUT_SECONDS + " seconds", e);
        }
    }

    private static <T extends DataObject> Optional<T> read(final DataBroker broker, final LogicalDatastoreType store,
            final DataObjectIdentifier<T> path) throws CommandException, InterruptedException {
        try (var tx = broker.newReadOnlyTransaction()) {
            return await(tx.read(store, path), "The datastore");
        }
    }
}
