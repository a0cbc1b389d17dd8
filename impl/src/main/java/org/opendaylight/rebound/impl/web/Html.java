/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.html.HtmlEscapers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Writes pages: one file, no script, nothing from elsewhere, light and dark.
 */
public final class Html {
    private static final String STYLE = """
        :root{color-scheme:light dark}\
        body{font:1.125rem/1.6 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-items:center;\
        background:#f6f7f9;color:#16191d}\
        main{box-sizing:border-box;width:100%;max-width:34rem;padding:2rem;overflow-wrap:anywhere}\
        h1{font-size:1.6rem;line-height:1.3;margin:0 0 1rem}\
        button{font:inherit;font-weight:600;min-height:3rem;padding:.5rem 1.5rem;border:0;border-radius:.5rem;\
        background:#0b57d0;color:#fff;cursor:pointer}\
        a{color:#0b57d0}\
        :focus-visible{outline:3px solid #f29900;outline-offset:2px}\
        @media(prefers-color-scheme:dark){body{background:#16191d;color:#e8eaed}button{background:#a8c7fa;\
        color:#062e6f}a{color:#a8c7fa}}""";

    /** What a browser may do with a page: show its own style, and send its form to where it came from. */
    static final String POLICY = "default-src 'none'; style-src '" + hashSource(STYLE)
        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Html() {
        // Hidden on purpose
    }

    /**
     * A page.
     *
     * @param language its language
     * @param title its title, as text
     * @param content what follows the title, as HTML
     * @return the page
     */
    static String page(final Language language, final String title, final String content) {
        final var heading = escape(title);
        return "<!DOCTYPE html>\n<html lang=\"" + language.tag() + "\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
            + "<title>" + heading + "</title><style>" + STYLE + "</style></head>\n"
            + "<body><main><h1>" + heading + "</h1>\n" + content + "</main></body></html>\n";
    }

    /**
     * A page of one paragraph.
     *
     * @param language its language
     * @param title its title, as text
     * @param text the paragraph, as text
     * @return the page
     */
    static String message(final Language language, final String title, final String text) {
        return page(language, title, paragraph(text));
    }

    /**
     * A paragraph.
     *
     * @param text its text
     * @return HTML
     */
    static String paragraph(final String text) {
        return "<p>" + escape(text) + "</p>\n";
    }

    /**
     * A button that sends a form to the page's own URL, with its query.
     *
     * @param name the form's one field
     * @param value what it says
     * @param label what stands on the button, as text
     * @return HTML
     */
    static String button(final String name, final String value, final String label) {
        return "<form method=\"post\"><button name=\"" + escape(name) + "\" value=\"" + escape(value) + "\">"
            + escape(label) + "</button></form>\n";
    }

    /**
     * A link to the same page in another language.
     *
     * @param query the page's query
     * @param language the other language
     * @return HTML
     */
    static String inLanguage(final String query, final Language language) {
        return "<p><a href=\"?" + escape(query + "&lang=" + language.tag()) + "\" lang=\"" + language.tag()
            + "\" hreflang=\"" + language.tag() + "\">" + escape(language.ownName()) + "</a></p>\n";
    }

    /**
     * Makes text fit to stand in HTML, also in an attribute in double quotes.
     *
     * @param text any text
     * @return HTML
     */
    public static String escape(final String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }

    /**
     * Names an inline style or script in a Content-Security-Policy.
     *
     * @param text the style or script
     * @return the hash source (CSP Level 3 section 2.3.1), without quotes
     */
    public static String hashSource(final String text) {
        try {
            return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256")
                .digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
