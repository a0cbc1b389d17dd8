/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.mail.LinkMail;
import org.opendaylight.rebound.mail.MailChannel;
import org.opendaylight.rebound.outbox.ForwardingChannel;

/**
 * Asks whether a mail address that a client gave on the inquiry page is its own: by a mail to it, with a link that
 * confirms it. Each notice is a mail of its own. In English and Japanese.
 */
public final class ConfirmationChannel extends ForwardingChannel {
    /** The channel's name. */
    public static final String NAME = "confirmation";

    private final MailChannel mail;
    private final Function<Notice, @Nullable URI> links;

    /**
     * A channel.
     *
     * @param mail sends
     * @param links makes the link that confirms a notice's destination, or null while there is none
     */
    public ConfirmationChannel(final MailChannel mail, final Function<Notice, @Nullable URI> links) {
        super(mail);
        this.mail = mail;
        this.links = requireNonNull(links);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SendOutcome send(final Delivery delivery) throws InterruptedException {
        final var notice = delivery.notices().getFirst();
        final var to = notice.destination();
        if (to == null) {
            return new SendOutcome.Rejected("no address was given");
        }
        final var link = links.apply(notice);
        return link == null
            ? new SendOutcome.Retry("there is no link to confirm the address by: web/listen and web/public-url are"
                + " needed")
            : mail.send(question(delivery.id(), notice, to, link));
    }

    static LinkMail question(final String id, final Notice notice, final String to, final URI link) {
        final var service = notice.service();
        final var language = notice.language();
        if (language != null && Locale.forLanguageTag(language).getLanguage().equals("ja")) {
            return new LinkMail(id, to, "ja", "確認のお願い：" + service.server() + " の復旧のお知らせ",
                List.of("お使いの機器（" + notice.client() + "）から、" + service.server() + "（" + service.protocol()
                    + " ポート " + service.port() + "）が復旧したときにこのアドレスへメールで知らせるよう、申し込みがありました。",
                    "お知らせを希望される場合は、次のページを開いて確認してください。"),
                link, List.of("お心当たりがない場合は、何もなさらないでください。お知らせは送信されません。"));
        }
        return new LinkMail(id, to, "en", "Please confirm: a mail when " + service.server() + " is back",
            List.of("Hello,", "on the computer " + notice.client() + ", somebody asked for a mail to this address when "
                + service.server() + " (" + service.protocol() + " port " + service.port() + ") is back.",
                "If that was you, open this page and confirm it:"),
            link, List.of("If it was not you, do nothing: no other mail is sent."));
    }
}
