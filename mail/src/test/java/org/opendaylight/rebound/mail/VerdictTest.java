/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.mail.SmtpFault.Stage;

class VerdictTest {
    @ParameterizedTest
    @CsvSource({
        "CONNECTION,     0,   retry-connection,     true",
        "CONNECTION,     421, retry-connection,     true",
        "CONNECTION,     554, retry-connection,     true",
        "AUTHENTICATION, 0,   retry-authentication, true",
        "AUTHENTICATION, 454, retry-authentication, true",
        "AUTHENTICATION, 535, retry-authentication, true",
        "SENDER,         0,   retry-connection,     true",
        "SENDER,         421, retry-4yz,            true",
        "SENDER,         451, retry-4yz,            true",
        "SENDER,         530, retry-authentication, false",
        "SENDER,         550, rejected-5yz,         false",
        "RECEIVER,       0,   retry-connection,     true",
        "RECEIVER,       450, retry-4yz,            false",
        "RECEIVER,       550, rejected-5yz,         false",
        "RECEIVER,       530, retry-authentication, false",
        "DATA,           0,   retry-connection,     true",
        "DATA,           250, retry-unexpected,     false",
        "DATA,           451, retry-4yz,            false",
        "DATA,           554, rejected-5yz,         false",
        "ACCEPTANCE,     0,   retry-connection,     false",
        "ACCEPTANCE,     421, retry-4yz,            false",
        "ACCEPTANCE,     452, retry-4yz,            false",
        "ACCEPTANCE,     554, rejected-5yz,         false",
    })
    void everyFaultHasItsVerdict(final Stage stage, final int code, final String counted, final boolean renew) {
        final var fault = new SmtpFault(stage, code, "words");
        assertEquals(new Verdict(counted.startsWith("retry") ? new SendOutcome.Retry("words")
            : new SendOutcome.Rejected("words"), counted), Verdict.of(fault));
        if (code == 0 || code == 421) {
            assertEquals(renew, fault.isLostBeforeAcceptance());
        } else {
            assertEquals(false, fault.isLostBeforeAcceptance());
        }
    }
}
