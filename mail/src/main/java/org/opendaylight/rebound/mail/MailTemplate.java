/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The operator's own words for the mails in one language, as templates in the Mustache language. What is absent is
 * taken from the words that come with Rebound. The variables are in the operator guide; a template that names another
 * one, or is not well-formed, is a fault.
 *
 * @param language the language, a tag of RFC 5646; kept in lower case
 * @param subject the subject, or null
 * @param text the plain text, or null
 * @param html the HTML, or null
 */
public record MailTemplate(String language, @Nullable String subject, @Nullable String text, @Nullable String html) {
    public MailTemplate {
        language = requireNonNull(language).toLowerCase(Locale.ROOT);
    }

    /**
     * What is wrong with it.
     *
     * @return the faults, each of which names the part, the line where it can be told, and the reason; empty when the
     *     template can be used
     */
    public List<String> faults() {
        final var ret = new ArrayList<String>();
        addFault(ret, "subject", subject);
        addFault(ret, "text", text);
        addFault(ret, "html", html);
        return ret;
    }

    private static void addFault(final List<String> faults, final String part, final @Nullable String source) {
        if (source != null) {
            try {
                Stencil.of(source);
            } catch (IllegalArgumentException e) {
                faults.add(part + ", " + e.getMessage());
            }
        }
    }
}
