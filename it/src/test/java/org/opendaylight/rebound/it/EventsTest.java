/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.Daemon;

/**
 * Whoever listens to the event stream hears of an outage from its beginning to the last notice.
 */
@ExtendWith(World.Extension.class)
class EventsTest {
    private static final Pattern EVENT = Pattern.compile("\"rebound:([a-z-]+)\"");

    @Test
    void anOutageIsToldFromTheFirstFailureToTheLastNotice(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        final var stranger = story.stranger();
        story.configure();
        try (var stream = listen(story)) {
            assertFalse(tried.opens(site));
            assertFalse(stranger.opens(site));
            story.awaitFailed(site, tried, stranger);
            site.webOn();
            site.trap();

            Story.await("the events").until(() -> events(stream, site), List.of("client-failed", "client-failed",
                "notice-failed", "notice-sent", "server-failed", "server-recovered")::equals);
        }
    }

    private static Daemon listen(final Story story) {
        final var input = new JsonObject();
        input.add("notifications", Site.array(List.of("client-failed", "server-failed", "server-recovered",
            "notice-sent", "notice-failed").stream().map("(urn:opendaylight:rebound?revision=2026-11-24)"::concat)
            .toArray(String[]::new)));
        final var answer = story.restconf().invoke("sal-remote:create-notification-stream", input);
        final var stream = JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("sal-remote:output")
            .get("notification-stream-identifier").getAsString();
        final var file = story.scratch("events");
        final var ret = Daemon.start(file, Command.of("curl", "-sNi", "-u", "admin:admin", "-H",
            "Accept: text/event-stream", story.restconf().url("streams/json/" + stream)));
        Story.await("the stream").until(() -> ret.output().contains("200 OK"));
        return ret;
    }

    /** The names of the events about a site, sorted. */
    private static List<String> events(final Daemon stream, final Site site) {
        return stream.output().lines().filter(line -> line.contains('"' + site.name() + '"'))
            .map(EVENT::matcher).filter(Matcher::find).map(event -> event.group(1)).sorted().toList();
    }
}
