/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

/** The page's pictures, as SVG. */
final class Pictures {
    /** A mark of what is wrong. */
    static final String WARNING = icon("M12 3 22 20.5H2zM12 10v5M12 17.8v.1");
    /** A mark of what is right. */
    static final String TICK = icon("M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19zM7.5 12.3l3 3 6-6.3");
    /** A computer, a server, and no way between them. */
    static final String BROKEN = picture("<path class=\"way\" d=\"M62 34h40M138 34h36\"/>"
        + "<path class=\"break\" d=\"m113 27 14 14M127 27l-14 14\"/>");
    /** A computer, a server, and a way between them. */
    static final String FINE = picture("<path class=\"fine\" d=\"M62 34h112M110 26l8 8-8 8\"/>");

    private Pictures() {
        // Hidden on purpose
    }

    private static String icon(final String path) {
        return "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\""
            + " stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"><path d=\"" + path + "\"/></svg>";
    }

    private static String picture(final String way) {
        return "<svg class=\"picture\" viewBox=\"0 0 236 68\" aria-hidden=\"true\"><g>"
            + "<rect x=\"8\" y=\"14\" width=\"44\" height=\"30\" rx=\"3\"/><path d=\"M22 54h16M30 44v10\"/>"
            + "<rect x=\"184\" y=\"8\" width=\"44\" height=\"15\" rx=\"3\"/>"
            + "<rect x=\"184\" y=\"26.5\" width=\"44\" height=\"15\" rx=\"3\"/>"
            + "<rect x=\"184\" y=\"45\" width=\"44\" height=\"15\" rx=\"3\"/>"
            + "<path d=\"M192 15.5h.1M192 34h.1M192 52.5h.1M204 15.5h16M204 34h16M204 52.5h16\"/>" + way
            + "</g></svg>\n";
    }
}
