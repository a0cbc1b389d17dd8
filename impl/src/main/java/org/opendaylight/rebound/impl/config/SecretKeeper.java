/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonService;
import org.opendaylight.mdsal.singleton.api.ServiceGroupIdentifier;
import org.opendaylight.rebound.impl.config.ConfigSecrets.Leaf;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Manager;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Snmp;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces each secret that the operator writes in clear by its encrypted form, as soon as it is stored. One node of a
 * cluster does it for all.
 *
 * <p>A replacement is a transaction of its own, which writes the one leaf, and only if it still has the value that was
 * encrypted; a value that is written meanwhile makes the transaction fail, and is then replaced itself.
 */
public final class SecretKeeper implements ClusterSingletonService {
    private static final Logger LOG = LoggerFactory.getLogger(SecretKeeper.class);
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;
    private static final long TRY_AGAIN_SECONDS = 5;
    private static final Registration NOTHING = () -> { };

    private final DataBroker broker;
    private final DOMDataBroker domBroker;
    private final AdapterContext codec;
    private final SecretVault vault;
    private final ScheduledExecutorService executor;
    private Registration registration = NOTHING;
    private volatile boolean owner;

    /**
     * A keeper, which does nothing before its node is the owner.
     *
     * @param broker tells of changes
     * @param domBroker writes; the bindings' broker could not write a single leaf
     * @param codec says where in the datastore a leaf is
     * @param vault encrypts
     * @param executor does the work
     */
    public SecretKeeper(final DataBroker broker, final DOMDataBroker domBroker, final AdapterContext codec,
            final SecretVault vault, final ScheduledExecutorService executor) {
        this.broker = requireNonNull(broker);
        this.domBroker = requireNonNull(domBroker);
        this.codec = requireNonNull(codec);
        this.vault = requireNonNull(vault);
        this.executor = requireNonNull(executor);
    }

    @Override
    public ServiceGroupIdentifier getIdentifier() {
        return new ServiceGroupIdentifier("rebound");
    }

    @Override
    public void instantiateServiceInstance() {
        owner = true;
        final var mail = listen(DataObjectReference.builder(Rebound.class).child(Mail.class).build(),
            ConfigSecrets::of);
        final var users = listen(DataObjectReference.builder(Rebound.class).child(Snmp.class).child(UsmUser.class)
            .build(), ConfigSecrets::of);
        final var servers = listen(DataObjectReference.builder(Rebound.class).child(Server.class).build(),
            ConfigSecrets::of);
        final var managers = listen(DataObjectReference.builder(Rebound.class).child(Manager.class).build(),
            ConfigSecrets::of);
        registration = () -> {
            mail.close();
            users.close();
            servers.close();
            managers.close();
        };
    }

    @Override
    public ListenableFuture<?> closeServiceInstance() {
        owner = false;
        registration.close();
        registration = NOTHING;
        return Futures.immediateVoidFuture();
    }

    private <T extends DataObject> Registration listen(final DataObjectReference<T> where,
            final Function<T, List<Leaf>> secrets) {
        final DataTreeChangeListener<T> listener = changes -> {
            for (var change : changes) {
                final var after = change.getRootNode().dataAfter();
                if (after != null) {
                    secrets.apply(after).stream().filter(Leaf::isClear)
                        .forEach(leaf -> executor.execute(() -> replace(leaf)));
                }
            }
        };
        return broker.registerTreeChangeListener(STORE, where, listener);
    }

    private void replace(final Leaf leaf) {
        if (!owner) {
            return;
        }
        final String sealed;
        try {
            sealed = vault.seal(leaf.written());
        } catch (GeneralSecurityException | IllegalStateException e) {
            tryAgain(leaf, e);
            return;
        }
        final var path = codec.currentSerializer().toYangInstanceIdentifier(leaf.holder())
            .node(leaf.leaf());
        final var tx = domBroker.newReadWriteTransaction();
        tx.read(STORE, path)
            .transformAsync(now -> {
                if (now.map(NormalizedNode::body).filter(leaf.written()::equals).isEmpty()) {
                    tx.cancel();
                    return Futures.immediateFuture(false);
                }
                // A put, and not a merge, which would win over what was written since this was read
                tx.put(STORE, path, ImmutableNodes.leafNode(leaf.leaf(), sealed));
                return Futures.transform(tx.commit(), done -> true, MoreExecutors.directExecutor());
            }, executor)
            .addCallback(new FutureCallback<>() {
                @Override
                public void onSuccess(final Boolean replaced) {
                    if (replaced) {
                        LOG.info("{} is stored encrypted", leaf.name());
                    }
                }

                @Override
                public void onFailure(final Throwable fault) {
                    if (fault instanceof OptimisticLockFailedException) {
                        LOG.debug("{} was changed meanwhile", leaf.name(), fault);
                        replace(leaf);
                    } else {
                        tryAgain(leaf, fault);
                    }
                }
            }, executor);
    }

    private void tryAgain(final Leaf leaf, final Throwable fault) {
        LOG.warn("{} is still stored in clear: it cannot be encrypted. Trying again in {} s", leaf.name(),
            TRY_AGAIN_SECONDS, fault);
        executor.schedule(() -> replace(leaf), TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
    }
}
