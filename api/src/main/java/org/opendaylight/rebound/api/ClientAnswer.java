/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a failed client answered on the inquiry page.
 *
 * @param wish whether it wants to be told that the service is back
 * @param destination the mail address it gave, or null to be told where the client mail address table says
 * @param confirmed whether somebody who reads the mail of that address has confirmed it; true without an address
 * @param language the language of the page, as a tag (RFC 5646), or null
 */
@NonNullByDefault
public record ClientAnswer(boolean wish, @Nullable String destination, boolean confirmed, @Nullable String language) {
    // Only data
}
