/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The words of a mail in one language.
 *
 * @param language the language, a tag of RFC 5646
 * @param subject the subject
 * @param text the plain text
 * @param html the HTML
 */
record Wording(String language, Stencil subject, Stencil text, Stencil html) {
    /**
     * Reads the words that come with Rebound.
     *
     * @param language one of the languages that it has
     * @return the words
     */
    static Wording builtIn(final String language) {
        return new Wording(language, read(language + "/subject.mustache"), read(language + "/text.mustache"),
            read(language + "/html.mustache"));
    }

    private static Stencil read(final String file) {
        try (var in = Wording.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("This bundle lacks " + file);
            }
            return Stencil.of(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
