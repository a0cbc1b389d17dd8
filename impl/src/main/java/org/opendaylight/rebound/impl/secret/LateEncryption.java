/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.secret;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenDaylight's encryption service, which has its key in the datastore, and is not there before the datastore is.
 * Until then, whatever needs it fails with {@link IllegalStateException}.
 */
@Singleton
@Component(service = LateEncryption.class)
public final class LateEncryption implements AAAEncryptionService {
    private static final Logger LOG = LoggerFactory.getLogger(LateEncryption.class);

    private final CompletableFuture<Void> present = new CompletableFuture<>();
    private final AtomicReference<@Nullable AAAEncryptionService> service = new AtomicReference<>();
    private final Runnable starter;

    /** It is not there yet. */
    @Inject
    @Activate
    public LateEncryption() {
        this(new MissedStart(FrameworkUtil.getBundle(MissedStart.class)));
    }

    LateEncryption(final Runnable starter) {
        this.starter = requireNonNull(starter);
    }

    /**
     * It is there.
     *
     * @param newService the service
     */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void addService(final AAAEncryptionService newService) {
        service.set(newService);
        present.complete(null);
    }

    /**
     * It is gone.
     *
     * @param oldService the service
     */
    public void removeService(final AAAEncryptionService oldService) {
        service.compareAndSet(oldService, null);
    }

    /**
     * When the service has come, or was waited for long enough. Half-way it is started anew.
     *
     * @param patience how long is enough, from now on
     * @return completes once, never with a fault
     */
    public CompletionStage<Void> present(final Duration patience) {
        CompletableFuture.delayedExecutor(patience.toMillis() / 2, TimeUnit.MILLISECONDS).execute(() -> {
            if (!present.isDone()) {
                starter.run();
            }
        });
        return present.copy()
            .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> {
                if (service.get() == null) {
                    LOG.error("OpenDaylight's encryption service has not come: encrypted secrets cannot be used."
                        + " Restart this controller");
                }
            });
    }

    @Override
    public byte[] encrypt(final byte[] data) throws GeneralSecurityException {
        return known().encrypt(data);
    }

    @Override
    public byte[] decrypt(final byte[] encryptedData) throws GeneralSecurityException {
        return known().decrypt(encryptedData);
    }

    private AAAEncryptionService known() {
        final var known = service.get();
        if (known == null) {
            throw new IllegalStateException("OpenDaylight's encryption service is not there yet");
        }
        return known;
    }
}
