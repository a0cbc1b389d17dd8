/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

/**
 * What became of the clients of a list that was taken.
 *
 * @param accepted how many are told
 * @param duplicates how many were taken before, and are not told again
 * @param unknown how many are kept but have no mail address here
 */
public record Accepted(int accepted, int duplicates, int unknown) {
    // a value
}
