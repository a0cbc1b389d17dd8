/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

/**
 * What a redirect wants done.
 */
enum RedirectStep {
    /** Nothing. */
    NOTHING,
    /** Ask the service whether it answers, and tell the redirect. */
    PROBE,
    /** Lead its clients to the stand-in. */
    COVER,
    /** Lead them there no more, and tell the redirect when that is done. */
    YIELD
}
