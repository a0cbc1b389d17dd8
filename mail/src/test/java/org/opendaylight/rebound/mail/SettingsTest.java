/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.rebound.mail.MailSettings.Security;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({
        "'',          25,    u, a@b,     x,     PT1S, 1, host is empty",
        "'a\nb',      25,    u, a@b,     x,     PT1S, 1, host has a line break or another control character",
        "h,           0,     u, a@b,     x,     PT1S, 1, port 0 is not 1 to 65535",
        "h,           65536, u, a@b,     x,     PT1S, 1, port 65536 is not 1 to 65535",
        "h,           25,    'u\r', a@b, x,     PT1S, 1, username has a line break or another control character",
        "h,           25,    u, 'a@b\n', x,     PT1S, 1, from has a line break or another control character",
        "h,           25,    u, a@b,     'x\n', PT1S, 1, from-name has a line break or another control character",
        "h,           25,    u, a@b,     x,     PT0S, 1, timeout PT0S is not positive",
        "h,           25,    u, a@b,     x,     PT1S, 0, connections 0 is less than 1",
    })
    void wrongSettingsAreNamed(final String host, final int port, final String username, final String from,
            final String fromName, final Duration timeout, final int connections, final String expected) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class,
            () -> MailSettings.to(host, port, from).login(username, "geheim").fromName(fromName).timeout(timeout)
                .connections(connections).build()).getMessage());
    }

    @Test
    void settingsShowNoSecret() {
        assertFalse(Samples.settings(25, Security.TLS, "anna", "geheim").toString().contains("geheim"));
    }

    @Test
    void secretIsHiddenInEveryForm() {
        final var secret = new Secret("anna", "geheim");
        final var base64 = Base64.getEncoder();
        assertEquals("535 *** *** *** *** anna", secret.hide("535 geheim " + base64.encodeToString("geheim".getBytes())
            + ' ' + base64.encodeToString("\0anna\0geheim".getBytes())
            + ' ' + base64.encodeToString("anna\0anna\0geheim".getBytes()) + " anna"));
        assertEquals("Secret", secret.toString());
        assertEquals("535 no", new Secret(null, null).hide("535 no"));
        assertEquals("535 no", new Secret("anna", "").hide("535 no"));
    }

    @Test
    void remoteWordsBecomeOneLine() {
        assertEquals("550-a 550 b", SingleLine.of("550-a\r\n550\t\u0000b\n", 100));
        assertEquals("5".repeat(10) + "...", SingleLine.of("5".repeat(11), 10));
    }
}
