/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * The words of Rebound's domain: what is watched, what was seen, what failed, what came back and who is told. Plain
 * Java without a single OpenDaylight type, shared by the plugin and by the programs beside it.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.api;
