/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.notice.Confirmation;
import org.opendaylight.rebound.impl.notice.ConfirmationDesk;
import org.opendaylight.rebound.impl.notice.MailAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the owner of a mail address that somebody gave on the inquiry page says that it is to be used. A GET shows a
 * button and changes nothing, since mail programs and scanners open links by themselves; the button is a POST, which
 * does it.
 *
 * <p>Counted in stage {@code web}: {@code confirm-shown}, {@code confirmed}, {@code confirm-replaced} (another answer
 * was given since), {@code confirm-over} (the service is back already), {@code confirm-forged},
 * {@code confirm-malformed}, {@code confirm-not-saved}.
 */
public final class ConfirmPage implements Page {
    /** Where the page is, below the public URL. */
    public static final String PATH = "/confirm";

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmPage.class);
    private static final String PURPOSE = "confirm";
    private static final String FIELD = "confirm";
    private static final String YES = "yes";
    private static final long SAVE_SECONDS = 10;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Supplier<@Nullable LinkKey> key;
    private final ConfirmationDesk desk;
    private final Counters counters;

    /**
     * The page.
     *
     * @param key gives the key that links are signed with, or null while it is not known
     * @param desk knows and confirms addresses
     * @param counters counts in stage {@code web}
     */
    public ConfirmPage(final Supplier<@Nullable LinkKey> key, final ConfirmationDesk desk, final Counters counters) {
        this.key = requireNonNull(key);
        this.desk = requireNonNull(desk);
        this.counters = requireNonNull(counters);
    }

    /** What a link is about, as its parameters are written. */
    private record Subject(String server, String protocol, String port, String client, String address) {
        static Subject of(final ServiceKey service, final IpAddress client, final String address) {
            return new Subject(service.server(), service.protocol().toString(), Integer.toString(service.port()),
                client.toString(), MailAddresses.canonical(address));
        }

        static Subject of(final Request request) {
            return new Subject(request.parameter("server"), request.parameter("protocol"), request.parameter("port"),
                request.parameter("client"), request.parameter("address"));
        }

        /** What is signed. There is no NUL in what was signed, so that no other parameters give the same. */
        String signed() {
            return String.join("\0", server, protocol, port, client, address);
        }

        String query(final String token) {
            return "server=" + encode(server) + "&protocol=" + encode(protocol) + "&port=" + encode(port)
                + "&client=" + encode(client) + "&address=" + encode(address) + "&token=" + encode(token);
        }

        ServiceKey service() {
            return new ServiceKey(server, Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)), Integer.parseInt(port));
        }

        private static String encode(final String text) {
            return URLEncoder.encode(text, UTF_8);
        }
    }

    /**
     * The link to the page for one address.
     *
     * @param settings the server's settings
     * @param service the service that the client wanted
     * @param client the client
     * @param mailAddress the address that it gave
     * @param language the language of the page, a tag of RFC 5646; null for that of the browser
     * @return the link, or null when there is no server, or the key is not known
     */
    public @Nullable URI linkFor(final WebSettings settings, final ServiceKey service, final IpAddress client,
            final String mailAddress, final @Nullable String language) {
        final var signer = key.get();
        if (signer == null || !settings.hasLinks()) {
            return null;
        }
        final var subject = Subject.of(service, client, mailAddress);
        return URI.create(settings.publicUrl() + PATH + '?' + subject.query(signer.token(PURPOSE, subject.signed()))
            + (language == null ? "" : "&lang=" + URLEncoder.encode(language, UTF_8)));
    }

    @Override
    public Reply answer(final Request request) throws InterruptedException {
        final var language = request.language();
        final var subject = Subject.of(request);
        final var token = request.parameter("token");
        final var signer = key.get();
        if (signer == null) {
            return refuse(UNAVAILABLE, language, "confirm-not-saved", Refusal.NOT_NOW);
        }
        if (!signer.isToken(PURPOSE, subject.signed(), token)) {
            return refuse(FORBIDDEN, language, "confirm-forged", Refusal.FORGED);
        }
        // From here on the parameters are what linkFor wrote
        final var service = subject.service();
        final var client = IpAddress.parse(subject.client());
        if (!request.isPost()) {
            final var before = desk.confirmation(service, client, subject.address());
            return before == Confirmation.AWAITED
                ? reply("confirm-shown", question(language, service, subject, token))
                : reply(before, language, service, subject.address());
        }
        if (!Arrays.asList(request.body().strip().split("&")).contains(FIELD + '=' + YES)) {
            return refuse(BAD_REQUEST, language, "confirm-malformed", Refusal.MALFORMED);
        }
        try {
            return reply(desk.confirm(service, client, subject.address()).get(SAVE_SECONDS, TimeUnit.SECONDS),
                language, service, subject.address());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("That an address was confirmed could not be saved", e);
            return refuse(UNAVAILABLE, language, "confirm-not-saved", Refusal.NOT_NOW);
        }
    }

    private Reply reply(final Confirmation outcome, final Language language, final ServiceKey service,
            final String address) {
        return switch (outcome) {
            case AWAITED -> throw new IllegalStateException("An address is confirmed or it is not");
            case CONFIRMED -> reply("confirmed", confirmed(language, service, address));
            case REPLACED -> reply("confirm-replaced", replaced(language, address));
            case OVER -> reply("confirm-over", over(language, service));
        };
    }

    private Reply reply(final String outcome, final String html) {
        counters.counter(WebServer.STAGE, outcome).increment();
        return new Reply(OK, html);
    }

    private Reply refuse(final int status, final Language language, final String outcome, final Refusal refusal) {
        counters.counter(WebServer.STAGE, outcome).increment();
        return new Reply(status, refusal.page(language));
    }

    private static String question(final Language language, final ServiceKey service, final Subject subject,
            final String token) {
        return switch (language) {
            case ENGLISH -> Html.page(language, "Shall we tell you?",
                Html.paragraph("When " + name(language, service) + " is back, a mail is sent to "
                    + subject.address() + ". This was asked for on the computer " + subject.client() + '.')
                    + Html.button(FIELD, YES, "Yes, tell me")
                    + Html.paragraph("If that was not you, close this page: no mail is sent.")
                    + Html.inLanguage(subject.query(token), Language.JAPANESE));
            case JAPANESE -> Html.page(language, "お知らせを希望しますか？",
                Html.paragraph(name(language, service) + " が復旧したときに、" + subject.address()
                    + " にメールをお送りします。このお知らせは機器 " + subject.client() + " から申し込まれました。")
                    + Html.button(FIELD, YES, "お知らせを希望する")
                    + Html.paragraph("お心当たりがない場合は、このページを閉じてください。メールは送信されません。")
                    + Html.inLanguage(subject.query(token), Language.ENGLISH));
        };
    }

    private static String confirmed(final Language language, final ServiceKey service, final String address) {
        return switch (language) {
            case ENGLISH -> Html.message(language, "Thank you",
                "When " + name(language, service) + " is back, a mail is sent to " + address + '.');
            case JAPANESE -> Html.message(language, "確認しました",
                name(language, service) + " が復旧したときに、" + address + " にメールをお送りします。");
        };
    }

    private static String replaced(final Language language, final String address) {
        return switch (language) {
            case ENGLISH -> Html.message(language, "This answer was replaced",
                "Another answer was given since. No mail about it is sent to " + address + '.');
            case JAPANESE -> Html.message(language, "この申し込みは変更されています",
                "その後、別の回答がありました。" + address + " にメールは送信されません。");
        };
    }

    private static String over(final Language language, final ServiceKey service) {
        return switch (language) {
            case ENGLISH -> Html.message(language, "It is back already",
                name(language, service) + " is back. There is nothing left to confirm.");
            case JAPANESE -> Html.message(language, "すでに復旧しています",
                name(language, service) + " は復旧しました。確認の必要はありません。");
        };
    }

    private static String name(final Language language, final ServiceKey service) {
        return service.server() + switch (language) {
            case ENGLISH -> " (" + service.protocol() + " port " + service.port() + ')';
            case JAPANESE -> "（" + service.protocol() + " ポート " + service.port() + "）";
        };
    }
}
