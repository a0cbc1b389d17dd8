/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.opendaylight.rebound.impl.standin.Reply.Response;

/** Responses as they are sent. */
final class HttpMessages {
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final AsciiString NOSNIFF = AsciiString.cached("nosniff");
    /** Without it, a browser would not say which page a form comes from. */
    private static final AsciiString SAME_ORIGIN = AsciiString.cached("same-origin");
    private static final AsciiString REFERRER_POLICY = AsciiString.cached("referrer-policy");
    private static final AsciiString CONTENT_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString POLICY = AsciiString.cached(InquiryPage.POLICY);
    private static final AsciiString PLAIN = AsciiString.cached("text/plain");
    private static final HttpHeadersFactory HEADERS = DefaultHttpHeadersFactory.headersFactory().withValidation(false);
    private static final long SECOND = 1000;

    private static volatile Moment lastMoment = new Moment(0, "");

    private record Moment(long second, String text) {
        // Only data
    }

    private HttpMessages() {
        // Hidden on purpose
    }

    /**
     * A response.
     *
     * @param response what it says
     * @param version the request's version
     * @param head whether only its header is asked for
     * @param keepAlive whether another request may follow
     * @return the response
     */
    static FullHttpResponse of(final Response response, final HttpVersion version, final boolean head,
            final boolean keepAlive) {
        final var body = response.body();
        final var ret = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body), HEADERS, HEADERS);
        final var headers = ret.headers();
        headers.set(HttpHeaderNames.DATE, date());
        headers.set(HttpHeaderNames.CONTENT_TYPE, response.type());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        headers.set(CONTENT_OPTIONS, NOSNIFF);
        final var language = response.language();
        if (language != null) {
            headers.set(HttpHeaderNames.CONTENT_LANGUAGE, language.tag());
        }
        if (response.type().equals(Response.HTML)) {
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
            headers.set(REFERRER_POLICY, SAME_ORIGIN);
        }
        if (response.retryAfter() > 0) {
            headers.setInt(HttpHeaderNames.RETRY_AFTER, response.retryAfter());
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!version.isKeepAliveDefault()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return ret;
    }

    /**
     * Says that a request is refused.
     *
     * @param status why
     * @return a response after which the connection is closed
     */
    static FullHttpResponse refusal(final HttpResponseStatus status) {
        return of(new Response(status.code(), PLAIN.toString(), null, 0,
            (status + "\n").getBytes(StandardCharsets.US_ASCII)), HttpVersion.HTTP_1_1, false, false);
    }

    /** The time (RFC 9110 section 6.6.1), written once a second. */
    private static String date() {
        final long now = System.currentTimeMillis();
        final var last = lastMoment;
        if (last.second() == now / SECOND) {
            return last.text();
        }
        final var text = DateFormatter.format(new Date(now));
        lastMoment = new Moment(now / SECOND, text);
        return text;
    }
}
