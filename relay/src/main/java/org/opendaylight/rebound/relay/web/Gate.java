/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.push.Signature;
import org.opendaylight.rebound.relay.config.Credentials;

/** Lets a request pass that shows one of the credentials that are configured. */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final @Nullable Signature signature;
    private final Clock clock;

    @SuppressFBWarnings(value = "NP_STORE_INTO_NONNULL_FIELD",
        justification = "SpotBugs does not see that the type is @Nullable")
    Gate(final Credentials credentials, final Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
        final var secret = credentials.signingSecret();
        signature = secret == null ? null : new Signature(secret);
    }

    /**
     * Lets pass or refuses.
     *
     * @param request the request
     * @param body its body
     * @return the id that is signed with it, or null when something else than a signature let it pass
     * @throws Refusal if it shows nothing that would do
     */
    @Nullable String pass(final Request request, final byte[] body) throws Refusal {
        if (request.isCertified() && credentials.certificate() || hasToken(request)) {
            return null;
        }
        final var verifier = signature;
        final var verdict = verifier == null ? Signature.Verdict.UNSIGNED
            : verifier.verify(request.header(Signature.ID), request.header(Signature.TIMESTAMP),
                request.header(Signature.SIGNATURE), body, clock.instant());
        return switch (verdict) {
            case GOOD -> request.header(Signature.ID);
            case STALE -> throw refusal(Problem.STALE, Signature.TIMESTAMP + " is more than "
                + Signature.TOLERANCE.toMinutes() + " minutes from the time here, which is "
                + clock.instant().getEpochSecond());
            case WRONG -> throw refusal(Problem.WRONG_CREDENTIAL, "the signature is not that of this body and secret");
            case UNSIGNED -> throw unsigned(request);
        };
    }

    private boolean hasToken(final Request request) {
        final var token = credentials.bearerToken();
        final var shown = request.header("Authorization");
        return token != null && shown != null && shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && MessageDigest.isEqual(token.getBytes(UTF_8), shown.substring(BEARER.length()).strip().getBytes(UTF_8));
    }

    private Refusal unsigned(final Request request) {
        if (credentials.bearerToken() != null && request.header("Authorization") != null) {
            return refusal(Problem.WRONG_CREDENTIAL, "the token is not the one that is configured");
        }
        return refusal(Problem.UNSIGNED, "the request shows no credential that would do:" + wanted());
    }

    private String wanted() {
        return (signature == null ? "" : " a signature of Standard Webhooks;")
            + (credentials.bearerToken() == null ? "" : " a bearer token;")
            + (credentials.certificate() ? " a client certificate;" : "");
    }

    private Refusal refusal(final Problem problem, final String detail) {
        return new Refusal(problem, detail, Map.of("WWW-Authenticate",
            credentials.bearerToken() == null ? "Standard-Webhooks" : "Bearer"));
    }
}
