/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.push.ListJson;
import org.opendaylight.rebound.relay.config.Credentials;
import org.opendaylight.rebound.relay.store.Accepted;

/**
 * Whatever the body is, it is taken or refused with a reason of one line, and what is taken can be written and read
 * again as the same list. As a test it takes the bodies that were kept; docs/testing.md says how it looks for more.
 */
class RecoveriesPageFuzzTest {
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");
    private static final Gate GATE = new Gate(new Credentials(null, null, true), Clock.systemUTC());

    @FuzzTest(maxDuration = "10s")
    void body(final byte[] body) throws Exception {
        final var taken = new ArrayList<RecoveryList>();
        final var page = new RecoveriesPage(GATE, list -> {
            taken.add(list);
            return new Accepted(list.clients().size(), 0, 0);
        });
        try {
            final var answer = page.answer(new Request("POST", "/v1/recoveries", HEADERS::get, true),
                most -> Arrays.copyOf(body, Math.min(body.length, most + 1)));
            assertEquals(202, answer.status());
            assertEquals(1, taken.size());
            final var written = ListJson.write(taken.getFirst());
            assertEquals(taken.getFirst(), ListJson.read(written));
            assertArrayEquals(written, ListJson.write(ListJson.read(written)));
        } catch (Refusal e) {
            assertTrue(taken.isEmpty());
            final var status = e.answer().status();
            assertTrue(status == 400 || status == 413, e.toString());
            assertFalse(e.getMessage().isBlank());
            assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.toString());
        }
    }
}
