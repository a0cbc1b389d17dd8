/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * Detection: observations become failed clients and answered clients. Pure and single-threaded; the time is passed in,
 * and nothing here knows of a switch or a datastore.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package org.opendaylight.rebound.impl.detect;
