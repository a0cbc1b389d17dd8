/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Daemon;

/**
 * What a service can be: of several addresses, or a fast stream.
 */
@ExtendWith(World.Extension.class)
class ServiceTest {
    private static final String SECOND = "10.99.240.1";
    private static final int STREAM = 5201;
    /** One of so many packets of a stream may come to the controller: those before it has muted the flow. */
    private static final int FEW = 20;
    /** Copies that only a stream makes. */
    private static final int SEEN = 100;
    /** Two datagrams that are seen, each two seconds after the last one, and the response timeout. */
    private static final Duration NORMAL = Duration.ofSeconds(8);

    @Test
    void aServerOfSeveralAddressesIsOneServer(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        site.machine().alsoHas(SECOND);
        story.world().network().router().namespace().ip("route add " + SECOND + "/32 dev " + site.machine().name());
        site.configuration().getAsJsonArray("address").add(SECOND);
        story.configure();

        assertFalse(tried.opens(site));
        story.awaitFailed(site, tried);
        assertFalse(tried.opens(SECOND, Site.WEB));
        Story.await("the second failure").until(() -> story.failures(site).get(0).get("failures").getAsInt() == 2);
        assertEquals(1, story.failures(site).size());
        site.webOn();
        assertTrue(tried.opens(SECOND, Site.WEB));

        // Who reached it at one address has reached it.
        story.awaitFailed(site);
    }

    @Test
    void aFastUdpStreamCostsTheControllerFewPackets(final Story story) {
        final var site = streaming(story);
        final var talker = story.person();
        final var other = story.person();
        story.configure();
        final long before = story.counter("openflow", "received");
        final long mutes = story.counter("openflow", "mute-added");

        final var stream = stream(talker, site, 4);
        Story.await("the stream ends").until(() -> !stream.isAlive());

        final var report = stream.output();
        final long sent = JsonParser.parseString(report).getAsJsonObject().getAsJsonObject("end")
            .getAsJsonObject("sum").get("packets").getAsLong();
        assertTrue(sent > 20_000, report);
        // The positive signal: a failure that is seen after the stream
        assertFalse(other.opens(site));
        story.awaitFailed(site, other);
        final long cost = story.counter("openflow", "received") - before;
        assertTrue(cost < sent / FEW, "the controller was sent " + cost + " copies; the client sent " + sent
            + " packets, and as many came back; mutes: " + (story.counter("openflow", "mute-added") - mutes));
    }

    @Test
    void whoFailsBesideAFastUdpStreamIsFound(final Story story) {
        final var site = streaming(story);
        final var talker = story.person();
        final var cut = story.person();
        story.configure();
        story.world().network().router().cut(cut.machine(), site.machine());
        final long before = story.counter("openflow", "received");
        final var stream = stream(talker, site, 20);
        Story.await("the stream is seen").until(() -> story.counter("openflow", "received") > before + SEEN);

        // A datagram that nobody answers, every half second
        cut.machine().namespace().start("tries", "bash", "-c", "while :; do echo hello | socat -t 0.5 - UDP4:"
            + site.machine().v4() + ":" + STREAM + "; done");
        Awaitility.await("the failure").atMost(NORMAL).until(() -> story.failed(site),
            Set.of(cut.machine().v4())::equals);

        assertTrue(stream.isAlive(), "the stream was over");
        assertEquals("no-reply", story.evidence(site, cut.machine().v4()));
        stream.close();
    }

    private static Site streaming(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().add("service", Story.list(Site.service("udp", STREAM), Site.service("tcp", Site.WEB)));
        return site;
    }

    /** Sends 10,000 UDP packets a second each way. */
    private static Daemon stream(final Person talker, final Site site, final int seconds) {
        site.machine().namespace().start("iperf", "iperf3", "-s", "-1", "-p", Integer.toString(STREAM)).awaitReady(
            Duration.ofSeconds(10), () -> site.machine().namespace().listens("tcp", STREAM));
        return talker.machine().namespace().start("stream", "iperf3", "-c", site.machine().v4(), "-p",
            Integer.toString(STREAM), "-u", "-b", "16M", "-l", "200", "-t", Integer.toString(seconds), "--bidir",
            "-J");
    }
}
