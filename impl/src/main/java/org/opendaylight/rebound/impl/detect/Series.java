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

/**
 * What is remembered of one client's attempts at one endpoint. It counts the packets that are unanswered; with a count
 * of zero it only remembers connections that have failed already, or that an answer was seen a moment ago.
 */
@SuppressFBWarnings(value = { "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR", "NP_STORE_INTO_NONNULL_FIELD" },
    justification = "SpotBugs does not see that the type is @Nullable")
final class Series {
    /** How many connections are remembered: a browser opens six at a time. */
    private static final int MAX_CONNECTIONS = 8;

    // For SeriesTable
    final @Nullable Series[] links = new @Nullable Series[SeriesList.Kind.LINKS];
    @Nullable Series nextInBucket;
    int hash;

    // For TimerWheel
    @Nullable SeriesList spoke;
    long dueTick;

    /** Whose attempts these are. */
    Client client;
    /** What is tried. */
    Endpoint endpoint;

    /** How many packets are unanswered. */
    int count;
    /** The generation of evidence they belong to. */
    int generation;
    /** When the first of them was seen; only if {@link #count} is positive. */
    long first;
    /** When the last of those was seen that are needed for a failure; only if {@link #count} is positive. */
    long decisive;
    /** When anything was seen from the client or found out about it. */
    long last;
    /** Until when an answer may pass unseen; only if {@link #quiet}. */
    long quietUntil;
    /** Whether an answer was seen that may have muted the next ones. */
    boolean quiet;
    /** Whether the client was seen to try, and not only to be sent something. */
    boolean tried;

    private @Nullable Connection newest;
    private int connections;

    Series(final Client client, final Endpoint endpoint) {
        this.client = client;
        this.endpoint = endpoint;
    }

    /**
     * Makes this a new series, which remembers nothing.
     */
    void reset(final Client newClient, final Endpoint newEndpoint) {
        client = newClient;
        endpoint = newEndpoint;
        count = 0;
        quiet = false;
        tried = false;
        forgetConnections();
    }

    /**
     * Counts one unanswered packet.
     */
    void countPacket(final long now) {
        if (count == 0) {
            first = now;
        }
        count++;
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
    long silenceDeadline() {
        final long timeout = endpoint.service.responseTimeout();
        final long sinceFirst = first + timeout;
        final long sinceDecisive = decisive + timeout / 2;
        return sinceFirst - sinceDecisive >= 0 ? sinceFirst : sinceDecisive;
    }

    /**
     * When nothing of this is needed any more.
     */
    long expiry() {
        final long lifeEnd = last + endpoint.service.lifetime();
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
            if (connection.port == port && connection.sequence == sequence) {
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
            if (connection.port == port) {
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
