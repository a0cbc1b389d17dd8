/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.push.Signature.Verdict;

class SignatureTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private final Signature signature = new Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    /** The example that the Standard Webhooks specification gives. */
    @Test
    void theSpecificationsExampleIsSignedLikeThere() {
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature.sign(ID, NOW, BODY));
    }

    @Test
    void whatIsSignedIsGoodForFiveMinutes() {
        final var signed = signature.sign(ID, NOW, BODY);
        assertEquals(Verdict.GOOD, verify(signed, NOW));
        assertEquals(Verdict.GOOD, verify("v1,other v2,abc " + signed, NOW.plusSeconds(300)));
        assertEquals(Verdict.STALE, verify(signed, NOW.plusSeconds(301)));
        assertEquals(Verdict.STALE, verify(signed, NOW.minusSeconds(301)));
    }

    @Test
    void whatWasChangedIsWrong() {
        final var signed = signature.sign(ID, NOW, BODY);
        final var time = Long.toString(NOW.getEpochSecond());
        assertEquals(Verdict.WRONG, signature.verify("msg_other", time, signed, BODY, NOW));
        assertEquals(Verdict.WRONG, signature.verify(ID, "1614265331", signed, BODY, NOW));
        assertEquals(Verdict.WRONG, signature.verify(ID, time, signed, "{}".getBytes(UTF_8), NOW));
        assertEquals(Verdict.WRONG, signature.verify(ID, time, "", BODY, NOW));
        assertEquals(Verdict.WRONG, new Signature("another secret of 24 chars").verify(ID, time, signed, BODY, NOW));
    }

    @Test
    void whatIsMissingIsUnsigned() {
        final var signed = signature.sign(ID, NOW, BODY);
        assertEquals(Verdict.UNSIGNED, signature.verify(null, "1614265330", signed, BODY, NOW));
        assertEquals(Verdict.UNSIGNED, signature.verify(ID, null, signed, BODY, NOW));
        assertEquals(Verdict.UNSIGNED, signature.verify(ID, "-1", signed, BODY, NOW));
        assertEquals(Verdict.UNSIGNED, signature.verify(ID, "1614265330", null, BODY, NOW));
    }

    @Test
    void aSecretIsLongAndNotShown() {
        assertThrows(IllegalArgumentException.class, () -> new Signature("short"));
        assertThrows(IllegalArgumentException.class, () -> new Signature("whsec_no base64 at all, is it?"));
        assertFalse(signature.toString().contains("MfKQ"));
    }

    private Verdict verify(final String signed, final Instant now) {
        return signature.verify(ID, Long.toString(NOW.getEpochSecond()), signed, BODY, now);
    }
}
