/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
/**
 * The commands of the Karaf shell. They read the datastore and show it; how a row reads is decided in pure functions.
 *
 * <p>The null default is on the classes and not on the package: Karaf sets a command's fields itself, after its
 * constructor, and SpotBugs does not see that they may be null where a default says otherwise.
 */
package org.opendaylight.rebound.impl.shell;
