/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * How notices are sent: which go together, when each is tried, in which order, and how long they are kept. Where they
 * are kept is for the user: {@link org.opendaylight.rebound.outbox.Outbox}. The plugin and the relay use it.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.outbox;
