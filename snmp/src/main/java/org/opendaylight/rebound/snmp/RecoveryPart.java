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
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * One part of a {@link RecoveryList}: what one inform carries. A part can stand alone: it says all about the recovery,
 * and all about some of the clients. Times have tenths of a second, as DateAndTime (RFC 2579) has; what is finer is cut
 * off here, so that a part that was sent equals the one that is received.
 *
 * @param head what is the same in every part of the list
 * @param number which part it is, 1 to {@code head.parts()}
 * @param clients the clients of this part, one or more
 */
public record RecoveryPart(Head head, int number, List<Client> clients) {
    /** How long a list's id and a server's name may be, in octets of UTF-8. */
    public static final int MAX_TEXT = 255;

    static final long MAX_OUTAGE = 0xFFFF_FFFFL;

    private static final int MILLIS_PER_TENTH = 100;

    public RecoveryPart {
        requireNonNull(head);
        if (number < 1 || number > head.parts()) {
            throw new IllegalArgumentException("part " + number + " of " + head.parts());
        }
        clients = clients.stream()
            .map(client -> new Client(client.address(), tenths(client.failedSince(), "failed-since of a client")))
            .toList();
        if (clients.isEmpty() || clients.size() > RecoveryList.MOST) {
            throw new IllegalArgumentException("part with " + clients.size() + " clients");
        }
        if (clients.stream().anyMatch(client -> client.failedSince().isBefore(head.failedSince()))) {
            throw new IllegalArgumentException("a client failed before the first of the list");
        }
    }

    /**
     * What is the same in every part of a list; two parts that differ in it are of different lists.
     *
     * @param id names the list
     * @param parts how many parts the list has, 1 to {@value RecoveryList#MOST}
     * @param service the service that is back
     * @param outage the outage that is over, 0 to 4294967295
     * @param failedSince when the first client of the list failed, in the years 0 to 9999
     * @param recovered when the service was back, in the years 0 to 9999
     */
    public record Head(String id, int parts, ServiceKey service, long outage, Instant failedSince, Instant recovered) {
        public Head {
            requireText(id, "list id");
            requireText(service.server(), "server name");
            if (parts < 1 || parts > RecoveryList.MOST) {
                throw new IllegalArgumentException("list of " + parts + " parts");
            }
            if (outage < 0 || outage > MAX_OUTAGE) {
                throw new IllegalArgumentException("outage " + outage + " is not 0 to " + MAX_OUTAGE);
            }
            failedSince = tenths(failedSince, "failed-since");
            recovered = tenths(recovered, "recovery time");
        }

        private static void requireText(final String text, final String what) {
            final int octets = text.getBytes(StandardCharsets.UTF_8).length;
            if (octets < 1 || octets > MAX_TEXT) {
                throw new IllegalArgumentException(what + " of " + octets + " octets");
            }
            // it ends in mails and logs
            if (text.chars().anyMatch(Character::isISOControl)
                    || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException(what + " is not text of one line");
            }
        }
    }

    private static Instant tenths(final Instant time, final String what) {
        // beyond these years neither DateAndTime nor a mail can say it
        if (time.isBefore(Years.FIRST) || !time.isBefore(Years.END)) {
            throw new IllegalArgumentException(what + " is not in the years 0 to 9999");
        }
        final int milli = time.get(ChronoField.MILLI_OF_SECOND);
        return time.truncatedTo(ChronoUnit.SECONDS).plusMillis(milli - milli % MILLIS_PER_TENTH);
    }

    /**
     * Packs the part for a store.
     *
     * @return some octets, from which {@link #unpack(byte[])} makes an equal part
     */
    public byte[] pack() {
        return PackedPart.pack(this);
    }

    /**
     * Unpacks a part.
     *
     * @param octets what {@link #pack()} gave, or anything
     * @return the part, or why there is none
     */
    public static PartResult unpack(final byte[] octets) {
        return PackedPart.unpack(octets);
    }

    /** The server, the outage and the part, and how many clients. Nobody's address. */
    @Override
    public String toString() {
        return head.id() + " part " + number + '/' + head.parts() + " with " + clients.size() + " clients of "
            + head.service() + " outage " + head.outage();
    }

    /** The times that can be said. */
    private static final class Years {
        static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
        static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1);

        private Years() {
            // hidden on purpose
        }
    }
}
