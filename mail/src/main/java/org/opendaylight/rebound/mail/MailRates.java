/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How fast mail may go, in mails a minute; 0 for no limit.
 *
 * @param server to the SMTP server, all mail together
 * @param perDomain to each domain of receivers that {@code domains} does not have
 * @param domains to the domains named here; kept in lower case
 */
public record MailRates(int server, int perDomain, Map<String, Integer> domains) {
    /** No limit. */
    public static final MailRates UNLIMITED = new MailRates(0, 0, Map.of());

    public MailRates {
        requireNonNull(domains);
        if (server < 0 || perDomain < 0 || domains.values().stream().anyMatch(rate -> rate < 0)) {
            throw new IllegalArgumentException("a rate is 0 or more");
        }
        domains = domains.entrySet().stream().collect(Collectors.toUnmodifiableMap(
            entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, Math::min));
    }

    /**
     * The limit of one domain.
     *
     * @param domain a domain in lower case
     * @return mails a minute, or 0 for no limit
     */
    int of(final String domain) {
        return domains.getOrDefault(domain, perDomain);
    }
}
