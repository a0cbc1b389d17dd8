/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A request, without its body.
 *
 * @param method its method
 * @param path the path that it asks for
 * @param headers gives a header by its name, or null
 * @param isCertified whether its connection showed a client certificate that the authority signed
 */
record Request(String method, String path, Function<String, @Nullable String> headers, boolean isCertified) {
    @Nullable String header(final String name) {
        return headers.apply(name);
    }
}
