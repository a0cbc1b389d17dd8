/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.mail.DkimKey;
import org.opendaylight.rebound.mail.MailRates;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.mail.MailSettings.Security;
import org.opendaylight.rebound.mail.MailTemplate;
import org.opendaylight.rebound.outbox.RetryPolicy;

/** Reads the section {@code mail}. The defaults and ranges are those of the plugin. */
final class MailReader {
    private static final Set<String> KEYS = Set.of("smtp-host", "smtp-port", "security", "username", "password",
        "password-file", "from", "from-name", "reply-to", "language", "timeout", "connections", "rate",
        "rate-per-domain", "domain-rates", "retry-initial", "retry-maximum", "give-up-after", "group-wait",
        "templates", "dkim");
    private static final Map<String, Security> SECURITIES =
        Map.of("none", Security.NONE, "starttls", Security.STARTTLS, "tls", Security.TLS);
    private static final Map<Security, Integer> PORTS =
        Map.of(Security.NONE, 25, Security.STARTTLS, 587, Security.TLS, 465);
    private static final int MOST_PORT = 65_535;
    private static final int MOST_RATE = 60_000;
    private static final int MOST_CONNECTIONS = 50;
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(10);

    private MailReader() {
        // static only
    }

    static MailPart read(final Item item) throws ConfigException {
        final var mail = item.section(KEYS);
        final var retry = new RetryPolicy(
            mail.duration("retry-initial", Duration.ofSeconds(5), SHORTEST_RETRY, Duration.ofHours(1)),
            mail.duration("retry-maximum", Duration.ofMinutes(15), SHORTEST_RETRY, Duration.ofDays(1)),
            mail.duration("give-up-after", Duration.ofDays(5), Duration.ofSeconds(1), Duration.ofDays(30)));
        if (retry.maximum().compareTo(retry.initial()) < 0) {
            throw item.fault("retry-maximum is less than retry-initial");
        }
        return new MailPart(settings(mail), retry,
            mail.duration("group-wait", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
    }

    private static MailSettings settings(final Section mail) throws ConfigException {
        final var security = mail.or("security", Security.STARTTLS, item -> item.choice(SECURITIES));
        final var username = mail.optional("username", Item::text);
        final var password = mail.secret("password");
        if (username == null != (password == null)) {
            throw mail.whole().fault("username needs password or password-file, and the other way round");
        }
        final var builder = MailSettings.to(mail.require("smtp-host").text(),
                mail.number("smtp-port", PORTS.get(security), 1, MOST_PORT), mail.require("from").mailAddress())
            .security(security)
            .login(username, password)
            .fromName(mail.optional("from-name", Item::text))
            .replyTo(mail.optional("reply-to", Item::mailAddress))
            .timeout(mail.duration("timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5)))
            .connections(mail.number("connections", 4, 1, MOST_CONNECTIONS))
            .words(mail.or("language", "en", MailReader::language), templates(mail))
            .dkim(mail.optional("dkim", MailReader::dkim))
            .rates(new MailRates(mail.number("rate", 0, 0, MOST_RATE), mail.number("rate-per-domain", 0, 0, MOST_RATE),
                domainRates(mail)));
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw mail.whole().fault(Words.of(e.getMessage()), e);
        }
    }

    private static String language(final Item item) throws ConfigException {
        if (!ClientReader.isLanguage(item.text())) {
            throw item.fault(Words.of(item.text()) + " is no language tag of RFC 5646");
        }
        return item.text();
    }

    private static Map<String, Integer> domainRates(final Section mail) throws ConfigException {
        final var ret = new HashMap<String, Integer>();
        final var item = mail.get("domain-rates");
        if (item != null) {
            for (var entry : item.entries().entrySet()) {
                final var rate = entry.getValue().number(0, MOST_RATE);
                if (ret.put(entry.getKey().toLowerCase(Locale.ROOT), rate) != null) {
                    throw entry.getValue().fault("the domain is there twice");
                }
            }
        }
        return ret;
    }

    private static List<MailTemplate> templates(final Section mail) throws ConfigException {
        final var ret = new ArrayList<MailTemplate>();
        for (var item : mail.list("templates")) {
            final var template = template(item);
            if (ret.stream().anyMatch(other -> other.language().equals(template.language()))) {
                throw item.fault("the language is there twice");
            }
            ret.add(template);
        }
        return ret;
    }

    private static MailTemplate template(final Item item) throws ConfigException {
        final var parts = item.section(Set.of("language", "subject", "subject-file", "text", "text-file", "html",
            "html-file"));
        final var subject = parts.textOrFile("subject");
        final var ret = new MailTemplate(language(parts.require("language")),
            subject == null ? null : subject.strip(), parts.textOrFile("text"), parts.textOrFile("html"));
        final var faults = ret.faults();
        if (!faults.isEmpty()) {
            throw item.fault(String.join("; ", faults.stream().map(Words::of).toList()));
        }
        return ret;
    }

    private static @Nullable DkimKey dkim(final Item item) throws ConfigException {
        final var dkim = item.section(Set.of("domain", "selector", "private-key-file"));
        final var key = dkim.require("private-key-file");
        try {
            return DkimKey.read(dkim.require("domain").text(), dkim.require("selector").text(), key.content());
        } catch (IllegalArgumentException e) {
            throw item.fault(Words.of(e.getMessage()), e);
        }
    }
}
