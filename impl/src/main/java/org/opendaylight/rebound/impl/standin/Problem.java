/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.impl.standin.Reply.Response;
import org.opendaylight.rebound.impl.web.Language;

/**
 * What a program is told in place of a service (RFC 9457).
 *
 * @param service the service
 * @param since when it failed
 */
record Problem(ServiceKey service, Instant since) {
    private static final String PROBLEM = "application/problem+json";
    private static final Map<Integer, String> TITLES = Map.of(400, "Bad Request", 403, "Forbidden",
        429, "Too Many Requests", 503, "Service Unavailable");

    Problem {
        since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Says that the service fails, and how to be told when it is back.
     *
     * @param shown what a person would be shown
     * @param retryAfter when to ask again, in seconds
     * @return the response
     */
    Response failing(final Shown shown, final int retryAfter) {
        final var protocol = service.protocol().toString().toUpperCase(Locale.ROOT);
        final var json = problem(503, service.server() + " has not answered on " + protocol + " port " + service.port()
            + " since " + since + '.');
        json.addProperty("server", service.server());
        json.addProperty("since", since.toString());
        json.addProperty("client", shown.client().toString());
        final var links = new JsonObject();
        links.addProperty("answer", InquiryPage.ANSWER);
        links.addProperty("wait", InquiryPage.WAIT);
        json.add("links", links);
        final var token = shown.token();
        if (token != null) {
            json.addProperty("token", token);
        }
        return response(503, PROBLEM, retryAfter, json);
    }

    /**
     * Says what came of an answer.
     *
     * @param shown what a person would be shown
     * @param retryAfter when to ask again, in seconds; 0 to say nothing of it
     * @return the response
     */
    static Response answered(final Shown shown, final int retryAfter) {
        final var state = shown.state();
        final var known = shown.known();
        final var text = Words.of(Language.ENGLISH).say("said-" + state.word() + "-text",
            Map.of("mail", shown.mail(), "known", known == null ? "" : known));
        if (state.isRefused()) {
            return response(state.status(), PROBLEM, retryAfter, problem(state.status(), text));
        }
        final var json = new JsonObject();
        json.addProperty("state", state.word());
        json.addProperty("detail", text);
        return response(state.status(), "application/json", 0, json);
    }

    private static JsonObject problem(final int status, final String detail) {
        final var ret = new JsonObject();
        ret.addProperty("type", "about:blank");
        ret.addProperty("title", TITLES.get(status));
        ret.addProperty("status", status);
        ret.addProperty("detail", detail);
        return ret;
    }

    private static Response response(final int status, final String type, final int retryAfter,
            final JsonObject json) {
        return new Response(status, type, null, retryAfter, (json + "\n").getBytes(UTF_8));
    }
}
