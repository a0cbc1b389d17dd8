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
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.mail.LinkMail;
import org.opendaylight.rebound.mail.MailChannel;
import org.opendaylight.rebound.outbox.ForwardingChannel;

/**
 * Asks the owner of a mail address that was given on the inquiry page to confirm it, by a link in a mail.
 */
public final class ConfirmationChannel extends ForwardingChannel {
    /** Its name. */
    public static final String NAME = "confirmation";

    private final MailChannel mail;
    private final Predicate<String> unsubscribed;
    private final Function<Notice, @Nullable URI> links;

    /**
     * A channel that mails.
     *
     * @param mail sends
     * @param unsubscribed says whether an address is to be left alone
     * @param links makes the link of a notice, or null while there can be none
     */
    public ConfirmationChannel(final MailChannel mail, final Predicate<String> unsubscribed,
            final Function<Notice, @Nullable URI> links) {
        super(mail);
        this.mail = requireNonNull(mail);
        this.unsubscribed = requireNonNull(unsubscribed);
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
            return new SendOutcome.Rejected("there is no address to confirm");
        }
        if (unsubscribed.test(to)) {
            return new SendOutcome.Rejected(SubscribedOnly.UNSUBSCRIBED);
        }
        final var link = links.apply(notice);
        if (link == null) {
            return new SendOutcome.Retry("links need web/listen and web/public-url");
        }
        return mail.sendLink("ja".equals(notice.language()) ? japanese(notice, to, link) : english(notice, to, link));
    }

    private static LinkMail english(final Notice notice, final String to, final URI link) {
        final var server = notice.service().server();
        return new LinkMail(notice.id(), to, "en", "Please confirm: tell you when " + server + " is back?",
            List.of("Somebody at " + notice.client() + " could not reach " + server + ", and asked to be told at this"
                + " address when it is back. If that was you, confirm it here:"), link,
            List.of("If it was not you, do nothing: you will get no further mail about it."));
    }

    private static LinkMail japanese(final Notice notice, final String to, final URI link) {
        final var server = notice.service().server();
        return new LinkMail(notice.id(), to, "ja", "ご確認ください: " + server + " の復旧をお知らせします",
            List.of(notice.client() + " から " + server
                + " に接続できなかった方が、復旧時にこのアドレスへの通知を希望しました。ご本人の場合は、次のリンクから確認してください。"), link,
            List.of("お心当たりがない場合は、何もする必要はありません。この件についてのメールは、これ以上届きません。"));
    }
}
