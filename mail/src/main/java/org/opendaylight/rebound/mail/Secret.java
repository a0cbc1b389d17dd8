/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The password in the forms in which it goes to the server, so that it can be taken out of what the server says.
 */
final class Secret {
    private final List<String> forms;

    /**
     * The secret of a user.
     *
     * @param username the user, or null
     * @param password the password, or null for no secret
     */
    Secret(final @Nullable String username, final @Nullable String password) {
        forms = password == null || password.isEmpty() ? List.of() : List.of(
            // RFC 4616, with and without an authorization identity
            base64(username + '\0' + username + '\0' + password),
            base64('\0' + username + '\0' + password),
            base64(password),
            password);
    }

    /**
     * Takes the secret out of a text.
     *
     * @param text any text
     * @return the text with asterisks in the secret's place
     */
    String hide(final String text) {
        var ret = text;
        for (var form : forms) {
            ret = ret.replace(form, "***");
        }
        return ret;
    }

    private static String base64(final String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Secret";
    }
}
