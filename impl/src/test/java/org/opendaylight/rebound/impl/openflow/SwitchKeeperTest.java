/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.rebound.api.CounterRegistry;
import org.opendaylight.rebound.api.ServerService;

class SwitchKeeperTest extends AbstractConcurrentDataBrokerTest {
    private InventoryWriter writer;

    @BeforeEach
    void beforeEach() throws Exception {
        setup();
        writer = new InventoryWriter(getDataBroker());
    }

    @Test
    void serverThatListsSwitchesIsObservedOnlyThere() throws Exception {
        final var listed = Examples.on(Examples.WEB, "openflow:1");
        final var both = sync("openflow:1", listed, Examples.DNS);
        final var one = sync("openflow:2", listed, Examples.DNS);
        assertTrue(both > one);
        assertEquals(ObservationFlows.of(Examples.NORMAL, List.of(Examples.DNS), Set.of(), true).flows(),
            Inventory.ourFlows(writer.read("openflow:2").orElseThrow()));
        assertEquals(0, sync("openflow:2", listed));
        assertEquals(Set.of(), Inventory.ourFlows(writer.read("openflow:2").orElseThrow()).keySet());
    }

    /** The switch is away, so that only the configured inventory is changed. */
    private int sync(final String switchId, final ServerService... services) throws Exception {
        return new SwitchKeeper(switchId, writer, new SwitchRpcs(new PlayedRpcs()), new CounterRegistry())
            .sync(Examples.NORMAL, List.of(services), Set.of(), false);
    }
}
