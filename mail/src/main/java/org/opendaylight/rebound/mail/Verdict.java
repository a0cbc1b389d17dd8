/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import org.opendaylight.rebound.api.SendOutcome;

/**
 * What a try to send means for the notice, and what it is counted as.
 *
 * @param outcome what it means
 * @param counted the name of its counter
 */
record Verdict(SendOutcome outcome, String counted) {
    /** The server has taken the mail. */
    static final Verdict SENT = new Verdict(new SendOutcome.Sent(), "sent");

    Verdict {
        requireNonNull(outcome);
        requireNonNull(counted);
    }

    /**
     * Judges a fault (RFC 5321 section 4.2.1). What the operator can mend without touching the notice is tried again:
     * the connection and the authentication, whatever the code.
     *
     * @param fault the fault
     * @return retry, or rejected when the server said so for good
     */
    static Verdict of(final SmtpFault fault) {
        return switch (fault.stage()) {
            case CONNECTION -> retry("connection", fault);
            case AUTHENTICATION -> retry("authentication", fault);
            case SENDER, RECEIVER, DATA, ACCEPTANCE -> ofReply(fault);
        };
    }

    /**
     * A notice that cannot be made into a mail.
     *
     * @param counted the name of its counter
     * @param reason why
     * @return rejected
     */
    static Verdict rejected(final String counted, final String reason) {
        return new Verdict(new SendOutcome.Rejected(reason), counted);
    }

    private static Verdict ofReply(final SmtpFault fault) {
        return switch (fault.code()) {
            case 0 -> retry("connection", fault);
            // RFC 4954: authentication required, too weak, failed, needs encryption
            case 530, 534, 535, 538 -> retry("authentication", fault);
            default -> switch (fault.code() / 100) {
                case 4 -> retry("4yz", fault);
                case 5 -> rejected("rejected-5yz", fault.getMessage());
                default -> retry("unexpected", fault);
            };
        };
    }

    private static Verdict retry(final String kind, final SmtpFault fault) {
        return new Verdict(new SendOutcome.Retry(fault.getMessage()), "retry-" + kind);
    }
}
