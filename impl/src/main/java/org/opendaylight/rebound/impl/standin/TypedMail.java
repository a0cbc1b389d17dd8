/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.impl.notice.MailAddresses;

/** Mail addresses as visitors type them, and as others may see them. */
final class TypedMail {
    /** How long an address may be (RFC 5321 section 4.5.3.1.3, without the angle brackets). */
    static final int MAX_LENGTH = 254;

    /** As {@code mail-address} in the YANG module. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
        + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private TypedMail() {
        // Hidden on purpose
    }

    /**
     * Reads an address.
     *
     * @param typed what somebody typed
     * @return the address as it is compared, or null if it is none
     */
    static @Nullable String read(final String typed) {
        if (typed.length() > MAX_LENGTH) {
            return null;
        }
        final var address = typed.strip();
        return ADDRESS.matcher(address).matches() ? MailAddresses.canonical(address) : null;
    }

    /**
     * An address as somebody may see it who knows it already, and nobody else can use it.
     *
     * @param address an address
     * @return its first character and its domain, for example {@code a***@example.com}
     */
    static String masked(final String address) {
        return address.charAt(0) + "***" + address.substring(address.lastIndexOf('@'));
    }
}
