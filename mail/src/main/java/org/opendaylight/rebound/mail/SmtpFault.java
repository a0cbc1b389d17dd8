/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

/**
 * A try to deliver that did not end with the server's acceptance. Its message says what happened in one line, the
 * server's words included, and no secret. It has no cause, because the library's exceptions may hold one.
 */
final class SmtpFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final int code;

    /**
     * Says what happened.
     *
     * @param stage how far it came
     * @param code the server's reply code, or 0 if there was no reply
     * @param message what happened
     */
    SmtpFault(final Stage stage, final int code, final String message) {
        super(message);
        this.stage = stage;
        this.code = code;
    }

    Stage stage() {
        return stage;
    }

    int code() {
        return code;
    }

    /**
     * Whether the connection was lost, or was being closed by the server (421), at a moment when the server cannot have
     * taken the mail yet. If the connection had been idle before, this says nothing of the server now.
     *
     * @return true if the mail may be sent at once on a new connection without a risk of sending it twice
     */
    boolean isLostBeforeAcceptance() {
        return (code == 0 || code == 421) && stage != Stage.ACCEPTANCE;
    }

    /** How far a delivery came. */
    enum Stage {
        /** TCP, TLS, greeting, EHLO, STARTTLS. */
        CONNECTION("while connecting"),
        /** AUTH. */
        AUTHENTICATION("at AUTH"),
        /** The sender. */
        SENDER("at MAIL FROM"),
        /** The receiver. */
        RECEIVER("at RCPT TO"),
        /** The DATA command and the mail itself, up to the final dot. */
        DATA("at DATA"),
        /** The final dot was sent: from here on the server may have taken the mail. */
        ACCEPTANCE("at the end of DATA");

        private final String words;

        Stage(final String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
