/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.snmp.SnmpSettings.Auth;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;
import org.opendaylight.rebound.snmp.SnmpSettings.Priv;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;

class SnmpSettingsTest {
    private static final String KEY = "key-that-is-secret";

    private static UsmUser user(final String name, final String authKey, final Priv priv,
            final @Nullable String privKey, final @Nullable String engineId) {
        return new UsmUser(name, Auth.SHA, authKey, priv, privKey, engineId);
    }

    private static void isRefused(final String message, final Runnable maker) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, maker::run).getMessage());
    }

    @Test
    void whatCannotWorkIsRefusedByName() {
        final var user = user("ops", KEY, Priv.NONE, null, null);
        isRefused("USM user ops is there twice", () -> new SnmpSettings(Set.of(), Set.of(), List.of(user,
            user("ops", KEY, Priv.AES128, KEY, null))));
        isRefused("An SNMP community must not be empty", () -> new SnmpSettings(Set.of(), Set.of(""), List.of()));
        isRefused("USM user ops has an auth-key shorter than 8", () -> user("ops", "1234567", Priv.NONE, null, null));
        isRefused("USM user ops has AES128 without a priv-key", () -> user("ops", KEY, Priv.AES128, null, null));
        isRefused("USM user ops has a priv-key shorter than 8", () -> user("ops", KEY, Priv.AES128, "1234567", null));
        isRefused("USM user ops has an engine-id that is not 5 to 32 octets in hexadecimal with colons: 80:00:00:01",
            () -> user("ops", KEY, Priv.NONE, null, "80:00:00:01"));
        isRefused("USM user " + "ü".repeat(17) + " has a name of 34 octets, not 1 to 32",
            () -> user("ü".repeat(17), KEY, Priv.NONE, null, null));
        isRefused("UDP port 65536 is not 0 to 65535", () -> new Listener(IpAddress.parse("::"), 65536));
    }

    @Test
    void noSecretIsShown() {
        final var settings = new SnmpSettings(Set.of(), Set.of(KEY), List.of(user("ops", KEY, Priv.AES256, KEY,
            "80:00:13:70:05")));
        assertFalse(settings.toString().contains(KEY));
        assertEquals("SnmpSettings[listeners=[], communities=1, users=[UsmUser[name=ops, auth=SHA, priv=AES256, "
            + "engineId=80:00:13:70:05]]]", settings.toString());
        assertFalse(new UserKeys(settings.users().get(0)).toString().contains(KEY));
    }

    @Test
    void listenersAreShownAsOneWritesThem() {
        assertEquals("10.0.0.1:1162", new Listener(IpAddress.parse("10.0.0.1"), 1162).toString());
        assertEquals("[::]:1162", new Listener(IpAddress.parse("::"), 1162).toString());
    }
}
