/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import com.google.common.html.HtmlEscapers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * What a template can say about a recovery: maps, lists, strings and booleans by the names that the operator guide
 * lists. Every name is always there; what is unknown is empty.
 */
final class Facts {
    /** One service. Outside of {@link #SERVICES} they are those of the first one. */
    private static final Set<String> OF_SERVICE =
        Set.of("server", "protocol", "port", "client", "failed-since", "back-since", "lasted");
    private static final Set<String> OF_MAIL = Set.of("name", "language", "count", "unsubscribe");
    private static final String SERVICES = "services";
    private static final String ONE_SERVICE = "one-service";
    private static final String ONE_SERVER = "one-server";

    /** What a template can write; of the library's own names, the item of a section and its place in the list. */
    static final Set<String> VALUES = union(OF_SERVICE, OF_MAIL, Set.of(".", "-index"));
    /** What a template can ask. */
    static final Set<String> SECTIONS =
        union(OF_SERVICE, OF_MAIL, Set.of(SERVICES, ONE_SERVICE, ONE_SERVER, "-first", "-last"));

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Facts() {
        // static only
    }

    /**
     * The facts for plain text.
     *
     * @param notices one or more notices to one receiver
     * @param name the receiver's name, or null
     * @param language the language of the words
     * @param unsubscribe the link by which no more mail is asked for, or null
     * @return the facts as they are
     */
    static Map<String, Object> ofText(final List<Notice> notices, final @Nullable String name, final String language,
            final @Nullable URI unsubscribe) {
        return of(notices, name, language, unsubscribe, UnaryOperator.identity());
    }

    /**
     * The facts for HTML.
     *
     * @param notices one or more notices to one receiver
     * @param name the receiver's name, or null
     * @param language the language of the words
     * @param unsubscribe the link by which no more mail is asked for, or null
     * @return the facts, escaped
     */
    static Map<String, Object> ofHtml(final List<Notice> notices, final @Nullable String name, final String language,
            final @Nullable URI unsubscribe) {
        return of(notices, name, language, unsubscribe, HtmlEscapers.htmlEscaper()::escape);
    }

    private static Map<String, Object> of(final List<Notice> notices, final @Nullable String name,
            final String language, final @Nullable URI unsubscribe, final UnaryOperator<String> escape) {
        final var byService = notices.stream()
            .collect(Collectors.groupingBy(Notice::service, TreeMap::new, Collectors.toList()));
        final var services = byService.entrySet().stream()
            .map(entry -> service(entry.getKey(), entry.getValue(), language, escape)).toList();
        final var ret = new HashMap<>(services.getFirst());
        ret.put("name", escape.apply(name == null ? "" : name));
        ret.put("language", escape.apply(language));
        ret.put("count", Integer.toString(services.size()));
        ret.put("unsubscribe", escape.apply(unsubscribe == null ? "" : unsubscribe.toASCIIString()));
        ret.put(ONE_SERVICE, services.size() == 1);
        ret.put(ONE_SERVER, byService.keySet().stream().map(ServiceKey::server).distinct().count() == 1);
        ret.put(SERVICES, services);
        return ret;
    }

    private static Map<String, Object> service(final ServiceKey key, final List<Notice> notices, final String language,
            final UnaryOperator<String> escape) {
        final var failed = min(notices.stream().map(Notice::failedSince));
        final var back = notices.stream().map(Notice::recovered).max(Instant::compareTo).orElseThrow();
        return Map.of(
            "server", escape.apply(key.server()),
            "protocol", key.protocol().toString(),
            "port", Integer.toString(key.port()),
            "client", notices.stream().map(Notice::client).distinct().sorted().map(IpAddress::toString)
                .collect(Collectors.joining(", ")),
            "failed-since", TIME.format(failed),
            "back-since", TIME.format(back),
            "lasted", escape.apply(DurationWords.of(Duration.between(failed, back), language)),
            // a list within itself is empty, so that no template multiplies it
            SERVICES, List.of());
    }

    private static Instant min(final Stream<Instant> instants) {
        return instants.min(Instant::compareTo).orElseThrow();
    }

    @SafeVarargs
    private static Set<String> union(final Set<String>... sets) {
        return Stream.of(sets).flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A moment as the mails write it.
     *
     * @param instant the moment
     * @return date and time in UTC
     */
    static String time(final Instant instant) {
        return TIME.format(instant);
    }
}
