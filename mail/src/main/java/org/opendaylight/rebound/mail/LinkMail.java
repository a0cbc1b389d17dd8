/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A mail that asks its receiver to follow a link. The address may be one that somebody else has typed.
 *
 * @param id names the mail: the same mail sent again has the same id
 * @param to the receiver's address
 * @param language the language of the words, a tag of RFC 5646
 * @param subject the subject
 * @param before paragraphs before the link
 * @param link the link
 * @param after paragraphs after the link
 */
@NonNullByDefault
public record LinkMail(String id, String to, String language, String subject, List<String> before, URI link,
        List<String> after) {
    public LinkMail {
        requireNonNull(id);
        requireNonNull(to);
        requireNonNull(language);
        requireNonNull(subject);
        before = List.copyOf(before);
        requireNonNull(link);
        after = List.copyOf(after);
    }
}
