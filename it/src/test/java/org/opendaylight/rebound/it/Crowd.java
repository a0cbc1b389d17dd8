/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * More failed clients than there can be machines: their entries are written into the tables.
 */
final class Crowd {
    private static final int PART = 500;

    private final Site site;
    private final Map<String, String> mails = new LinkedHashMap<>();

    private Crowd(final Site site) {
        this.site = site;
    }

    /**
     * A crowd that failed at a site.
     *
     * @param site the site
     * @param size how many they are, at most 60,000
     * @param block the second number of their addresses; no two crowds of one world have the same
     * @return the crowd, which nobody knows of yet
     */
    static Crowd failedAt(final Site site, final int size, final int block) {
        final var ret = new Crowd(site);
        for (int index = 0; index < size; index++) {
            ret.mails.put("10." + block + "." + index / 250 + "." + (1 + index % 250),
                "many" + block + "-" + index + "@example.com");
        }
        return ret;
    }

    /** {@return their mail addresses by their addresses} */
    Map<String, String> mails() {
        return Map.copyOf(mails);
    }

    /**
     * Writes them into the client mail address table and the failed-client table.
     *
     * @param story whose controller it is
     * @return their mail addresses by their addresses
     */
    Map<String, String> play(final Story story) {
        final var addresses = new ArrayList<>(mails.keySet());
        for (int from = 0; from < addresses.size(); from += PART) {
            play(story, addresses.subList(from, Math.min(addresses.size(), from + PART)));
        }
        return mails();
    }

    private void play(final Story story, final List<String> addresses) {
        final var clients = new JsonArray();
        final var failures = new JsonArray();
        for (var address : addresses) {
            final var client = new JsonObject();
            client.addProperty("address", address);
            client.addProperty("mail", mails.get(address));
            clients.add(client);
            final var failure = Site.service("tcp", Site.WEB);
            failure.addProperty("server", site.name());
            failure.addProperty("client", address);
            final var now = Instant.now().toString();
            failure.addProperty("first-failure", now);
            failure.addProperty("last-failure", now);
            failure.addProperty("failures", 1);
            failure.addProperty("evidence", "no-reply");
            failures.add(failure);
        }
        story.restconf().patch("rebound:rebound", container("rebound:rebound", "client", clients));
        story.restconf().patch("rebound:failed-clients", container("rebound:failed-clients", "failed-client",
            failures));
    }

    private static JsonObject container(final String name, final String list, final JsonArray entries) {
        final var inner = new JsonObject();
        inner.add(list, entries);
        final var ret = new JsonObject();
        ret.add(name, inner);
        return ret;
    }
}
