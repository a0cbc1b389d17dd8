/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import static java.util.Objects.requireNonNull;

/**
 * Where a client's packets enter the network: what has to be known to lead them to the stand-in, and the answers back.
 * Behind one doorway may be many clients, if there is a router in it.
 *
 * @param switchId the switch, for example {@code openflow:161}
 * @param port its port, for example {@code openflow:161:3}
 * @param client the link-layer address that the packets come from, in the lower 48 bits
 * @param gateway the one that they go to: the server's, or that of a router on the way to it
 */
public record Doorway(String switchId, String port, long client, long gateway) {
    public Doorway {
        requireNonNull(switchId);
        requireNonNull(port);
    }
}
