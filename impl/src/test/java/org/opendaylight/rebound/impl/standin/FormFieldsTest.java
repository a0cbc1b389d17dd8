/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What visitors send is read, or refused, and leads nowhere else. */
class FormFieldsTest {
    @Test
    void aFormIsRead() {
        assertEquals(Map.of("a", "b c", "d", "é", "e", ""), FormFields.parse("a=b+c&d=%C3%A9&e=").values());
        assertEquals(FormFields.NONE, FormFields.parse(""));
        assertEquals("", FormFields.NONE.get("a"));
    }

    @Test
    void whatIsNoFormIsRefused() {
        for (var text : new String[] {"a", "=b", "a=%", "a=%C3", "a=b&a=c", "a=%00", "a=b%0D%0Ac", "a=%7F",
            "a=%E2%80%A8", "a=" + "&b=".repeat(20)}) {
            assertThrows(IllegalArgumentException.class, () -> FormFields.parse(text), text);
        }
    }

    @Property(tries = 300)
    void whatABrowserWritesIsRead(@ForAll @Size(max = 16) final Map<@AlphaChars @StringLength(min = 1, max = 9) String,
            @AlphaChars String> fields) {
        assertEquals(fields, FormFields.parse(fields.entrySet().stream()
            .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"))).values());
    }

    @Property(tries = 1000)
    void whateverIsSentIsReadOrRefused(@ForAll final String text) {
        FormFieldsFuzzTest.check(text);
    }

    @Test
    void nobodyIsSentElsewhere() {
        for (var target : new String[] {"", "x", "//evil", "/\\evil", "\\evil", "javascript:alert(1)", "/a\r\nb",
            "/a b", "/\"", "/<", "/é", "http:", "/" + "x".repeat(2048), "/.well-known/rebound/answer", "*",
            "http://a//b", "/a#b"}) {
            assertEquals(LocalPath.ROOT, LocalPath.of(target), target);
        }
        for (var target : new String[] {"/", "/a/b?c=d&e=%20;f='1'", "/.well-known/other", "/a//b"}) {
            assertEquals(target, LocalPath.of(target).text());
        }
        assertEquals("/b?c", LocalPath.of("http://a/b?c").text());
        assertEquals("%2Fa%3Fb%3Dc%26d", LocalPath.of("/a?b=c&d").encoded());
    }
}
