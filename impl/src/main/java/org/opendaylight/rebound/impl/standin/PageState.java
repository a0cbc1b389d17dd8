/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

/**
 * What a visitor is shown.
 */
enum PageState {
    /** Nothing is known of what it wants: it is asked. */
    ASKED(503, "page-shown", Kind.OPEN),
    /** It is mailed to the address on record. */
    YES_KNOWN(200, "answered-yes", Kind.GOES),
    /** It is mailed to the address that it gave. */
    YES(200, "answered-yes", Kind.GOES),
    /** It is mailed to the address that it gave, once it has followed a link. */
    YES_UNCONFIRMED(200, "answered-yes", Kind.GOES),
    /** It waits for the page to go on. */
    STAYS(200, "answered-stays", Kind.GOES),
    /** It does not want to be told. */
    NO(200, "answered-no", Kind.DECIDED),
    /** It typed what is no mail address. */
    NO_ADDRESS(400, "answer-no-address", Kind.REFUSED),
    /** It sent what no form of ours is. */
    MALFORMED(400, "answer-malformed", Kind.REFUSED),
    /** Its form was not made for it, or too long ago. */
    FORGED(403, "answer-forged", Kind.REFUSED),
    /** It answers too often. */
    TOO_OFTEN(429, "answer-too-often", Kind.REFUSED),
    /** Too many mails were to be sent to the address that it gave. */
    TOO_MANY_MAILS(429, "answer-too-many-mails", Kind.REFUSED),
    /** The answer could not be registered. */
    NOT_SAVED(503, "answer-not-saved", Kind.REFUSED),
    /** The server is back; the page loads itself anew. */
    BACK(503, "back-shown", Kind.BACK);

    private enum Kind {
        OPEN, GOES, DECIDED, REFUSED, BACK
    }

    private final int status;
    private final String outcome;
    private final Kind kind;

    PageState(final int status, final String outcome, final Kind kind) {
        this.status = status;
        this.outcome = outcome;
        this.kind = kind;
    }

    /**
     * The HTTP status of an answer that was sent.
     *
     * @return for example 200
     */
    int status() {
        return status;
    }

    /**
     * What is counted.
     *
     * @return the counter's name
     */
    String outcome() {
        return outcome;
    }

    /**
     * Whether the visitor is taken to the server when it is back, without being asked.
     *
     * @return true if it said so
     */
    boolean goes() {
        return kind == Kind.GOES;
    }

    /**
     * Whether the visitor has answered.
     *
     * @return true if it has
     */
    boolean isAnswered() {
        return kind == Kind.GOES || kind == Kind.DECIDED;
    }

    /**
     * Whether an answer was refused.
     *
     * @return true if the visitor has to try again
     */
    boolean isRefused() {
        return kind == Kind.REFUSED;
    }

    /**
     * The words' name.
     *
     * @return for example {@code yes-known}
     */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
