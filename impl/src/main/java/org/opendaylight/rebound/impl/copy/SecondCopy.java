/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.h2.mvstore.MVStoreException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.CommitCohortExtension;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.DataTreeChangeExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second copy: gives the datastore back what it lost, follows it from then on, and takes its place while it does
 * not come up.
 */
public final class SecondCopy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecondCopy.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofMillis(100);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("rebound-copy").daemon().factory());
    private final CompletableFuture<Ground> ground = new CompletableFuture<>();
    private final @Nullable DOMDataBroker broker;
    private final Supplier<EffectiveModelContext> model;
    private final BooleanSupplier isAlone;
    private final Duration patience;
    private final Counter restored;
    private final Counter failed;
    private final long start = System.nanoTime();
    /** Null if there can be none. Like the rest for the executor only. */
    private @Nullable CopyStore store;
    private @Nullable MemoryDatastore memory;
    private volatile @Nullable Registration following;

    /**
     * What Rebound works on.
     *
     * @param broker has its configuration, its table and its outbox
     * @param isDatastore false if the controller's datastore did not come up, and this is the copy
     */
    public record Ground(DOMDataBroker broker, boolean isDatastore) {
        /** Checks. */
        public Ground {
            requireNonNull(broker);
        }
    }

    /**
     * Opens the copy and begins to look for the datastore.
     *
     * @param folder where the copy is
     * @param broker the controller's datastore, or null if it did not come up
     * @param model gives the models that are loaded
     * @param isAlone says whether this controller is not one of a cluster, whose members have copies of the datastore
     *     themselves
     * @param patience how long to wait for the datastore before Rebound goes on without it
     * @param counters counts in stage {@code copy}
     */
    public SecondCopy(final Path folder, final @Nullable DOMDataBroker broker,
            final Supplier<EffectiveModelContext> model, final BooleanSupplier isAlone, final Duration patience,
            final Counters counters) {
        this.broker = broker;
        this.model = requireNonNull(model);
        this.isAlone = requireNonNull(isAlone);
        this.patience = requireNonNull(patience);
        restored = counters.counter("copy", "restored");
        failed = counters.counter("copy", "failed");
        executor.execute(() -> {
            try {
                store = CopyStore.open(folder);
            } catch (IOException e) {
                LOG.error("There is no second copy of what the datastore may lose: {} cannot be used", folder, e);
                failed.increment();
            }
            look();
        });
        executor.scheduleWithFixedDelay(this::tidy, TIDY_EVERY.toMillis(), TIDY_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    }

    /**
     * What Rebound is to work on.
     *
     * @return completes on a thread of the copy: hand on what follows; never fails
     */
    public CompletableFuture<Ground> ground() {
        return ground;
    }

    // Whatever is wrong with the copy must not keep Rebound from the datastore
    @SuppressWarnings("checkstyle:IllegalCatch")
    private void look() {
        final var known = broker;
        if (known == null) {
            notYet(new TimeoutException("There is no datastore"));
            return;
        }
        final var datastore = new Datastore(known);
        try {
            final var there = datastore.read();
            final var copy = store;
            if (copy != null) {
                try {
                    mend(known, datastore, there, copy);
                } catch (RuntimeException e) {
                    broken(e);
                }
            }
            ground.complete(new Ground(known, true));
        } catch (ExecutionException | TimeoutException e) {
            notYet(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void mend(final DOMDataBroker known, final Datastore datastore,
            final Map<YangInstanceIdentifier, NormalizedNode> there, final CopyStore copy)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (!isAlone.getAsBoolean()) {
            LOG.info("This controller is one of a cluster: no second copy is kept");
            copy.replace(Map.of(), List.of());
            return;
        }
        final var lost = Losses.of(there, copy);
        if (!lost.isEmpty()) {
            LOG.warn("The datastore came up without {} changes that it had taken: they are written again, from the"
                + " second copy", lost.size());
            datastore.write(lost);
            restored.add(lost.size());
        }
        follow(known, copy);
        // What is to be committed from now on waits until this is done
        copy.replace(datastore.read(), lost);
    }

    private void notYet(final Exception reason) {
        final var copy = store;
        if (copy == null || copy.isEmpty() || !isAlone.getAsBoolean()
                || System.nanoTime() - start < patience.toNanos()) {
            LOG.debug("The datastore cannot be read yet", reason);
            executor.schedule(this::look, TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        LOG.debug("The datastore did not come up", reason);
        try {
            final var instead = new MemoryDatastore(model.get());
            memory = instead;
            instead.fill(copy);
            followMemory(instead, copy);
            ground.complete(new Ground(instead.broker(), false));
        } catch (ExecutionException e) {
            LOG.error("Rebound cannot go on from the second copy", e);
            failed.increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(final DOMDataBroker known, final CopyStore copy) {
        final var before = following;
        if (before != null) {
            // The datastore has stopped answering in between
            before.close();
        }
        final var cohorts = known.extension(CommitCohortExtension.class);
        if (cohorts == null) {
            throw new IllegalStateException("This data broker has no commit cohorts");
        }
        final var cohort = new CopyCohort(new CopyCohort.Target() {
            @Override
            public ListenableFuture<?> apply(final long number, final List<Unit> units) {
                try {
                    return Futures.submit(() -> change(() -> copy.apply(number, units)), executor);
                } catch (RejectedExecutionException e) {
                    LOG.debug("The copy is closed", e);
                    return Futures.immediateVoidFuture();
                }
            }

            @Override
            public void safe(final long number) {
                try {
                    executor.execute(() -> change(() -> copy.safe(number)));
                } catch (RejectedExecutionException e) {
                    LOG.debug("The copy is closed", e);
                }
            }
        });
        final var registrations = Units.CONTAINERS.stream()
            .map(path -> cohorts.registerCommitCohort(at(path), cohort))
            .toList();
        following = () -> registrations.forEach(Registration::close);
    }

    private void followMemory(final MemoryDatastore instead, final CopyStore copy) {
        final var changes = instead.broker().extension(DataTreeChangeExtension.class);
        if (changes == null) {
            throw new IllegalStateException("The datastore in memory has no listeners");
        }
        final var registrations = Units.CONTAINERS.stream()
            .map(path -> changes.registerTreeChangeListener(at(path), new MemoryFollower(path, copy)))
            .toList();
        following = () -> registrations.forEach(Registration::close);
    }

    private static DOMDataTreeIdentifier at(final YangInstanceIdentifier path) {
        return DOMDataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, path);
    }

    private final class MemoryFollower implements DOMDataTreeChangeListener {
        private final YangInstanceIdentifier container;
        private final CopyStore copy;

        MemoryFollower(final YangInstanceIdentifier container, final CopyStore copy) {
            this.container = container;
            this.copy = copy;
        }

        @Override
        public void onDataTreeChanged(final List<DataTreeCandidate> candidates) {
            final var units = candidates.stream()
                .flatMap(candidate -> Units.changed(container, candidate.getRootNode()).stream())
                .toList();
            executor.execute(() -> change(() -> copy.apply(CopyStore.NEVER_SAFE, copy.different(units))));
        }

        @Override
        public void onInitialData() {
            // nothing is nothing new
        }
    }

    private void tidy() {
        final var copy = store;
        if (copy != null) {
            change(copy::tidy);
        }
    }

    /** Does what changes the copy; a copy that cannot be written, on a full disk, is given up, and nothing else is. */
    private void change(final Runnable what) {
        if (store == null) {
            return;
        }
        try {
            what.run();
        } catch (MVStoreException | UncheckedIOException e) {
            broken(e);
        }
    }

    private void broken(final RuntimeException reason) {
        LOG.error("The second copy cannot be used, and is not kept any more until this controller is started again."
            + " Is the disk full?", reason);
        failed.increment();
        final var copy = store;
        store = null;
        if (copy != null) {
            copy.putAside();
        }
    }

    @Override
    public void close() {
        final var registration = following;
        if (registration != null) {
            registration.close();
        }
        executor.execute(() -> {
            final var instead = memory;
            if (instead != null) {
                instead.close();
            }
            final var copy = store;
            if (copy != null) {
                change(copy::close);
                store = null;
            }
        });
        executor.close();
    }
}
