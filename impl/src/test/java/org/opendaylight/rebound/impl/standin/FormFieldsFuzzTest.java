/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;

/**
 * Whatever a visitor sends, there is a form without control characters or a refusal, and a path that leads to no other
 * host. As a test it reads what was kept; docs/testing.md says how it looks for more.
 */
class FormFieldsFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void octets(final byte[] octets) {
        check(new String(octets, ISO_8859_1));
    }

    static void check(final String text) {
        try {
            FormFields.parse(text).values().values()
                .forEach(value -> assertTrue(value.chars().noneMatch(Character::isISOControl)));
        } catch (IllegalArgumentException e) {
            // refused
        }
        final var path = LocalPath.of(text);
        assertEquals("server", URI.create("http://server").resolve(path.text().replace('%', 'x').replace('[', 'x')
            .replace(']', 'x')).getHost());
        assertFalse(path.text().startsWith(LocalPath.RESERVED));
        final var mail = TypedMail.read(text);
        assertTrue(mail == null || mail.matches("[!-~]+@[!-~]+") && mail.length() <= TypedMail.MAX_LENGTH);
    }
}
