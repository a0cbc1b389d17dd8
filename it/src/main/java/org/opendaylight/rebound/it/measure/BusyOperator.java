/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opendaylight.rebound.it.testbed.Restconf;
import org.opendaylight.rebound.it.testbed.TestbedException;

/**
 * An operator who goes on adding entries to the client mail address table until the controller is gone, and knows
 * which ones were acknowledged.
 */
final class BusyOperator {
    private static final String PATH = "rebound:rebound/client=";
    /** The played clients and their server are below. */
    private static final int FIRST_BLOCK = 205;
    private static final int BLOCKS = 50;
    private static final int PER_BLOCK = 250;
    private static final int PAUSE_MILLIS = 20;

    private final List<String> acknowledged = new ArrayList<>();
    private final Restconf restconf;
    private final int round;
    private final int clients;
    private final Set<String> inDoubt;
    private final Thread thread;

    /**
     * Begins.
     *
     * @param restconf where
     * @param round makes the entries differ from those of other rounds
     * @param clients how many clients of a {@link PlayedSite} are in the table
     * @param inDoubt entries that were asked for and not acknowledged, which may be there or not; more are added
     */
    BusyOperator(final Restconf restconf, final int round, final int clients, final Set<String> inDoubt) {
        this.clients = clients;
        this.inDoubt = inDoubt;
        this.restconf = restconf;
        this.round = round;
        thread = Thread.ofPlatform().name("operator").daemon().start(this::run);
    }

    private void run() {
        try {
            for (int number = 0;; number++) {
                final var address = "10.99." + (FIRST_BLOCK + round % BLOCKS) + "." + number % PER_BLOCK;
                inDoubt.add(address);
                restconf.put(PATH + address, JsonParser.parseString("""
                    {"rebound:client": [{"address": "%s", "mail": "%s"}]}""".formatted(address, mail(address)))
                    .getAsJsonObject());
                acknowledged.add(address);
                inDoubt.remove(address);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (TestbedException e) {
            // The controller is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until it has seen that the controller is gone.
     *
     * @return how many entries were acknowledged
     */
    int finish() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return acknowledged.size();
    }

    /**
     * Compares, and removes the entries again.
     *
     * @return what is wrong, nothing if all that was acknowledged is there, and nothing that was never asked for
     */
    List<String> differences() {
        final var expected = new HashSet<>(acknowledged);
        final var wrong = new ArrayList<String>();
        int own = 0;
        for (var element : restconf.get("rebound:rebound?content=config").map(JsonElement::getAsJsonObject)
                .orElseThrow().getAsJsonArray("client")) {
            final var entry = element.getAsJsonObject();
            final var address = entry.get("address").getAsString();
            if (Integer.parseInt(address.split("\\.")[2]) >= FIRST_BLOCK) {
                if (!entry.get("mail").getAsString().equals(mail(address))) {
                    wrong.add("changed: " + entry);
                }
                if (!expected.remove(address) && !inDoubt.remove(address)) {
                    wrong.add("never asked for, or removed: " + address);
                }
                restconf.delete(PATH + address);
            } else {
                own++;
                final int number = Frames.number(address);
                if (number < 0 || number >= clients
                        || !entry.get("mail").getAsString().equals(PlayedSite.mail(number))) {
                    wrong.add("changed: " + entry);
                }
            }
        }
        if (own != clients) {
            wrong.add("clients of before: " + own + " instead of " + clients);
        }
        expected.forEach(address -> wrong.add("acknowledged, and lost: " + address));
        return wrong;
    }

    private static String mail(final String address) {
        return "operator-" + address + "@example.com";
    }
}
