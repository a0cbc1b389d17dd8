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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.impl.notice.MailAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a recipient ends the mails to them (RFC 8058). A GET shows a button and changes nothing, since mail programs
 * and scanners open links by themselves; the button, or a mail program's one click, is a POST with
 * {@code List-Unsubscribe=One-Click}, which does it.
 *
 * <p>Counted in stage {@code web}: {@code unsubscribe-shown}, {@code unsubscribed}, {@code unsubscribe-forged},
 * {@code unsubscribe-malformed}, {@code unsubscribe-not-saved}.
 */
public final class UnsubscribePage implements Page {
    /** Where the page is, below the public URL. */
    public static final String PATH = "/unsubscribe";

    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribePage.class);
    private static final String PURPOSE = "unsubscribe";
    private static final String ADDRESS = "address";
    private static final String TOKEN = "token";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    /** The same as a part of a form (RFC 7578), which RFC 8058 section 3.2 prefers. */
    private static final Pattern ONE_CLICK_PART = Pattern.compile(
        "Content-Disposition: *form-data; *name=\"?List-Unsubscribe\"?[^\r\n]*\r?\n([^\r\n]+\r?\n)*\r?\nOne-Click\r?\n",
        Pattern.CASE_INSENSITIVE);
    private static final long SAVE_SECONDS = 10;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final Supplier<@Nullable LinkKey> key;
    private final Function<String, CompletableFuture<Void>> unsubscribe;
    private final Counters counters;

    /**
     * The page.
     *
     * @param key gives the key that links are signed with, or null while it is not known
     * @param unsubscribe saves that an address gets no more mails; completes when it is safe
     * @param counters counts in stage {@code web}
     */
    public UnsubscribePage(final Supplier<@Nullable LinkKey> key,
            final Function<String, CompletableFuture<Void>> unsubscribe, final Counters counters) {
        this.key = requireNonNull(key);
        this.unsubscribe = requireNonNull(unsubscribe);
        this.counters = requireNonNull(counters);
    }

    /**
     * The link to the page for one recipient.
     *
     * @param settings the server's settings
     * @param mailAddress the recipient's address
     * @return the link, or null when there is no server, or the key is not known
     */
    public @Nullable URI linkFor(final WebSettings settings, final String mailAddress) {
        final var signer = key.get();
        if (signer == null || !settings.hasLinks()) {
            return null;
        }
        final var address = MailAddresses.canonical(mailAddress);
        return URI.create(settings.publicUrl() + PATH + '?' + query(address, signer.token(PURPOSE, address)));
    }

    @Override
    public Reply answer(final Request request) throws InterruptedException {
        final var language = request.language();
        final var address = MailAddresses.canonical(request.parameter(ADDRESS));
        final var signer = key.get();
        if (signer == null) {
            return refuse(UNAVAILABLE, language, "unsubscribe-not-saved", Refusal.NOT_NOW);
        }
        if (!signer.isToken(PURPOSE, address, request.parameter(TOKEN))) {
            return refuse(FORBIDDEN, language, "unsubscribe-forged", Refusal.FORGED);
        }
        if (!request.isPost()) {
            return reply("unsubscribe-shown", question(language, address, request.parameter(TOKEN)));
        }
        if (!saysOneClick(request)) {
            return refuse(BAD_REQUEST, language, "unsubscribe-malformed", Refusal.MALFORMED);
        }
        return save(address) ? reply("unsubscribed", done(language, address))
            : refuse(UNAVAILABLE, language, "unsubscribe-not-saved", Refusal.NOT_NOW);
    }

    private static boolean saysOneClick(final Request request) {
        final var type = request.contentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
            ? ONE_CLICK_PART.matcher(request.body()).find()
            : Arrays.asList(request.body().strip().split("&")).contains(ONE_CLICK);
    }

    private boolean save(final String address) throws InterruptedException {
        try {
            unsubscribe.apply(address).get(SAVE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("That somebody unsubscribed could not be saved", e);
            return false;
        }
    }

    private Reply reply(final String outcome, final String html) {
        counters.counter(WebServer.STAGE, outcome).increment();
        return new Reply(OK, html);
    }

    private Reply refuse(final int status, final Language language, final String outcome, final Refusal refusal) {
        counters.counter(WebServer.STAGE, outcome).increment();
        return new Reply(status, refusal.page(language));
    }

    private static String question(final Language language, final String address, final String token) {
        return switch (language) {
            case ENGLISH -> Html.page(language, "No more of these mails?",
                Html.paragraph(address + " gets a mail when a server is back that it could not reach.")
                    + button("Unsubscribe") + Html.inLanguage(query(address, token), Language.JAPANESE));
            case JAPANESE -> Html.page(language, "メールの配信を停止しますか？",
                Html.paragraph(address + " には、接続できなかったサーバーが復旧したときにメールが送信されます。")
                    + button("配信を停止する") + Html.inLanguage(query(address, token), Language.ENGLISH));
        };
    }

    private static String done(final Language language, final String address) {
        return switch (language) {
            case ENGLISH -> Html.message(language, "You are unsubscribed", address
                + " gets no more mails from here. To get them again, ask whoever runs the network.");
            case JAPANESE -> Html.message(language, "配信を停止しました", address
                + " へのメールの配信を停止しました。再開するには、ネットワークの管理者にお問い合わせください。");
        };
    }

    private static String button(final String label) {
        return Html.button("List-Unsubscribe", "One-Click", label);
    }

    private static String query(final String address, final String token) {
        return ADDRESS + '=' + URLEncoder.encode(address, UTF_8) + '&' + TOKEN + '=' + token;
    }
}
