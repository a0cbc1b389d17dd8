/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import java.util.Locale;

/**
 * Compares mail addresses.
 */
public final class MailAddresses {
    private MailAddresses() {
        // Hidden on purpose
    }

    /**
     * One way to write an address: the case of its domain does not matter (RFC 5321 section 2.3.11), that of what
     * stands before it does.
     *
     * @param address an address, or any text
     * @return the address with its domain in lower case
     */
    public static String canonical(final String address) {
        final int at = address.lastIndexOf('@');
        return address.substring(0, at + 1) + address.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether two addresses are one.
     *
     * @param one an address
     * @param other an address
     * @return true if they are written the same way, but for the case of the domain
     */
    public static boolean areSame(final String one, final String other) {
        return canonical(one).equals(canonical(other));
    }
}
