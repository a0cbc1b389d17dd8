/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.function.Supplier;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.impl.standin.Reply.Events;
import org.opendaylight.rebound.impl.standin.Reply.Later;
import org.opendaylight.rebound.impl.standin.Reply.Response;
import org.opendaylight.rebound.impl.web.Language;

/**
 * Answers requests of HTTP in place of one service: 503 whatever is asked for, the answers of visitors, and events for
 * pages that wait.
 */
final class Reception {
    private static final String POST = "POST";

    private final StandIn standIn;
    private final Instant since;
    private final Problem problem;
    private final Supplier<StandInSettings> settings;
    private final VisitorDesk desk;
    private final Inquiry inquiry;
    private final FormToken token;
    private final Visits visits;
    private final Counters counters;
    private volatile InquiryPage page;
    private volatile boolean back;

    /**
     * A reception.
     *
     * @param standIn the service
     * @param since when it failed
     * @param settings the settings of the moment
     * @param desk where visitors are registered
     * @param inquiry takes their answers
     * @param token what forms have to bring back
     * @param visits tells the desk who came
     * @param counters counts what is shown
     */
    Reception(final StandIn standIn, final Instant since, final Supplier<StandInSettings> settings,
            final VisitorDesk desk, final Inquiry inquiry, final FormToken token, final Visits visits,
            final Counters counters) {
        this.standIn = requireNonNull(standIn);
        this.since = requireNonNull(since);
        this.settings = requireNonNull(settings);
        this.desk = requireNonNull(desk);
        this.inquiry = requireNonNull(inquiry);
        this.token = requireNonNull(token);
        this.visits = requireNonNull(visits);
        this.counters = requireNonNull(counters);
        problem = new Problem(standIn.service(), since);
        page = new InquiryPage(standIn, since, settings.get());
    }

    /** The service is back: who comes from now on is sent there. */
    void end() {
        back = true;
    }

    /**
     * Whether the service is back.
     *
     * @return true once {@link #end} was called
     */
    boolean isBack() {
        return back;
    }

    /**
     * Whether a request's body is read.
     *
     * @param method the request's method
     * @param target its target
     * @return true for an answer
     */
    static boolean takesBody(final String method, final String target) {
        return POST.equals(method) && InquiryPage.ANSWER.equals(target);
    }

    /**
     * Answers a request.
     *
     * @param visit the request
     * @return what it gets
     */
    Reply receive(final Visit visit) {
        if (visit.method().equals("GET") && visit.path().equals(InquiryPage.WAIT)) {
            if (!back) {
                visits.came(visit.client());
            }
            return new Events();
        }
        if (back) {
            return show(visit, new Shown(PageState.BACK, language(visit), LocalPath.of(visit.target()), visit.client(),
                null, null, ""));
        }
        visits.came(visit.client());
        return takesBody(visit.method(), visit.target()) ? take(visit) : ask(visit);
    }

    private Reply take(final Visit visit) {
        final var headers = visit.headers();
        return new Later(inquiry.take(new Inquiry.Request(standIn.service(), visit.client(), headers.host(),
            headers.origin(), headers.contentType(), visit.body(), language(visit), settings.get().confirm()))
            .thenApply(reply -> show(visit, shown(visit, desk.find(standIn.service(), visit.client()), reply))));
    }

    private Response ask(final Visit visit) {
        final var fields = visit.path().equals(InquiryPage.ANSWER) ? fields(visit.query()) : null;
        final var visitor = desk.find(standIn.service(), visit.client());
        final var answer = visitor.answer();
        final var destination = answer == null ? null : answer.destination();
        final var said = fields == null ? "" : fields.get("lang");
        return show(visit, shown(visit, visitor, new Inquiry.Reply(stateOf(visitor),
            LocalPath.of(fields == null ? visit.target() : fields.get("url")),
            said.isEmpty() ? language(visit) : Language.of(said),
            destination == null ? "" : TypedMail.masked(destination))));
    }

    private static FormFields fields(final String query) {
        try {
            return FormFields.parse(query);
        } catch (IllegalArgumentException e) {
            // a page without what cannot be read
            return FormFields.NONE;
        }
    }

    private static PageState stateOf(final Visitor visitor) {
        final var answer = visitor.answer();
        if (answer == null) {
            return PageState.ASKED;
        }
        if (!answer.wish()) {
            return PageState.NO;
        }
        if (answer.destination() != null) {
            return answer.confirmed() ? PageState.YES : PageState.YES_UNCONFIRMED;
        }
        return visitor.knownMail() == null ? PageState.ASKED : PageState.YES_KNOWN;
    }

    private Shown shown(final Visit visit, final Visitor visitor, final Inquiry.Reply reply) {
        final var known = visitor.knownMail();
        return new Shown(reply.state(), reply.language(), reply.path(), visit.client(),
            token.make(standIn.service(), visit.client()), known == null ? null : TypedMail.masked(known),
            reply.mail());
    }

    private Response show(final Visit visit, final Shown shown) {
        final var state = shown.state();
        final boolean answered = takesBody(visit.method(), visit.target()) && state != PageState.BACK;
        final int status = answered ? state.status() : 503;
        final int retryAfter = retryAfter(status, state);
        final boolean isPage = Preference.of(visit.headers().accept()) == Preference.PAGE;
        counters.counter(Terminator.STAGE, answered || state == PageState.BACK ? state.outcome()
            : isPage ? "page-shown" : "problem-shown").increment();
        if (isPage) {
            return new Response(status, Response.HTML, shown.language(), retryAfter, page().render(shown));
        }
        return answered ? Problem.answered(shown, retryAfter) : problem.failing(shown, retryAfter);
    }

    private static int retryAfter(final int status, final PageState state) {
        return switch (status) {
            case 503 -> state == PageState.BACK ? 1 : InquiryPage.LOOK_AGAIN;
            case 429 -> 3600;
            default -> 0;
        };
    }

    /** The page as the settings of the moment want it. */
    private InquiryPage page() {
        final var now = settings.get();
        final var last = page;
        if (last.settings() == now) {
            return last;
        }
        final var ret = new InquiryPage(standIn, since, now);
        page = ret;
        return ret;
    }

    private static Language language(final Visit visit) {
        return Language.of(visit.headers().acceptLanguage());
    }
}
