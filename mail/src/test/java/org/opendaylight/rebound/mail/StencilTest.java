/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StencilTest {
    private static final String BAD = "<b>&\"'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{{#name}}x                       | line 1: Section missing close tag 'name'",
        "a\\n{{^name}}x                    | line 2: Inverted section missing close tag 'name'",
        "a\\nb\\n{{/name}}                 | line 3: Section close tag with no open tag 'name'",
        "{{#name}}{{#port}}{{/name}}      | line 1: Section close tag with mismatched open tag 'name' != 'port'",
        "{{{name}}                        | line 1: Invalid triple-mustache tag: {{{name}}",
        "{{na\\nme}}                       | line 2: Invalid tag name: contains newline 'na me'",
        "{{=x=}}                          | Invalid delimiter configuration 'x'",
        "{{}}                             | a tag is empty",
        "{{ }}                            | a tag is empty",
        "a\\n{{ srever }}                  | line 2: unknown variable 'srever'",
        "{{#name}}\\n{{^name}}{{&x}}{{/name}}{{/name}} | line 2: unknown variable 'x'",
        "\\n\\n{{#x}}{{/x}}                 | line 3: unknown variable 'x'",
        "{{=<% %>=}}<%x%>                 | unknown variable 'x'",
        "{{services}}                     | line 1: unknown variable 'services'",
        "{{services.0.server}}            | line 1: unknown variable 'services.0.server'",
        "{{server.class}}                 | line 1: unknown variable 'server.class'",
        "{{server.length}}                | line 1: unknown variable 'server.length'",
        "{{#server}}{{getBytes}}{{/server}} | line 1: unknown variable 'getBytes'",
        "{{#entrySet}}x{{/entrySet}}      | line 1: unknown variable 'entrySet'",
        "{{> /etc/passwd}}                | line 1: '/etc/passwd': a template cannot include another one",
        "{{<x}}{{/x}}                     | line 1: 'x': a template cannot include another one",
    })
    void whatCannotBeUsedIsRefusedWithLineAndReason(final String source, final String expected) {
        final var refused = assertThrows(IllegalArgumentException.class,
            () -> Stencil.of(source.replace("\\n", "\n")));
        assertTrue(refused.getMessage().startsWith(expected), refused.getMessage());
    }

    @Test
    void depthIsLimited() {
        final int depth = 3000;
        assertEquals("more than 100 sections", assertThrows(IllegalArgumentException.class,
            () -> Stencil.of("{{#name}}".repeat(depth) + "{{/name}}".repeat(depth))).getMessage());
    }

    @Test
    void aListInItselfIsEmptySoThatNothingMultiplies() {
        assertEquals("[web]", text("{{#services}}[{{server}}{{#services}}x{{/services}}]{{/services}}", BAD));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{{name}}", "{{{name}}}", "{{&name}}", "{{#name}}{{.}}{{/name}}", "{{=<% %>=}}<%&name%>" })
    void noBraceLetsHtmlThroughAndNoneEscapesText(final String source) {
        assertEquals(BAD, text(source, BAD));
        assertEquals("&lt;b&gt;&amp;&quot;&#39;", Stencil.of(source).fill(Facts.ofHtml(
            Samples.delivery().notices(), BAD, "en", null)));
    }

    @Test
    void whatIsUnknownIsEmptyAndNoSection() {
        final var source = "[{{name}}{{unsubscribe}}{{#name}}x{{/name}}{{^name}}anonymous{{/name}}]";
        assertEquals("[anonymous]", Stencil.of(source).fill(Facts.ofText(Samples.delivery().notices(), null, "en",
            null)));
    }

    @Test
    void everyVariableOfTheGuideIsThere() {
        final var notices = Samples.delivery(null, List.of("web", "db")).notices();
        assertEquals("Anna en 2 https://a.example/?x&y false false db tcp 80 10.0.0.5 2026-11-24 13:43:05 UTC "
            + "2026-11-24 14:01:10 UTC 18 minutes and 5 seconds; 1 db, 2 web", Stencil.of("""
            {{name}} {{language}} {{count}} {{unsubscribe}} {{#one-service}}true{{/one-service}}\
            {{^one-service}}false{{/one-service}} \
            {{#one-server}}true{{/one-server}}{{^one-server}}false{{/one-server}} \
            {{server}} {{protocol}} {{port}} {{client}} {{failed-since}} {{back-since}} {{lasted}}; \
            {{#services}}{{-index}} {{server}}{{^-last}}, {{/-last}}{{/services}}""")
            .fill(Facts.ofText(notices, "Anna", "en", URI.create("https://a.example/?x&y"))));
    }

    private static String text(final String source, final String name) {
        return Stencil.of(source).fill(Facts.ofText(Samples.delivery().notices(), name, "en", null));
    }
}
