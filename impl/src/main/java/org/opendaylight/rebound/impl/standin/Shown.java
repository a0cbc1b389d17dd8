/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.web.Language;

/**
 * What one visitor is shown.
 *
 * @param state what it is about
 * @param language the language
 * @param path where the visitor wanted to go
 * @param client who it is
 * @param token what its form has to bring back, or null if there is no form
 * @param known its mail address on record, masked, or null
 * @param mail the mail address that it typed; empty if there is none
 */
@NonNullByDefault
record Shown(PageState state, Language language, LocalPath path, IpAddress client, @Nullable String token,
        @Nullable String known, String mail) {
    Shown {
        requireNonNull(state);
        requireNonNull(language);
        requireNonNull(path);
        requireNonNull(client);
        requireNonNull(mail);
    }
}
