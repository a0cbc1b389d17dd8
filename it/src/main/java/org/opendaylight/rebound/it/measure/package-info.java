/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * Measurements on a real switch with real peers: how fast a failure is shown, how fast a client is told, and what
 * observing costs the users' traffic. Programs, not tests: they print figures and judge nothing.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.it.measure;
