/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.regex.Pattern;

/**
 * The path and query that a visitor came for, and is taken to when the server is back. It never leads to another host.
 *
 * @param text what stands after the host's name, beginning with one slash
 */
record LocalPath(String text) {
    /** Where the stand-in's own paths begin; nobody is taken there. */
    static final String RESERVED = "/.well-known/rebound/";
    /** The server's first page. */
    static final LocalPath ROOT = new LocalPath("/");

    private static final int MAX_LENGTH = 2048;
    private static final String SCHEME_END = "://";
    /** One slash, none of either kind after it; visible ASCII that a path or query may have (RFC 3986). */
    private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7E&&[^#\"<>\\\\^`{|}]]*");

    /**
     * Reads what may be a path.
     *
     * @param target a request's target (RFC 9112 section 3.2), or what a form says
     * @return the path; that of the first page if it is none, too long, or the stand-in's own
     */
    static LocalPath of(final String target) {
        final var path = withoutHost(target);
        return path.length() <= MAX_LENGTH && !path.startsWith(RESERVED) && SAFE.matcher(path).matches()
            ? new LocalPath(path) : ROOT;
    }

    /**
     * The path as a parameter's value in a URL.
     *
     * @return the path, percent-encoded
     */
    String encoded() {
        return URLEncoder.encode(text, UTF_8);
    }

    /** A proxy is asked with the whole URL. */
    private static String withoutHost(final String target) {
        final int scheme = target.startsWith("/") ? -1 : target.indexOf(SCHEME_END);
        if (scheme < 0) {
            return target;
        }
        final int slash = target.indexOf('/', scheme + SCHEME_END.length());
        return slash < 0 ? "/" : target.substring(slash);
    }
}
