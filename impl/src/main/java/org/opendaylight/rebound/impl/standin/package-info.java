/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * Stands in for a service that fails: ends the client's connection in its place, and asks whether and where the client
 * wants to be told that it is back. Knows nothing of switches; whose traffic comes here is decided elsewhere.
 */
package org.opendaylight.rebound.impl.standin;
