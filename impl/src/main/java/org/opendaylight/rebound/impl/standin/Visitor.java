/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ClientAnswer;

/**
 * What is known of somebody who comes to the stand-in.
 *
 * @param knownMail its mail address in the client mail address table, or null
 * @param answer what it has answered in this outage, or null
 */
@NonNullByDefault
public record Visitor(@Nullable String knownMail, @Nullable ClientAnswer answer) {
    // Only data
}
