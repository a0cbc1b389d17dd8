/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.time.Duration;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;

/**
 * How mail is sent. What is wrong here is refused with an {@link IllegalArgumentException} that names the item, and
 * shows no secret. Whether {@code from} and {@code replyTo} are addresses, and whether the templates are well-formed,
 * is seen by {@link MailChannel#configure}.
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
 * @param language the language for a receiver who has none, a tag of RFC 5646
 * @param templates the operator's own words, at most one template a language
 * @param dkim what mail is signed with, or null
 * @param rates how fast mail may go
 */
public record MailSettings(String host, int port, Security security, @Nullable String username,
        @Nullable String password, String from, @Nullable String fromName, @Nullable String replyTo, Duration timeout,
        int connections, String language, List<MailTemplate> templates, @Nullable DkimKey dkim, MailRates rates) {
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
        SingleLine.check("language", language);
        templates = List.copyOf(templates);
        requireNonNull(rates);
    }

    /**
     * Begins settings: no encryption, no authentication, a timeout of 10 seconds, 4 connections, English, no templates,
     * no signature, no limit.
     *
     * @param host the SMTP server's name or address
     * @param port the SMTP server's port, 1 to 65535
     * @param from the sender's address
     * @return what takes the other settings
     */
    public static Builder to(final String host, final int port, final String from) {
        return new Builder(host, port, from);
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

    /** Takes settings one by one; not thread-safe. */
    @SuppressFBWarnings(value = "NP_NONNULL_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR",
        justification = "SpotBugs does not see that the type is @Nullable")
    public static final class Builder {
        private final String host;
        private final int port;
        private final String from;
        private Security security = Security.NONE;
        private @Nullable String username;
        private @Nullable String password;
        private @Nullable String fromName;
        private @Nullable String replyTo;
        private Duration timeout = Duration.ofSeconds(10);
        private int connections = 4;
        private String language = "en";
        private List<MailTemplate> templates = List.of();
        private @Nullable DkimKey dkim;
        private MailRates rates = MailRates.UNLIMITED;

        private Builder(final String host, final int port, final String from) {
            this.host = host;
            this.port = port;
            this.from = from;
        }

        /**
         * Sets the protection.
         *
         * @param value how the connection is protected
         * @return this
         */
        public Builder security(final Security value) {
            security = value;
            return this;
        }

        /**
         * Sets the authentication.
         *
         * @param user the name for SMTP AUTH, or null for none
         * @param secret the password, or null
         * @return this
         */
        public Builder login(final @Nullable String user, final @Nullable String secret) {
            username = user;
            password = secret;
            return this;
        }

        /**
         * Sets the sender's name.
         *
         * @param value the name, or null
         * @return this
         */
        public Builder fromName(final @Nullable String value) {
            fromName = value;
            return this;
        }

        /**
         * Sets where answers go.
         *
         * @param value the address, or null
         * @return this
         */
        public Builder replyTo(final @Nullable String value) {
            replyTo = value;
            return this;
        }

        /**
         * Sets the patience.
         *
         * @param value how long connecting, and each reply, may take
         * @return this
         */
        public Builder timeout(final Duration value) {
            timeout = value;
            return this;
        }

        /**
         * Sets the connections.
         *
         * @param value how many are used at the same time, at most; 1 or more
         * @return this
         */
        public Builder connections(final int value) {
            connections = value;
            return this;
        }

        /**
         * Sets the words.
         *
         * @param tag the language for a receiver who has none
         * @param own the operator's templates
         * @return this
         */
        public Builder words(final String tag, final List<MailTemplate> own) {
            language = tag;
            templates = own;
            return this;
        }

        /**
         * Sets the signature.
         *
         * @param value what mail is signed with, or null
         * @return this
         */
        public Builder dkim(final @Nullable DkimKey value) {
            dkim = value;
            return this;
        }

        /**
         * Sets the limits.
         *
         * @param value how fast mail may go
         * @return this
         */
        public Builder rates(final MailRates value) {
            rates = value;
            return this;
        }

        /**
         * Ends.
         *
         * @return the settings
         * @throws IllegalArgumentException if something is wrong with them
         */
        public MailSettings build() {
            return new MailSettings(host, port, security, username, password, from, fromName, replyTo, timeout,
                connections, language, templates, dkim, rates);
        }
    }
}
