/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * The real world in small: a controller, a switch, machines in network namespaces, their services and SNMP agents, and
 * a mail server, each a class that starts the real thing and ends exactly what it started.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.it.testbed;
