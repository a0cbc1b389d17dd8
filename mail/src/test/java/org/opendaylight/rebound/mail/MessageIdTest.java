/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    /** RFC 5322 section 3.6.4: dot-atom-text on both sides. */
    private static final String MSG_ID = "<[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + "@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*>";

    @ParameterizedTest
    @CsvSource({
        "web/tcp/80/3/10.0.0.5/mail, <web/tcp/80/3/10.0.0.5/mail@example.com>",
        "web/udp/53/3/2001:db8::5/mail, <web/udp/53/3/2001=3Adb8=3A=3A5/mail@example.com>",
        "web.example.org/tcp/80/3/::1/mail, <web.example.org/tcp/80/3/=3A=3A1/mail@example.com>",
        "a=b/tcp/80, <a=3Db/tcp/80@example.com>",
        "a..b, <a=2E=2Eb@example.com>",
        ".a., <=2Ea=2E@example.com>",
        "Büro, <B=C3=BCro@example.com>",
    })
    void saysWhichNoticeItIs(final String id, final String expected) {
        assertEquals(expected, MessageId.of(id, "example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ".", "<>@", "a\r\nBcc: x@y", "\u0000", "日本", "a b", "\"", "(x)", "=", "=3A" })
    void isValidForAnyId(final String id) {
        final var messageId = MessageId.of(id, "example.com");
        assertTrue(messageId.matches(MSG_ID), messageId);
    }

    @Test
    void differsWhereIdsDiffer() {
        final var ids = List.of("", "=", "=3A", ":", "a.b", "a..b", "a=2E=2Eb", ".", "..", "A", "a", "a/b", "a=2Fb",
            "x".repeat(200), "x".repeat(201), "x".repeat(202), "x".repeat(5000));
        final var messageIds = new HashSet<String>();
        for (var id : ids) {
            final var messageId = MessageId.of(id, "example.com");
            assertTrue(messageId.matches(MSG_ID), messageId);
            assertTrue(messageId.length() < 300, messageId);
            assertTrue(messageIds.add(messageId), id);
        }
    }
}
