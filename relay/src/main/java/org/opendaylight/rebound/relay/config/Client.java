/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static java.util.Objects.requireNonNull;

import org.eclipse.jdt.annotation.Nullable;

/**
 * Who is told for a client.
 *
 * @param mail the mail address
 * @param name the name of the person or machine, or null
 * @param language the language that they read, a tag of RFC 5646, or null
 */
public record Client(String mail, @Nullable String name, @Nullable String language) {
    public Client {
        requireNonNull(mail);
    }
}
