/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** A request is refused. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final ImmutableMap<String, String> headers;

    Refusal(final Problem problem, final String detail, final Map<String, String> headers) {
        super(detail);
        this.problem = problem;
        this.headers = ImmutableMap.copyOf(headers);
    }

    Refusal(final Problem problem, final String detail) {
        this(problem, detail, Map.of());
    }

    /** One that an exception shows, whose words are for the sender. */
    Refusal(final Problem problem, final Exception cause, final Map<String, String> headers) {
        super(cause.getMessage(), cause);
        this.problem = problem;
        this.headers = ImmutableMap.copyOf(headers);
    }

    Problem problem() {
        return problem;
    }

    Answer answer() {
        return problem.answer(getMessage(), headers);
    }
}
