/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * What a client of a protocol whose server speaks first is told: one line with status 421 (RFC 959 section 4.2, RFC
 * 5321 section 4.2.2).
 */
final class Greeting {
    private static final DateTimeFormatter MOMENT =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private Greeting() {
        // Hidden on purpose
    }

    /**
     * Writes the line.
     *
     * @param standIn the service
     * @param since when it failed
     * @param here the address that the client is connected to
     * @param all the services that are stood in for, of which one may be the server's web site
     * @return the line, with its end
     */
    static byte[] line(final StandIn standIn, final Instant since, final IpAddress here,
            final Collection<StandIn> all) {
        final var server = standIn.service().server();
        final var page = page(server, all);
        return ("421 " + (standIn.kind() == StandInKind.SMTP ? domain(server, here) + " " : "")
            + "Service not available: " + server + " has not answered since " + MOMENT.format(since)
            + (page == null ? "" : "; to be told when it is back, see " + page) + "\r\n").getBytes(US_ASCII);
    }

    /** A reply of SMTP begins with a domain, or an address where there is none (RFC 5321 section 4.1.3). */
    private static String domain(final String server, final IpAddress here) {
        if (isDomain(server)) {
            return server;
        }
        return here.isIpv4() ? "[" + here + ']' : "[IPv6:" + here + ']';
    }

    private static boolean isDomain(final String server) {
        return InternetDomainName.isValid(server) && server.indexOf('_') < 0;
    }

    /** Where the inquiry page is, if the server's name is one that a browser finds. */
    private static @Nullable String page(final String server, final Collection<StandIn> all) {
        if (!InetAddresses.isInetAddress(server) && (server.indexOf('.') < 0 || !isDomain(server))) {
            return null;
        }
        return all.stream()
            .filter(other -> other.kind() == StandInKind.HTTP && other.service().server().equals(server))
            .min(Comparator.comparing(StandIn::service))
            .map(other -> url(other.service(), other.tls() != null))
            .orElse(null);
    }

    private static String url(final ServiceKey service, final boolean tls) {
        final var host = service.port() == (tls ? HTTPS_PORT : HTTP_PORT) ? HostAndPort.fromHost(service.server())
            : HostAndPort.fromParts(service.server(), service.port());
        return (tls ? "https://" : "http://") + host + '/';
    }
}
