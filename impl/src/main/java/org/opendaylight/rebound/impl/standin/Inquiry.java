/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ticker;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.web.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the answers of visitors: each for the client that it comes from and no other, {@value #ANSWERS} an hour, and
 * {@value #CONFIRMATIONS} mails an hour that ask an address to be confirmed.
 */
final class Inquiry {
    static final int ANSWERS = 10;
    static final int CONFIRMATIONS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private final HourlyLimit<IpAddress> answers;
    private final HourlyLimit<String> confirmations;
    private final VisitorDesk desk;
    private final FormToken token;
    private final long savingMillis;

    /**
     * A form that came back.
     *
     * @param service the service that it is about
     * @param client who sent it
     * @param host the host's name that the client uses, or null
     * @param origin the page that sent it (RFC 6454), or null
     * @param contentType the form's type, or null
     * @param body the form
     * @param language the language that the client reads, unless the form says another one
     * @param confirm whether an address that is typed has to be confirmed
     */
    record Request(ServiceKey service, IpAddress client, @Nullable String host, @Nullable String origin,
            @Nullable String contentType, String body, Language language, boolean confirm) {
        public Request {
            requireNonNull(service);
            requireNonNull(client);
            requireNonNull(body);
            requireNonNull(language);
        }
    }

    /**
     * What came of it.
     *
     * @param state what to show
     * @param path where the visitor wanted to go
     * @param language the language of the form
     * @param mail the address that it typed, if it did; otherwise empty
     */
    record Reply(PageState state, LocalPath path, Language language, String mail) {
        public Reply {
            requireNonNull(state);
            requireNonNull(path);
            requireNonNull(language);
            requireNonNull(mail);
        }
    }

    /**
     * Takes no answer yet.
     *
     * @param desk where answers are registered
     * @param token what forms have to bring back
     * @param ticker the monotonic time
     * @param limits how long an answer may take to be registered
     */
    Inquiry(final VisitorDesk desk, final FormToken token, final Ticker ticker, final StandInLimits limits) {
        this.desk = requireNonNull(desk);
        this.token = requireNonNull(token);
        answers = new HourlyLimit<>(ANSWERS, ticker);
        confirmations = new HourlyLimit<>(CONFIRMATIONS, ticker);
        savingMillis = limits.saving().toMillis();
    }

    /**
     * Takes an answer.
     *
     * @param request the form
     * @return completes with what came of it, when the answer is safe
     */
    CompletableFuture<Reply> take(final Request request) {
        final FormFields form;
        try {
            form = formOf(request);
        } catch (IllegalArgumentException e) {
            // not logged: the message has what was typed
            return refused(request, FormFields.NONE, PageState.MALFORMED);
        }
        if (!isFromOurPage(request) || !token.isRight(request.service(), request.client(), form.get("token"))) {
            return refused(request, form, PageState.FORGED);
        }
        return switch (form.get("choice")) {
            case "known" -> desk.find(request.service(), request.client()).knownMail() == null
                ? refused(request, form, PageState.MALFORMED)
                : register(request, form, PageState.YES_KNOWN, new ClientAnswer(true, null, true, tag(request, form)));
            case "mail" -> typed(request, form);
            case "stay" -> register(request, form, PageState.STAYS,
                new ClientAnswer(false, null, true, tag(request, form)));
            case "no" -> register(request, form, PageState.NO,
                new ClientAnswer(false, null, true, tag(request, form)));
            default -> refused(request, form, PageState.MALFORMED);
        };
    }

    private static FormFields formOf(final Request request) {
        final var type = request.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM_TYPE)) {
            throw new IllegalArgumentException("not of a form's type");
        }
        return FormFields.parse(request.body());
    }

    /** A browser says which page a form comes from; other programs say nothing. */
    private static boolean isFromOurPage(final Request request) {
        final var origin = request.origin();
        return origin == null || origin.equalsIgnoreCase("http://" + request.host())
            || origin.equalsIgnoreCase("https://" + request.host());
    }

    private CompletableFuture<Reply> typed(final Request request, final FormFields form) {
        final var mail = TypedMail.read(form.get("mail"));
        if (mail == null) {
            return refused(request, form, PageState.NO_ADDRESS);
        }
        final var visitor = desk.find(request.service(), request.client());
        final boolean confirmed = !request.confirm() || isConfirmed(visitor, mail);
        return register(request, form, confirmed ? PageState.YES : PageState.YES_UNCONFIRMED,
            new ClientAnswer(true, mail, confirmed, tag(request, form)));
    }

    /** The operator knows the address as this client's, or this client has followed the link in this outage. */
    private static boolean isConfirmed(final Visitor visitor, final String mail) {
        final var known = visitor.knownMail();
        final var before = visitor.answer();
        return known != null && mail.equals(TypedMail.read(known))
            || before != null && before.confirmed() && mail.equals(before.destination());
    }

    private CompletableFuture<Reply> register(final Request request, final FormFields form, final PageState done,
            final ClientAnswer answer) {
        if (!answers.admits(request.client())) {
            return refused(request, form, PageState.TOO_OFTEN);
        }
        final var destination = answer.destination();
        if (destination != null && !answer.confirmed() && !confirmations.admits(destination)) {
            return refused(request, form, PageState.TOO_MANY_MAILS);
        }
        return desk.answer(request.service(), request.client(), answer)
            // not on the desk's own future, which others may have
            .copy().orTimeout(savingMillis, TimeUnit.MILLISECONDS)
            .handle((nothing, failure) -> {
                if (failure != null) {
                    LOG.warn("The answer of {} for {} could not be registered", request.client(), request.service(),
                        failure);
                }
                return reply(request, form, failure == null ? done : PageState.NOT_SAVED);
            });
    }

    private static CompletableFuture<Reply> refused(final Request request, final FormFields form,
            final PageState state) {
        return CompletableFuture.completedFuture(reply(request, form, state));
    }

    private static Reply reply(final Request request, final FormFields form, final PageState state) {
        return new Reply(state, LocalPath.of(form.get("url")), language(request, form), form.get("mail"));
    }

    private static String tag(final Request request, final FormFields form) {
        return language(request, form).tag();
    }

    private static Language language(final Request request, final FormFields form) {
        final var said = form.get("lang");
        return said.isEmpty() ? request.language() : Language.of(said);
    }
}
