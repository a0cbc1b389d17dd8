/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/**
 * Mail addresses: the addr-spec of RFC 5322 section 3.4.1 in ASCII, without comments, quoted strings, domain literals
 * and groups; the same that the YANG model's type mail-address takes.
 */
final class Addresses {
    private static final Pattern ADDR_SPEC = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}"
        + "@(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*+(?<!-))?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*+(?<!-))?)*");

    private Addresses() {
        // static only
    }

    /**
     * Parses one address.
     *
     * @param what what the address is, for the refusal
     * @param text the address
     * @return the address
     * @throws IllegalArgumentException if it is none
     */
    static InternetAddress parse(final String what, final String text) {
        if (!ADDR_SPEC.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " is no mail address: " + SingleLine.of(text, 260));
        }
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(what + " is no mail address: " + text + ": " + e.getMessage(), e);
        }
    }

    /**
     * The domain of an address.
     *
     * @param address the address
     * @return what is right of the at sign
     */
    static String domain(final InternetAddress address) {
        final var text = address.getAddress();
        return text.substring(text.lastIndexOf('@') + 1);
    }
}
