/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/**
 * Signs mail (RFC 6376): the body, and every header that a reader or a mail program goes by.
 */
final class DkimSignature {
    /** Beside the library's own: From, To, Subject, Date, Message-ID, References, List-Unsubscribe, MIME. */
    private static final List<String> MORE_HEADERS = List.of("List-Unsubscribe-Post", "Auto-Submitted");

    private DkimSignature() {
        // static only
    }

    /**
     * Signs one mail.
     *
     * @param message the mail, complete
     * @param key what it is signed with
     * @return the same mail; its signature is made when it is written
     * @throws MessagingException if the library cannot do it
     */
    static MimeMessage sign(final MimeMessage message, final DkimKey key) throws MessagingException {
        // has state: one for each mail
        final var signer = new DkimSigner(key.domain(), key.selector(), key.privateKey());
        signer.setHeaderCanonicalization(Canonicalization.RELAXED);
        signer.setBodyCanonicalization(Canonicalization.RELAXED);
        // no question to the DNS for each mail
        signer.setCheckDomainKey(false);
        MORE_HEADERS.forEach(signer::addHeaderToSign);
        return new DkimMessage(message, signer);
    }
}
