/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.util.regex.Pattern;

/** Mail addresses: what module mail takes for one, to be told of a fault before a mail fails. */
final class MailAddresses {
    private static final Pattern ADDR_SPEC = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
        + "(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + "@(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*+(?<!-))?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*+(?<!-))?)*");
    private static final int LOCAL_PART = 64;

    private MailAddresses() {
        // static only
    }

    /**
     * Whether a text is a mail address.
     *
     * @param text any text
     * @return whether it is an addr-spec of RFC 5322 in ASCII, without quotes and comments
     */
    static boolean isOne(final String text) {
        return text.indexOf('@') <= LOCAL_PART && ADDR_SPEC.matcher(text).matches();
    }
}
