/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * A second copy of what has to survive a crash, in a store of its own. Nothing of Rebound's is committed to the
 * configuration datastore of a node that is alone before the copy has it. After a start the datastore gets back from
 * the copy what it does not have any more; while it does not come up, Rebound goes on from the copy.
 *
 * <p>What is copied are <em>units</em>: entries of lists, and what else is directly in one of Rebound's containers.
 */
package org.opendaylight.rebound.impl.copy;
