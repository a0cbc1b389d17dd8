/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

/**
 * What can say that a server is back.
 */
public enum SignalKind {
    /** An SNMP trap or inform from the server. */
    TRAP,
    /** The service was seen answering a client. */
    REPLY,
    /** The service answered Rebound itself, which had asked it every so often. */
    PROBE,
    /** The operator's word. */
    DECLARED
}
