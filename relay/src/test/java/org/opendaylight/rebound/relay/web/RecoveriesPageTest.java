/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.push.ListJson;
import org.opendaylight.rebound.push.Signature;
import org.opendaylight.rebound.relay.Lists;
import org.opendaylight.rebound.relay.config.Credentials;
import org.opendaylight.rebound.relay.store.Accepted;

class RecoveriesPageTest {
    private static final Instant NOW = Instant.parse("2026-03-04T06:00:00Z");
    private static final String SECRET = "a secret of the tests, long enough";
    private static final String TOKEN = "token-of-the-tests-1234567890";
    private static final RecoveryList LIST = Lists.list("list-1", 3, "192.0.2.7");
    private static final byte[] BODY = ListJson.write(LIST);
    private static final Credentials ALL = new Credentials(SECRET, TOKEN, true);

    private final List<RecoveryList> taken = new ArrayList<>();

    private Answer answer(final Credentials credentials, final byte[] body, final boolean isCertified,
            final Map<String, String> headers) throws Refusal, IOException {
        final var page = new RecoveriesPage(new Gate(credentials, Clock.fixed(NOW, ZoneOffset.UTC)), list -> {
            taken.add(list);
            return new Accepted(1, 2, 3);
        });
        final var all = new java.util.HashMap<>(Map.of("Content-Type", "application/json"));
        all.putAll(headers);
        return page.answer(new Request("POST", "/v1/recoveries", all::get, isCertified),
            most -> Arrays.copyOf(body, Math.min(body.length, most + 1)));
    }

    private Problem refusal(final Credentials credentials, final byte[] body, final Map<String, String> headers) {
        final var refusal = assertThrows(Refusal.class, () -> answer(credentials, body, false, headers));
        assertEquals(List.of(), taken);
        return refusal.problem();
    }

    private static Map<String, String> signed(final String id, final Instant time, final byte[] body) {
        return Map.of(Signature.ID, id, Signature.TIMESTAMP, Long.toString(time.getEpochSecond()),
            Signature.SIGNATURE, new Signature(SECRET).sign(id, time, body));
    }

    @Test
    void eachCredentialIsEnough() throws Exception {
        final var answer = answer(ALL, BODY, false, signed("list-1", NOW.plusSeconds(299), BODY));
        assertEquals(202, answer.status());
        assertEquals("{\"accepted\":1,\"duplicates\":2,\"unknown\":3}\n", answer.body());
        answer(ALL, BODY, false, Map.of("Authorization", "bearer " + TOKEN));
        answer(ALL, BODY, true, Map.of());
        assertEquals(List.of(LIST, LIST, LIST), taken);
    }

    @Test
    void credentialThatIsNotConfiguredIsNotEnough() {
        assertEquals(Problem.UNSIGNED, refusal(new Credentials(null, TOKEN, false), BODY, signed("list-1", NOW, BODY)));
        assertEquals(Problem.UNSIGNED, refusal(new Credentials(SECRET, null, false), BODY,
            Map.of("Authorization", "Bearer " + TOKEN)));
        assertEquals(Problem.UNSIGNED, assertThrows(Refusal.class,
            () -> answer(new Credentials(SECRET, TOKEN, false), BODY, true, Map.of())).problem());
    }

    @Test
    void wrongProofIsRefused() {
        assertEquals(Problem.UNSIGNED, refusal(ALL, BODY, Map.of()));
        assertEquals(Problem.WRONG_CREDENTIAL, refusal(ALL, BODY, Map.of("Authorization", "Bearer " + TOKEN + "x")));
        assertEquals(Problem.WRONG_CREDENTIAL, refusal(ALL, BODY, signed("list-1", NOW, new byte[1])));
        assertEquals(Problem.STALE, refusal(ALL, BODY, signed("list-1", NOW.minusSeconds(301), BODY)));
        assertEquals(Problem.OTHER_ID, refusal(ALL, BODY, signed("list-2", NOW, BODY)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "text/plain", "application/jsonp", "" })
    void otherMediaTypeIsRefused(final @Nullable String type) {
        final var headers = new java.util.HashMap<String, String>();
        headers.put("Content-Type", type);
        headers.put("Authorization", "Bearer " + TOKEN);
        assertEquals(Problem.WRONG_TYPE, refusal(ALL, BODY, headers));
    }

    @Test
    void mediaTypeMayHaveParameters() throws Exception {
        assertEquals(202, answer(ALL, BODY, true, Map.of("Content-Type", "Application/JSON; charset=utf-8")).status());
    }

    @Test
    void tooLargeOrMalformedIsRefusedWithTheReason() {
        final var bearer = Map.of("Authorization", "Bearer " + TOKEN);
        assertEquals(Problem.TOO_LARGE, refusal(ALL, new byte[ListJson.MAX_OCTETS + 1], bearer));
        final var refusal = assertThrows(Refusal.class, () -> answer(ALL, "{\"type\":1}".getBytes(), true, Map.of()));
        assertEquals(Problem.MALFORMED, refusal.problem());
        assertTrue(refusal.answer().body().contains("type is no string"), refusal.answer().body());
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void problemIsOneOfRfc9457(final Problem problem) {
        final var answer = problem.answer("because \"of\" this\n", Map.of());
        final var json = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertEquals("application/problem+json", answer.type());
        assertEquals(answer.status(), json.get("status").getAsInt());
        assertEquals("because \"of\" this\n", json.get("detail").getAsString());
    }
}
