/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * The list of failed clients as it is pushed by HTTP: what it looks like, how it is signed, and the client that sends
 * it. The plugin sends, the relay receives.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.push;
