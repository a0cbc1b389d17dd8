/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * SNMP for Rebound on snmp4j: receives traps and informs. Shared by the plugin and by the programs beside it; no snmp4j
 * type leaves this package. The library's own logging stays off, as it is by default: it writes a line for every broken
 * message, which a stranger could fill the log with, and at debug level it writes messages and keys.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.snmp;
