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

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every code of ICMP destination unreachable that Linux can be made to send, and every way of its router to refuse a
 * packet: which of them show that a server is down (RFC 792, RFC 1812 section 5.2.7.1, RFC 4443 section 3.1).
 */
@ExtendWith(World.Extension.class)
class IcmpTest {
    private static final String DOWN = "icmp-unreachable";
    private static final String REFUSED = "refused";
    private static final String SILENCE = "no-reply";
    /** Sends a datagram that is larger than the way to the server takes in one piece, and may not be divided. */
    private static final String LARGE_DATAGRAM = """
        import socket, sys
        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        # IP_MTU_DISCOVER, IP_PMTUDISC_PROBE: with DF, however small the way is known to be
        s.setsockopt(socket.IPPROTO_IP, 10, 3)
        s.sendto(b'x' * int(sys.argv[3]), (sys.argv[1], int(sys.argv[2])))
        """;
    private static final String LARGE = "1400";

    /** What the codes of a version of ICMP mean. */
    private enum Family {
        IPV4(Map.of(0, DOWN, 1, DOWN, 2, REFUSED, 3, REFUSED, 5, DOWN, 6, DOWN, 7, DOWN, 11, DOWN, 12, DOWN),
            9, 10, 13, 14, 15),
        IPV6(Map.of(0, DOWN, 3, DOWN, 4, REFUSED), 1, 5, 6);

        final Map<Integer, String> meaning;
        final int[] policy;

        Family(final Map<Integer, String> meaning, final int... policy) {
            this.meaning = meaning;
            this.policy = policy;
        }

        String addressOf(final Person person) {
            return this == IPV4 ? person.machine().v4() : person.machine().v6();
        }

        /** Each of these people is rejected with a code of theirs. */
        void rejectAll(final Story story, final Site site, final Map<Integer, Person> people) {
            final var router = story.world().network().router();
            people.forEach((code, person) -> {
                if (this == IPV4) {
                    router.reject(person.machine(), site.machine(), code);
                    assertFalse(person.opens(site), () -> "code " + code);
                } else {
                    router.rejectIpv6(person.machine(), site.machine(), code);
                    assertFalse(person.opensOverIpv6(site), () -> "code " + code);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCodesThatMeanDownAreFailuresAndAFiltersAreNot(final Family family, final Story story) {
        final var site = story.site().onlyTrap();
        final var people = people(story, Stream.concat(family.meaning.keySet().stream(),
            IntStream.of(family.policy).boxed()));
        story.configure();
        site.webOn();

        family.rejectAll(story, site, people);

        awaitEvidence(story, site, family.meaning.entrySet().stream().collect(Collectors.toMap(
            entry -> family.addressOf(people.get(entry.getKey())), Map.Entry::getValue)));
        story.world().network().router().letAllPass();
        site.trap();
        story.awaitOnlyTold(site, family.meaning.keySet().stream().map(people::get).toArray(Person[]::new));
    }

    @Test
    void aRouteThatIsMissingUnreachableOrABlackHoleIsAFailure(final Story story) {
        final var missing = story.site().onlyTrap();
        final var unreachable = story.site().onlyTrap();
        final var hole = story.site().onlyTrap();
        final var tried = story.person();
        story.configure();
        final var router = story.world().network().router();
        router.forget(missing.machine());
        router.makeUnreachable(unreachable.machine());
        router.swallow(hole.machine());

        Stream.of(missing, unreachable, hole).forEach(site -> {
            assertFalse(tried.opens(site));
            assertFalse(tried.opensOverIpv6(site));
        });

        awaitEvidence(story, missing, Map.of(tried.machine().v4(), DOWN, tried.machine().v6(), DOWN));
        awaitEvidence(story, unreachable, Map.of(tried.machine().v4(), DOWN, tried.machine().v6(), DOWN));
        awaitEvidence(story, hole, Map.of(tried.machine().v4(), SILENCE, tried.machine().v6(), SILENCE));
    }

    @Test
    void aProhibitedRouteIsSomebodysWill(final Story story) {
        final var site = story.site().onlyTrap();
        final var forbidden = story.person();
        final var tried = story.person();
        story.configure();
        final var router = story.world().network().router();
        final long before = story.counter("detect", "icmp-policy-code");

        router.prohibit(site.machine());
        assertFalse(forbidden.opens(site));
        assertFalse(forbidden.opensOverIpv6(site));
        Story.await("both messages are seen").until(() -> story.counter("detect", "icmp-policy-code") == before + 2);
        router.restore(site.machine());
        assertFalse(tried.opens(site));

        story.awaitFailed(site, tried);
    }

    @Test
    void whatAFilterSaysIsAFailureWhereTheOperatorWantsIt(final Story story) {
        final var site = story.site().onlyTrap();
        site.configuration().addProperty("policy-unreachable", true);
        final var people = new EnumMap<Family, Map<Integer, Person>>(Family.class);
        for (var family : Family.values()) {
            people.put(family, people(story, IntStream.of(family.policy).boxed()));
        }
        story.configure();
        site.webOn();

        people.forEach((family, those) -> family.rejectAll(story, site, those));

        awaitEvidence(story, site, people.entrySet().stream()
            .flatMap(entry -> entry.getValue().values().stream().map(entry.getKey()::addressOf))
            .collect(Collectors.toMap(Function.identity(), address -> DOWN)));
    }

    @Test
    void whoTriesAgainAtAFilterHasNotFailedBySilence(final Story story) {
        final var site = story.site().onlyTrap();
        final var forbidden = story.person();
        final var tried = story.person();
        story.configure();
        final var router = story.world().network().router();
        site.webOn();
        router.reject(forbidden.machine(), site.machine(), Family.IPV4.policy[0]);

        // Again and again, for longer than the response timeout
        for (int i = 0; i < 3; i++) {
            forbidden.machine().namespace().run("bash", "-c", "! curl -s -m 3 --retry 1 --retry-connrefused "
                + "--retry-all-errors --retry-delay 1 http://" + site.machine().v4() + "/");
        }
        router.reject(tried.machine(), site.machine(), 1);
        assertFalse(tried.opens(site));

        story.awaitFailed(site, tried);
    }

    @Test
    void aPacketThatIsTooLargeForTheWayIsNoFailure(final Story story) {
        final var site = story.site().onlyTrap();
        final var tried = story.person();
        final var other = story.person();
        story.configure();
        site.echoOn();
        final var router = story.world().network().router();
        router.namespace().ip("link set " + site.machine().name() + " mtu 1000");
        final long before = story.counter("detect", "icmp-code-ignored");

        // With DF, to the UDP service: the router cannot forward it in one piece, and says so.
        tried.machine().namespace().command("python3", "-c", LARGE_DATAGRAM, site.machine().v4(),
            Integer.toString(Site.ECHO), LARGE).run();
        Story.await("the message is seen").until(() -> story.counter("detect", "icmp-code-ignored") > before);
        assertTrue(tried.hearsEcho(site));
        assertFalse(other.opens(site));

        story.awaitFailed(site, other);
    }

    private static Map<Integer, Person> people(final Story story, final Stream<Integer> codes) {
        return codes.sorted().collect(Collectors.toMap(Function.identity(), code -> story.person(), (one, two) -> one,
            TreeMap::new));
    }

    private static void awaitEvidence(final Story story, final Site site, final Map<String, String> expected) {
        Story.await("the failures of " + site.name()).until(() -> story.evidence(site), expected::equals);
        assertEquals(expected, story.evidence(site));
    }
}
