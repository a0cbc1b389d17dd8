/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * How Rebound stands in for services that fail.
 *
 * @param addresses addresses of this host in the clients' network; at most one IPv4 and one IPv6 address, none to stand
 *     in for nobody
 * @param services the services, by key
 * @param look how the page looks
 * @param confirm whether an address that a visitor types is told something only after a link in a mail was followed
 * @param clientConnections how many connections one client may have at a time
 */
@NonNullByDefault
public record StandInSettings(Set<IpAddress> addresses, Map<ServiceKey, StandIn> services, Look look, boolean confirm,
        int clientConnections) {
    /**
     * How the operator wants the page to look.
     *
     * @param name who runs the network, for example {@code Example Ltd}, or null
     * @param logo a picture as a {@code data:} URL (RFC 2397) of PNG or SVG, or null
     * @param text a sentence of the operator's own, or null
     */
    public record Look(@Nullable String name, @Nullable String logo, @Nullable String text) {
        /** Nothing of the operator's own. */
        public static final Look PLAIN = new Look(null, null, null);
        /** How many characters a logo may have, so that the page stays small. */
        public static final int MAX_LOGO = 8192;

        private static final Pattern LOGO = Pattern.compile("data:image/(png|svg\\+xml);base64,[A-Za-z0-9+/]+={0,2}");

        /**
         * Whether a text is a picture that the page can show.
         *
         * @param logo any text
         * @return true if it is a {@code data:} URL of PNG or SVG in base64, of at most {@value #MAX_LOGO} characters
         */
        public static boolean isLogo(final String logo) {
            return logo.length() <= MAX_LOGO && LOGO.matcher(logo).matches();
        }
    }

    public StandInSettings {
        addresses = Set.copyOf(addresses);
        services = Map.copyOf(services);
        requireNonNull(look);
        if (clientConnections < 1) {
            throw new IllegalArgumentException("client connections " + clientConnections + " is less than 1");
        }
    }
}
