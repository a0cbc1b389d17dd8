/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.web.LinkKey;

/**
 * What a form has to bring back, so that no other site can send it: bound to client and service, good for 12 to 24
 * hours.
 */
final class FormToken {
    private static final String PURPOSE = "answer";
    private static final long BUCKET = Duration.ofHours(12).toMillis();

    private final Supplier<@Nullable LinkKey> key;
    private final InstantSource clock;

    /**
     * Tokens.
     *
     * @param key gives the key, or null while it is not known
     * @param clock the time
     */
    FormToken(final Supplier<@Nullable LinkKey> key, final InstantSource clock) {
        this.key = requireNonNull(key);
        this.clock = requireNonNull(clock);
    }

    /**
     * The token for a form.
     *
     * @param service the service that it is about
     * @param client who is to send it
     * @return the token, or null while the key is not known
     */
    @Nullable String make(final ServiceKey service, final IpAddress client) {
        final var signer = key.get();
        return signer == null ? null : signer.token(PURPOSE, subject(service, client, bucket()));
    }

    /**
     * Checks a token.
     *
     * @param service the service that the form is about
     * @param client who sent it
     * @param token the token that came with it
     * @return whether it was made for them, and lately
     */
    boolean isRight(final ServiceKey service, final IpAddress client, final String token) {
        final var signer = key.get();
        return signer != null && (signer.isToken(PURPOSE, subject(service, client, bucket()), token)
            || signer.isToken(PURPOSE, subject(service, client, bucket() - 1), token));
    }

    private long bucket() {
        return clock.millis() / BUCKET;
    }

    private static String subject(final ServiceKey service, final IpAddress client, final long bucket) {
        return client + " " + service + ' ' + bucket;
    }
}
