/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.opendaylight.rebound.it.testbed.Controller;

/**
 * The plugin's counters, as its state shows them. It is brought up to date once a second.
 */
final class ShownCounters {
    private final Controller controller;

    ShownCounters(final Controller controller) {
        this.controller = controller;
    }

    /**
     * A counter.
     *
     * @param stage its stage
     * @param outcome its outcome
     * @return its value, or -1 if the plugin has just been started and has not shown any yet
     */
    long value(final String stage, final String outcome) {
        final var counters = state().getAsJsonArray("counter");
        if (counters == null) {
            return -1;
        }
        for (var entry : counters) {
            final var counter = entry.getAsJsonObject();
            if (counter.get("stage").getAsString().equals(stage)
                    && counter.get("outcome").getAsString().equals(outcome)) {
                return counter.get("value").getAsLong();
            }
        }
        return 0;
    }

    /**
     * What the plugin has taken and not dropped.
     *
     * @return how many packets, or -1 as above
     */
    long received() {
        final long received = value("openflow", "received");
        return received < 0 ? received : received - value("detect", "queue-full");
    }

    /** {@return the switches that are connected and have flows of ours} */
    int switches() {
        int ret = 0;
        final var switches = state().getAsJsonArray("switch");
        if (switches != null) {
            for (var entry : switches) {
                final var connected = entry.getAsJsonObject().get("connected");
                ret += connected != null && connected.getAsBoolean() ? 1 : 0;
            }
        }
        return ret;
    }

    private JsonObject state() {
        return controller.restconf().get("rebound:rebound-state?content=nonconfig").map(JsonElement::getAsJsonObject)
            .orElseGet(JsonObject::new);
    }
}
