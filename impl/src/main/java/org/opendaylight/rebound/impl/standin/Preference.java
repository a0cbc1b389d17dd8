/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.util.Locale;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a client reads.
 */
enum Preference {
    /** A person's browser: it names HTML. */
    PAGE,
    /** A program: it names JSON, or takes anything, as curl does. */
    JSON;

    /** A longer header is not worth its time. */
    private static final int MAX_HEADER = 1000;

    /**
     * What suits best.
     *
     * @param accepted the media types that are read, as in {@code Accept} (RFC 9110 section 12.5.1), or null
     * @return the page if HTML is named, and JSON is not preferred to it
     */
    static Preference of(final @Nullable String accepted) {
        if (accepted == null || accepted.length() > MAX_HEADER) {
            return JSON;
        }
        double page = 0;
        double json = 0;
        for (var range : accepted.toLowerCase(Locale.ROOT).split(",")) {
            final var parts = range.split(";");
            switch (parts[0].strip()) {
                case "text/html", "application/xhtml+xml", "text/*" -> page = Math.max(page, weight(parts));
                case "application/json", "application/problem+json", "application/*" ->
                    json = Math.max(json, weight(parts));
                default -> {
                    // neither of both
                }
            }
        }
        return page > 0 && page >= json ? PAGE : JSON;
    }

    private static double weight(final String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            final var parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    // as if it were not named
                    return 0;
                }
            }
        }
        return 1;
    }
}
