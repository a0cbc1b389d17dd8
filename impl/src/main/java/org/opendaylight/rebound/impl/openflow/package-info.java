/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * The switches: makes them show what Rebound needs to see, takes in the copies they send, and keeps a UDP flow from
 * being copied more than once. An edge: it knows OpenDaylight, and decides nothing about clients and servers.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.impl.openflow;
