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
import org.eclipse.jdt.annotation.Nullable;

/**
 * A mail before it is put into MIME: what it says, to whom, and which one it is. It holds no line break where a header
 * comes from it.
 *
 * @param id names the mail: the same mail sent again has the same id
 * @param to the receiver's address
 * @param toName the receiver's name, or null
 * @param subject the subject
 * @param text the body in plain text
 * @param html the body in HTML
 * @param topics what it is about: mails to one receiver that share a topic are one thread; may be empty
 * @param unsubscribe the link by which the receiver asks for no more mail, or null
 */
record Letter(String id, String to, @Nullable String toName, String subject, String text, String html,
        List<String> topics, @Nullable URI unsubscribe) {
    Letter {
        requireNonNull(id);
        SingleLine.check("the destination", to);
        SingleLine.checkNullable("the recipient's name", toName);
        SingleLine.check("the subject", subject);
        requireNonNull(text);
        requireNonNull(html);
        topics = List.copyOf(topics);
    }
}
