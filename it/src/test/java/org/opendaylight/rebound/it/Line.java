/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Network;
import org.opendaylight.rebound.it.testbed.Switch;

/**
 * Three switches in line: clients can be on the first, the servers are behind the router on the last, and nobody is on
 * the one between.
 */
final class Line implements AutoCloseable {
    private final Network network;
    private final Switch first;
    private final Switch core;

    Line(final Story story) {
        network = story.world().network();
        core = network.extend(last());
        first = network.extend(core);
        core.connect(Controller.OPENFLOW);
        first.connect(Controller.OPENFLOW);
    }

    /** {@return where clients can be} */
    Switch first() {
        return first;
    }

    /** {@return the one between} */
    Switch core() {
        return core;
    }

    /** {@return where the router is} */
    Switch last() {
        return network.bridge();
    }

    @Override
    public void close() {
        network.remove(first, core);
        network.remove(core, last());
    }
}
