/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

/**
 * How Rebound speaks in place of a service.
 */
public enum StandInKind {
    /** The inquiry page, over HTTP/1.1, or TLS where the operator gives a certificate. */
    HTTP,
    /** A greeting of FTP (RFC 959) that says 421. */
    FTP,
    /** A greeting of SMTP (RFC 5321) that says 421. */
    SMTP
}
