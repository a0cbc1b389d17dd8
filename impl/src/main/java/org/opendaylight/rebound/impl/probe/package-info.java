/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * Asking services through a switch: Rebound plays a host on the servers' network, which asks for connections and
 * answers for its address. Pure: frames come in, frames go out.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.impl.probe;

