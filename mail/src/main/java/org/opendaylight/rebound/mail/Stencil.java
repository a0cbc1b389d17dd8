/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * One template of the Mustache language, which is filled with {@link Facts}. It reads maps, lists and strings only,
 * loads no other template, and names nothing that is not there: so it runs no code, and filling it cannot fail.
 * Thread-safe.
 */
final class Stencil {
    /** Far more than a mail needs, and few enough that the library's recursion is no danger. */
    private static final int MAX_SECTIONS = 100;
    private static final Pattern LIBRARY_LINE = Pattern.compile("(.*) @ line (\\d+)", Pattern.DOTALL);
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
        // of HTML, the facts are escaped: there is no brace by which a template gets them as they are
        .withEscaper(Escapers.NONE)
        .withCollector(new Maps())
        .emptyStringIsFalse(true);

    private final Template template;

    private Stencil(final Template template) {
        this.template = template;
    }

    /**
     * Compiles a template.
     *
     * @param source the template
     * @return the template, compiled
     * @throws IllegalArgumentException if it is not well-formed or names what is unknown; the message begins with the
     *     line where that can be told
     */
    static Stencil of(final String source) {
        final Template template;
        try {
            template = COMPILER.compile(source);
        } catch (MustacheException e) {
            throw new IllegalArgumentException(sentence(String.valueOf(e.getMessage())), e);
        } catch (StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a tag is empty", e);
        }
        final var names = new Names();
        template.visit(names);
        if (names.sections > MAX_SECTIONS) {
            throw new IllegalArgumentException("more than " + MAX_SECTIONS + " sections");
        }
        names.partials.stream().findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(line(source, name) + "'" + name
                + "': a template cannot include another one");
        });
        names.unknown.stream().findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(line(source, name) + "unknown variable '" + name + "'");
        });
        return new Stencil(template);
    }

    /**
     * Fills the template.
     *
     * @param facts what it is filled with
     * @return the text
     */
    String fill(final Map<String, Object> facts) {
        return template.execute(facts);
    }

    private static String sentence(final String message) {
        final var parts = LIBRARY_LINE.matcher(message);
        return SingleLine.of(parts.matches() ? "line " + parts.group(2) + ": " + parts.group(1) : message, 300);
    }

    /** Which line a tag with this name is on, if the delimiters are the usual ones. */
    private static String line(final String source, final String name) {
        final var tag = Pattern.compile("\\{\\{\\{?\\s*[#^&>$<]?\\s*" + Pattern.quote(name) + "\\s*}}").matcher(source);
        return tag.find() ? "line " + (1 + source.substring(0, tag.start()).chars().filter(ch -> ch == '\n').count())
            + ": " : "";
    }

    /** The names that a template uses. */
    private static final class Names implements Mustache.Visitor {
        private final Set<String> unknown = new LinkedHashSet<>();
        private final Set<String> partials = new LinkedHashSet<>();
        private int sections;

        @Override
        public void visitText(final String text) {
            // any text will do
        }

        @Override
        public void visitVariable(final String name) {
            if (!Facts.VALUES.contains(name)) {
                unknown.add(name);
            }
        }

        @Override
        public boolean visitInclude(final String name) {
            partials.add(name);
            return false;
        }

        @Override
        public boolean visitParent(final String name) {
            return visitInclude(name);
        }

        @Override
        public boolean visitBlock(final String name) {
            return visitInclude(name);
        }

        @Override
        public boolean visitSection(final String name) {
            if (!Facts.SECTIONS.contains(name)) {
                unknown.add(name);
            }
            return ++sections <= MAX_SECTIONS;
        }

        @Override
        public boolean visitInvertedSection(final String name) {
            return visitSection(name);
        }
    }

    /** Looks into maps and nowhere else. The library's own collector calls methods of whatever it meets. */
    private static final class Maps extends BasicCollector {
        @Override
        public Mustache.VariableFetcher createFetcher(final Object ctx, final String name) {
            return (context, key) -> context instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key)
                : Template.NO_FETCHER_FOUND;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
