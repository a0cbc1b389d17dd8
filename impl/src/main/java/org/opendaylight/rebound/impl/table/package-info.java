/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * The datastore's side of Rebound: the failed-client table, the recovery records and the outbox, with one writer a
 * node. What is decided elsewhere is written here, and what is written is mirrored in memory for those who decide.
 */
package org.opendaylight.rebound.impl.table;
