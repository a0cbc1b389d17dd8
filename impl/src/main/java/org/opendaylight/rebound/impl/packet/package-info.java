/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * Decoding: a copied frame becomes an observation, or a reason why it is none. Pure functions on bytes from the
 * network, which are hostile until checked: every read is within bounds, and no input leads to an exception. The few
 * frames that Rebound sends itself are written here, too.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.impl.packet;

