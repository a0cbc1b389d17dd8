/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

/**
 * What became of a datagram, or of what it carried; each is a counter.
 */
enum Outcome {
    /** A trap was handed on. */
    ACCEPTED("accepted"),
    /** An inform was handed on and answered. */
    INFORM_ACCEPTED("inform-accepted"),
    /** A sender of informs asked for our engine ID and was told (RFC 3414 section 4). */
    ENGINE_DISCOVERY("engine-discovery"),
    /** SNMPv1 or SNMPv2c with a community that is not configured. */
    WRONG_COMMUNITY("wrong-community"),
    /** SNMPv3 from a user that is not configured, or not for that sender. */
    UNKNOWN_USER("unknown-user"),
    /** SNMPv3 whose authentication code is wrong: another passphrase or protocol, or a forgery. */
    AUTHENTICATION_FAILED("authentication-failed"),
    /** SNMPv3 that was authenticated and did not decrypt to a PDU: another privacy passphrase or protocol. */
    DECRYPTION_FAILED("decryption-failed"),
    /** SNMPv3 with less, or more, security than the user has. */
    SECURITY_LEVEL("security-level"),
    /** SNMPv3 that is authentic and old: a replay, or a sender whose engine boots did not grow (RFC 3414 3.2.7). */
    NOT_IN_TIME_WINDOW("not-in-time-window"),
    /** An inform for another engine than ours, or a trap in our engine's name. */
    WRONG_ENGINE("wrong-engine"),
    /** SNMPv3 with another security model than USM. */
    UNSUPPORTED_SECURITY_MODEL("unsupported-security-model"),
    /** A version that is none of v1, v2c and v3. */
    UNSUPPORTED_VERSION("unsupported-version"),
    /** A well-formed PDU that is neither trap nor inform. */
    NOT_A_NOTIFICATION("not-a-notification"),
    /** Not SNMP, or SNMP that breaks the encoding or the rules for notifications. */
    MALFORMED("malformed"),
    /** Larger than we take. */
    TOO_LARGE("too-large"),
    /** Believed, and dropped because the queue to the consumer was full. An inform was not answered. */
    OVERLOAD("overload"),
    /** Believed, and the consumer did not accept it, so that it was not answered. */
    NOT_TAKEN("not-taken"),
    /** The consumer threw. */
    CONSUMER_FAILED("consumer-failed"),
    /** An inform was handed on, and its answer could not be sent. */
    REPLY_FAILED("reply-failed"),
    /** Believed, and still waiting for the consumer when the receiver was closed. */
    DROPPED_AT_CLOSE("dropped-at-close"),
    /** Our own error while a datagram was read. */
    INTERNAL_ERROR("internal-error");

    private final String label;

    Outcome(final String label) {
        this.label = label;
    }

    /**
     * The counter's name.
     *
     * @return lower case with hyphens
     */
    String label() {
        return label;
    }
}
