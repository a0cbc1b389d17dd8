/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeChangeListener;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.singleton.api.ClusterSingletonService;
import org.opendaylight.mdsal.singleton.api.ServiceGroupIdentifier;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Keys;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.KeysBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.DataObjectReference;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that links are signed with: made once, by the node that owns Rebound, and stored encrypted, so that links
 * outlive a restart and are good on every node of a cluster.
 */
public final class LinkKeyStore implements ClusterSingletonService, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkKeyStore.class);
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;
    private static final DataObjectIdentifier<Keys> KEYS = DataObjectIdentifier.builder(Keys.class).build();
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final DatastoreWriter writer;
    private final SecretVault vault;
    private final Consumer<byte @Nullable []> user;
    private final Registration registration;
    private volatile boolean owner;

    /**
     * Begins to follow the key.
     *
     * @param broker tells of changes
     * @param writer writes
     * @param vault encrypts the key
     * @param user takes each new key, of {@value #KEY_BYTES} bytes, or null while there is none; on the datastore's
     *     thread
     */
    public LinkKeyStore(final DataBroker broker, final DatastoreWriter writer, final SecretVault vault,
            final Consumer<byte @Nullable []> user) {
        this.writer = requireNonNull(writer);
        this.vault = requireNonNull(vault);
        this.user = requireNonNull(user);
        final DataTreeChangeListener<Keys> listener = changes -> changed(changes.getLast().getRootNode().dataAfter());
        registration = broker.registerTreeChangeListener(STORE, DataObjectReference.builder(Keys.class).build(),
            listener);
    }

    @Override
    public ServiceGroupIdentifier getIdentifier() {
        return new ServiceGroupIdentifier("rebound");
    }

    @Override
    public void instantiateServiceInstance() {
        owner = true;
        makeMissing();
    }

    @Override
    public ListenableFuture<?> closeServiceInstance() {
        owner = false;
        return Futures.immediateVoidFuture();
    }

    @Override
    public void close() {
        registration.close();
    }

    private void changed(final @Nullable Keys now) {
        user.accept(open(now).orElse(null));
        if (now == null && owner) {
            makeMissing();
        }
    }

    private void makeMissing() {
        final var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        final Keys made;
        try {
            made = new KeysBuilder().setUnsubscribeLinks(vault.seal(Base64.getEncoder().encodeToString(key))).build();
        } catch (GeneralSecurityException | IllegalStateException e) {
            LOG.error("The key for links cannot be encrypted: mails have no link to unsubscribe", e);
            return;
        }
        writer.submit(1, entries -> {
            final var now = entries.read(KEYS);
            if (open(now).isEmpty()) {
                if (now != null) {
                    LOG.warn("The key for links does not decrypt with the key of this OpenDaylight, and is made anew:"
                        + " the links of earlier mails are not good any more");
                }
                entries.put(KEYS, made);
            }
        }).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("The key for links could not be saved: mails have no link to unsubscribe", fault);
            }
        });
    }

    private Optional<byte[]> open(final @Nullable Keys keys) {
        final var sealed = keys == null ? null : keys.getUnsubscribeLinks();
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return vault.open(sealed).map(Base64.getDecoder()::decode).filter(key -> key.length == KEY_BYTES);
        } catch (IllegalArgumentException e) {
            LOG.debug("The key for links is no base64", e);
            return Optional.empty();
        }
    }
}
