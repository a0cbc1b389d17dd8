/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.stream.Collectors;
import org.opendaylight.rebound.api.RecoveryList;

/**
 * A list of failed clients as an alert of Prometheus' Alertmanager, for {@code POST /api/v2/alerts}. There is one alert
 * for each list; one that is sent again has the same labels, and so is the same alert.
 */
public final class AlertJson {
    private AlertJson() {
        // static only
    }

    /**
     * Writes a list.
     *
     * @param list the list
     * @return JSON in UTF-8
     */
    public static byte[] write(final RecoveryList list) {
        final var labels = new JsonObject();
        labels.addProperty("alertname", "ReboundRecovered");
        labels.addProperty("severity", "info");
        labels.addProperty("server", list.service().server());
        labels.addProperty("protocol", list.service().protocol().toString());
        labels.addProperty("port", Integer.toString(list.service().port()));
        labels.addProperty("outage", Long.toString(list.outage()));
        labels.addProperty("list", list.id());
        final var annotations = new JsonObject();
        annotations.addProperty("summary", list.service() + " is back; " + list.clients().size()
            + " of the clients that could not reach it are in this list");
        annotations.addProperty("failed_since", list.failedSince().toString());
        annotations.addProperty("clients", list.clients().stream().map(client -> client.address().toString())
            .collect(Collectors.joining(" ")));
        final var alert = new JsonObject();
        alert.add("labels", labels);
        alert.add("annotations", annotations);
        alert.addProperty("startsAt", list.recovered().toString());
        final var alerts = new JsonArray();
        alerts.add(alert);
        return alerts.toString().getBytes(UTF_8);
    }
}
