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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a recipient confirms that a mail address is to be told when a server is back: the link of a mail leads there.
 * Only the button changes something, so that whatever opens links by itself confirms nothing.
 */
public final class ConfirmPage implements Page {
    /** Where the page is, below the public URL. */
    public static final String PATH = "/confirm";

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmPage.class);
    private static final String PURPOSE = "confirm";
    private static final long SAVE_SECONDS = 10;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    /**
     * Saves that an address was confirmed.
     */
    @FunctionalInterface
    public interface Confirmation {
        /**
         * Saves it.
         *
         * @param service the service that a client wanted
         * @param client the client
         * @param address the address that it gave
         * @return completes, when it is safe, with whether it is still to be told there
         */
        CompletableFuture<Boolean> save(ServiceKey service, IpAddress client, String address);
    }

    private final Supplier<@Nullable LinkKey> key;
    private final Confirmation confirmation;
    private final Counters counters;

    /**
     * The page.
     *
     * @param key gives the key that links are signed with, or null while it is not known
     * @param confirmation saves
     * @param counters counts in stage {@code web}
     */
    public ConfirmPage(final Supplier<@Nullable LinkKey> key, final Confirmation confirmation,
            final Counters counters) {
        this.key = requireNonNull(key);
        this.confirmation = requireNonNull(confirmation);
        this.counters = requireNonNull(counters);
    }

    /**
     * The link to the page for what a client asked for.
     *
     * @param settings the server's settings
     * @param notice the notice that asks for the confirmation; its destination is the address
     * @return the link, or null when there is no server, the key is not known, or there is no address
     */
    public @Nullable URI linkFor(final WebSettings settings, final Notice notice) {
        final var signer = key.get();
        final var address = notice.destination();
        if (signer == null || address == null || !settings.hasLinks()) {
            return null;
        }
        final var service = notice.service();
        final var subject = subject(service.server(), service.protocol().name(), Integer.toString(service.port()),
            notice.client().toString(), address);
        return URI.create(settings.publicUrl() + PATH + "?server=" + encoded(service.server()) + "&protocol="
            + service.protocol().name() + "&port=" + service.port() + "&client=" + encoded(notice.client().toString())
            + "&address=" + encoded(address) + (notice.language() == null ? "" : "&lang=" + encoded(notice.language()))
            + "&token=" + signer.token(PURPOSE, subject));
    }

    @Override
    public Reply answer(final Request request) throws InterruptedException {
        final var signer = key.get();
        if (signer == null) {
            return refuse(UNAVAILABLE, request, "confirm-not-saved", Refusal.NOT_NOW);
        }
        final var server = request.parameter("server");
        final var address = request.parameter("address");
        if (!signer.isToken(PURPOSE, subject(server, request.parameter("protocol"), request.parameter("port"),
                request.parameter("client"), address), request.parameter("token"))) {
            return refuse(FORBIDDEN, request, "confirm-forged", Refusal.FORGED);
        }
        if (!request.isPost()) {
            return reply("confirm-shown", question(request.language(), server, address));
        }
        // Signed by us, so that these can be read
        final var service = new ServiceKey(server, Protocol.valueOf(request.parameter("protocol")),
            Integer.parseInt(request.parameter("port")));
        try {
            return confirmation.save(service, IpAddress.parse(request.parameter("client")), address)
                .get(SAVE_SECONDS, TimeUnit.SECONDS)
                ? reply("confirmed", done(request.language(), server, address))
                : reply("confirmed-late", late(request.language(), server));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("That an address was confirmed could not be saved", e);
            return refuse(UNAVAILABLE, request, "confirm-not-saved", Refusal.NOT_NOW);
        }
    }

    private Reply reply(final String outcome, final String html) {
        counters.counter(WebServer.STAGE, outcome).increment();
        return new Reply(OK, html);
    }

    private Reply refuse(final int status, final Request request, final String outcome, final Refusal refusal) {
        counters.counter(WebServer.STAGE, outcome).increment();
        return new Reply(status, refusal.page(request.language()));
    }

    private static String question(final Language language, final String server, final String address) {
        return switch (language) {
            case ENGLISH -> Html.page(language, "Tell you when " + server + " is back?",
                Html.paragraph(address + " gets one mail when it is.") + button("Yes, tell me"));
            case JAPANESE -> Html.page(language, server + " の復旧をお知らせしますか？",
                Html.paragraph("復旧したときに " + address + " にメールを 1 通お送りします。") + button("はい、知らせてください"));
        };
    }

    private static String done(final Language language, final String server, final String address) {
        return switch (language) {
            case ENGLISH -> Html.message(language, "Thank you", address + " gets a mail when " + server + " is back.");
            case JAPANESE -> Html.message(language, "確認しました", server + " が復旧したら " + address + " にメールをお送りします。");
        };
    }

    private static String late(final Language language, final String server) {
        return switch (language) {
            case ENGLISH -> Html.message(language, "There is nothing left to tell", server
                + " is back already, or another answer was given since.");
            case JAPANESE -> Html.message(language, "お知らせすることはありません", server
                + " はすでに復旧しているか、その後に別の回答がありました。");
        };
    }

    /** Sends to the page's own URL, with its query. */
    private static String button(final String label) {
        return "<form method=\"post\"><button name=\"confirm\" value=\"yes\">" + Html.escape(label)
            + "</button></form>\n";
    }

    private static String subject(final String... parts) {
        return String.join("\n", parts);
    }

    private static String encoded(final String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
