/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.eclipse.jdt.annotation.Nullable;

/**
 * How mail is sent. What is wrong here is refused with an {@link IllegalArgumentException} that names the item, and
 * shows no secret. Whether {@code from} and {@code replyTo} are addresses is seen by {@link MailChannel#configure}.
 *
 * @param host the SMTP server's name or address
 * @param port the SMTP server's port, 1 to 65535
 * @param security how the connection is protected
 * @param username the name for SMTP AUTH, or null for none
 * @param password the password for SMTP AUTH, or null
 * @param from the sender's address
 * @param fromName the sender's name, or null
 * @param replyTo where answers go, or null
 * @param timeout how long connecting, and each reply, may take
 * @param connections how many connections are used at the same time, at most; 1 or more
 */
public record MailSettings(String host, int port, Security security, @Nullable String username,
        @Nullable String password, String from, @Nullable String fromName, @Nullable String replyTo, Duration timeout,
        int connections) {
    public MailSettings {
        requireNonNull(security);
        SingleLine.check("host", host);
        SingleLine.check("from", from);
        SingleLine.checkNullable("username", username);
        SingleLine.checkNullable("from-name", fromName);
        SingleLine.checkNullable("reply-to", replyTo);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not 1 to 65535");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not positive");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("connections " + connections + " is less than 1");
        }
    }

    /** How the connection to the SMTP server is protected. */
    public enum Security {
        /** No encryption. */
        NONE,
        /** STARTTLS is required (RFC 3207). */
        STARTTLS,
        /** TLS from the first byte (RFC 8314). */
        TLS
    }

    /** Names the server, and shows no secret. */
    @Override
    public String toString() {
        return "MailSettings[" + security + " " + username + '@' + host + ':' + port + " from " + from + ']';
    }
}
