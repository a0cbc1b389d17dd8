/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;

/**
 * Where informs are sent, and how.
 *
 * @param address the receiver's address
 * @param port its UDP port, 1 to 65535; 162 by RFC 3417
 * @param credentials what the receiver believes us by; they also choose the version
 * @param timeout how long an answer is waited for after each transmission, 1 millisecond to 1 minute
 * @param retries how often a message is sent again when there is no answer, 0 to 20
 * @param octets how large a message may be, in octets of UDP payload, as {@link RecoveryInforms#split} takes it
 */
public record InformTarget(IpAddress address, int port, Credentials credentials, Duration timeout, int retries,
        int octets) {
    private static final int MAX_PORT = 65535;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_RETRIES = 20;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final int DEFAULT_RETRIES = 2;

    public InformTarget {
        requireNonNull(address);
        requireNonNull(credentials);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("UDP port " + port + " is not 1 to " + MAX_PORT);
        }
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout " + timeout + " is not " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
        }
        if (retries < 0 || retries > MAX_RETRIES) {
            throw new IllegalArgumentException(retries + " retries are not 0 to " + MAX_RETRIES);
        }
        if (octets < RecoveryInforms.MIN_OCTETS || octets > RecoveryInforms.MAX_OCTETS) {
            throw new IllegalArgumentException("limit of " + octets + " octets is not " + RecoveryInforms.MIN_OCTETS
                + " to " + RecoveryInforms.MAX_OCTETS);
        }
    }

    /**
     * A target with the defaults: 5 seconds, 2 retries, and messages that fit the address's version.
     *
     * @param address the receiver's address
     * @param port its UDP port
     * @param credentials what the receiver believes us by
     * @return the target
     */
    public static InformTarget of(final IpAddress address, final int port, final Credentials credentials) {
        return new InformTarget(address, port, credentials, DEFAULT_TIMEOUT, DEFAULT_RETRIES,
            address.isIpv4() ? RecoveryInforms.IPV4_OCTETS : RecoveryInforms.IPV6_OCTETS);
    }

    /** The address and port as one writes them: {@code 10.0.0.1:162}, {@code [::1]:162}. */
    @Override
    public String toString() {
        return (address.isIpv4() ? address.toString() : "[" + address + ']') + ':' + port;
    }

    /** What a receiver believes a sender by. */
    public sealed interface Credentials {
        /**
         * SNMPv2c. Anyone on the path can read and forge it.
         *
         * @param community the community, 1 to 200 octets in UTF-8
         */
        record Community(String community) implements Credentials {
            // what RecoveryInforms leaves for it
            private static final int MAX_OCTETS = 200;

            public Community {
                final int octets = community.getBytes(StandardCharsets.UTF_8).length;
                if (octets < 1 || octets > MAX_OCTETS) {
                    throw new IllegalArgumentException("An SNMP community has 1 to " + MAX_OCTETS + " octets");
                }
            }

            /** Shows no secret. */
            @Override
            public String toString() {
                return "Community[]";
            }
        }

        /**
         * SNMPv3 with the User-based Security Model.
         *
         * @param user the user as the receiver has it; authPriv if it has a privacy protocol, else authNoPriv. Its
         *     engine ID is not looked at: an inform uses the receiver's, which is discovered.
         */
        record User(UsmUser user) implements Credentials {
            public User {
                requireNonNull(user);
            }
        }
    }
}
