/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * Rebound's own HTTP server: pages for people that are no operators. Knows nothing of OpenDaylight, and asks the rest
 * of Rebound by what it is given.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.impl.web;

