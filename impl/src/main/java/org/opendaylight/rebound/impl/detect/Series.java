/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * What is remembered of one client's attempts at one endpoint. It counts the packets that are unanswered; with a count
 * of zero it only remembers connections that have failed already, or that an answer was seen a moment ago.
 */
@SuppressFBWarnings(value = { "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR", "NP_STORE_INTO_NONNULL_FIELD" },
    justification = "SpotBugs does not see that the type is @Nullable")
final class Series {
    /** How many connections are remembered: a browser opens six at a time. */
    private static final int MAX_CONNECTIONS = 8;

    /** How long an answer is remembered whose attempt was not seen. */
    private static final int EARLY = Moments.units(Detector.COPY_NANOS);

    // For SeriesTable
    @Nullable Series nextInBucket;
    @Nullable Series previousOfService;
    @Nullable Series nextOfService;
    int hash;

    // For TimerWheel
    @Nullable Series previousOfTick;
    @Nullable Series nextOfTick;
    @Nullable SeriesList spoke;
    int due;

    /** What is tried. */
    Endpoint endpoint;

    /** Whether one of the unanswered packets was sent again: TCP and ARP do that only when no answer came. */
    boolean repeated;
    /** Whether it has counted already as one whose client seems to be unanswered and content. */
    boolean content;
    /** Whether the client is known to have tried more than once, so that it is no flood of forged addresses. */
    boolean proven;
    /** The generation of evidence they belong to. */
    int generation;
    /** When the first of them was seen; only if {@link #count()} is positive. */
    int first;
    /** When the last of those was seen that are needed for a failure; only if {@link #count()} is positive. */
    int decisive;
    /** When anything was seen from the client or found out about it. */
    int last;
    /** Until when an answer may pass unseen; only if {@link #quiet}. */
    int quietUntil;
    /** Whether an answer was seen that may have muted the next ones. */
    boolean quiet;
    /** Whether the client was seen to try, and not only to be sent something. */
    boolean tried;

    private @Nullable Connection newest;
    private byte connections;
    private short count;

    // Whose attempts these are; not an object, which would take as much again
    private long clientHigh;
    private long clientLow;

    Series(final IpAddress client, final Endpoint endpoint) {
        this.endpoint = endpoint;
        setClient(client);
    }

    /**
     * Makes this a new series, which remembers nothing.
     */
    void reset(final IpAddress newClient, final Endpoint newEndpoint) {
        setClient(newClient);
        endpoint = newEndpoint;
        content = false;
        proven = false;
        quiet = false;
        tried = false;
        forgetPackets();
        forgetConnections();
    }

    private void setClient(final IpAddress client) {
        clientHigh = client.high();
        clientLow = client.low();
    }

    /** Whose attempts these are. */
    IpAddress client() {
        return new IpAddress(clientHigh, clientLow);
    }

    boolean isOf(final IpAddress client) {
        return clientHigh == client.high() && clientLow == client.low();
    }

    /** How many packets are unanswered; 32,767 stands for all that are more. */
    int count() {
        return count;
    }

    /** Begins to count again. */
    void forgetPackets() {
        count = 0;
        repeated = false;
    }

    /**
     * Counts one unanswered packet.
     */
    void countPacket(final int now) {
        if (count == 0) {
            first = now;
        }
        if (count < Short.MAX_VALUE) {
            count++;
        }
        if (count <= endpoint.service.attempts()) {
            decisive = now;
        }
    }

    /**
     * Whether enough packets are unanswered to make a failure once {@link #silenceDeadline()} has passed.
     */
    boolean isCountComplete() {
        return count >= endpoint.service.attempts();
    }

    /**
     * When silence becomes a failure: the response timeout after the first packet, but not before the last one that
     * is needed has had half of it.
     */
    int silenceDeadline() {
        final int timeout = endpoint.service.responseTimeout();
        final int sinceFirst = first + timeout;
        final int sinceDecisive = decisive + timeout / 2;
        return sinceFirst - sinceDecisive >= 0 ? sinceFirst : sinceDecisive;
    }

    /**
     * When nothing of this is needed any more.
     */
    int expiry() {
        if (!tried && !quiet) {
            return last + EARLY;
        }
        final int lifeEnd = last + endpoint.service.lifetime();
        if (!quiet) {
            return lifeEnd;
        }
        return newest == null || quietUntil - lifeEnd > 0 ? quietUntil : lifeEnd;
    }

    /**
     * The newest connection, from which {@link Connection#older} leads to the others; null if none is remembered.
     */
    @Nullable Connection newest() {
        return newest;
    }

    /**
     * The connection with this port and sequence number, or null.
     */
    @Nullable Connection connection(final int port, final int sequence) {
        for (var connection = newest; connection != null; connection = connection.older) {
            if (connection.port() == port && connection.sequence == sequence) {
                return connection;
            }
        }
        return null;
    }

    /**
     * The newest connection with this port, or null.
     */
    @Nullable Connection connection(final int port) {
        for (var connection = newest; connection != null; connection = connection.older) {
            if (connection.port() == port) {
                return connection;
            }
        }
        return null;
    }

    /**
     * The connection with this port whose SYN this number acknowledges, or null.
     */
    @Nullable Connection acknowledged(final int port, final int acknowledgement) {
        for (var connection = newest; connection != null; connection = connection.older) {
            if (connection.port() == port && connection.isAcknowledgedBy(acknowledgement)) {
                return connection;
            }
        }
        return null;
    }

    /**
     * Remembers a connection, and forgets the one that was added first if there are too many.
     */
    void add(final Connection connection) {
        connection.older = newest;
        newest = connection;
        if (connections < MAX_CONNECTIONS) {
            connections++;
            return;
        }
        var oldest = connection;
        for (int i = 1; i < MAX_CONNECTIONS && oldest.older != null; i++) {
            oldest = oldest.older;
        }
        oldest.older = null;
    }

    void forgetConnections() {
        newest = null;
        connections = 0;
    }
}
