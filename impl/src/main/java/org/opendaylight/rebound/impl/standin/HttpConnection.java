/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.standin.Reply.Events;
import org.opendaylight.rebound.impl.standin.Reply.Later;
import org.opendaylight.rebound.impl.standin.Reply.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of HTTP/1.1 (RFC 9112): takes its requests one after the other and within limits, and has each
 * answered by the reception. Requests that break the rules are refused, and end the connection.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final int HTTP_1 = 1;

    private final OpenService service;
    private final IpAddress client;
    private final StandInLimits limits;
    private final StringBuilder body = new StringBuilder(0);
    private ChannelHandlerContext context;
    private Deadline deadline;
    /** The request that is being read, once its header is there. */
    private @Nullable HttpRequest request;
    private int bodyOctets;
    /** Whether something of a request is there. */
    private boolean reading;
    /** Whether a request is being answered that takes a while. */
    private boolean answering;
    /** How many responses are on their way. */
    private int sending;
    /** Whether no further request is taken. */
    private boolean last;

    /** Sees when octets come. */
    private final class Decoder extends HttpRequestDecoder {
        Decoder() {
            super(new HttpDecoderConfig().setMaxInitialLineLength(limits.lineOctets())
                .setMaxHeaderSize(limits.headerOctets()).setMaxChunkSize(limits.bodyOctets())
                .setStrictLineParsing(true));
        }

        @Override
        public void channelRead(final ChannelHandlerContext ctx, final Object input) throws Exception {
            if (last) {
                // Not even read, so that it costs little and buys no time
                ReferenceCountUtil.release(input);
                return;
            }
            if (!reading) {
                reading = true;
                deadline.in(limits.request());
            }
            super.channelRead(ctx, input);
        }
    }

    /**
     * A connection.
     *
     * @param service what the client wants
     * @param client who it is
     */
    HttpConnection(final OpenService service, final IpAddress client) {
        this.service = service;
        this.client = client;
        limits = service.limits();
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx) {
        context = ctx;
        deadline = new Deadline(ctx.executor(), this::expired);
        deadline.in(limits.request());
        ctx.pipeline().addBefore(ctx.name(), null, new Decoder())
            .addBefore(ctx.name(), null, new HttpResponseEncoder());
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) {
        try {
            if (answering) {
                // Nobody sends requests so fast
                last = true;
            }
            if (!last && msg instanceof HttpRequest head) {
                begin(head);
            }
            if (!last && request != null && msg instanceof HttpContent content) {
                read(content);
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void begin(final HttpRequest head) {
        request = head;
        bodyOctets = 0;
        body.setLength(0);
        if (head.decoderResult().isFailure()) {
            refuse(head.decoderResult().cause());
        } else if (head.protocolVersion().majorVersion() != HTTP_1) {
            refuse(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "malformed");
        } else if (head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && head.headers().getAll(HttpHeaderNames.HOST).size() != 1) {
            refuse(HttpResponseStatus.BAD_REQUEST, "malformed");
        } else if (!context.channel().isWritable()) {
            // It asks, and does not take the answers; it may take those that there are
            last = true;
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            awaitBody(head);
        }
    }

    /**
     * An answer's body is read. Another one is dropped, so that the connection can be used again; if it is large, or
     * the client asks whether to send it, the client is told at once what it would be told in the end.
     */
    private void awaitBody(final HttpRequest head) {
        final boolean tooLarge = HttpUtil.getContentLength(head, 0L) > limits.bodyOctets();
        final boolean asks = HttpUtil.is100ContinueExpected(head);
        if (!takesBody(head)) {
            if (tooLarge || asks || head.method().equals(HttpMethod.CONNECT)) {
                answer(head, false);
            }
        } else if (tooLarge) {
            refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large");
        } else if (asks) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void read(final HttpContent content) {
        final var head = request;
        bodyOctets += content.content().readableBytes();
        if (content.decoderResult().isFailure()) {
            refuse(content.decoderResult().cause());
        } else if (bodyOctets > limits.bodyOctets()) {
            if (takesBody(head)) {
                refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large");
            } else {
                answer(head, false);
            }
        } else {
            if (takesBody(head)) {
                // A form is ASCII; what is not becomes something that no field has
                body.append(content.content().toString(ISO_8859_1));
            }
            if (content instanceof LastHttpContent) {
                answer(head, true);
            }
        }
    }

    private static boolean takesBody(final HttpRequest head) {
        return Reception.takesBody(head.method().name(), head.uri());
    }

    private void answer(final HttpRequest head, final boolean complete) {
        request = null;
        reading = false;
        deadline.in(limits.request());
        final var headers = head.headers();
        final var reply = service.reception().receive(new Visit(client, head.method().name(), head.uri(),
            new Visit.Headers(headers.get(HttpHeaderNames.HOST), headers.get(HttpHeaderNames.ACCEPT),
                headers.get(HttpHeaderNames.ACCEPT_LANGUAGE), headers.get(HttpHeaderNames.ORIGIN),
                headers.get(HttpHeaderNames.CONTENT_TYPE)), body.toString()));
        switch (reply) {
            case Response response -> send(head, response, complete);
            case Later later -> {
                answering = true;
                sendWhenThere(head, later.response());
            }
            case Events events -> becomeWaiting();
        }
    }

    private void sendWhenThere(final HttpRequest head, final CompletableFuture<Response> response) {
        response.whenCompleteAsync((done, failure) -> {
            answering = false;
            if (failure == null) {
                send(head, done, true);
            } else {
                exceptionCaught(context, failure);
            }
        }, context.executor());
    }

    private void send(final HttpRequest head, final Response response, final boolean complete) {
        final boolean keepAlive = complete && !last && HttpUtil.isKeepAlive(head) && !service.reception().isBack();
        last = !keepAlive;
        sending++;
        context.writeAndFlush(HttpMessages.of(response, head.protocolVersion(), head.method().equals(HttpMethod.HEAD),
            keepAlive)).addListener(done -> {
                sending--;
                if (!done.isSuccess()) {
                    context.close();
                } else if (!keepAlive) {
                    end(complete);
                } else if (isIdle() && !last) {
                    await();
                }
            });
    }

    private boolean isIdle() {
        return sending == 0 && !reading && !answering;
    }

    /** Waits for the next request, unless there is not to be one. */
    private void await() {
        if (service.reception().isBack()) {
            context.close();
        } else {
            deadline.in(limits.idle());
        }
    }

    private void end(final boolean complete) {
        if (complete) {
            context.close();
        } else {
            LingeringClose.begin(context.channel(), limits.linger());
        }
    }

    private void refuse(final Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            refuse(HttpResponseStatus.REQUEST_URI_TOO_LONG, "header-too-large");
        } else if (cause instanceof TooLongHttpHeaderException) {
            refuse(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "header-too-large");
        } else {
            refuse(HttpResponseStatus.BAD_REQUEST, "malformed");
        }
    }

    private void refuse(final HttpResponseStatus status, final String outcome) {
        service.count(outcome);
        last = true;
        request = null;
        reading = false;
        sending++;
        deadline.in(limits.request());
        context.writeAndFlush(HttpMessages.refusal(status)).addListener(done -> {
            sending--;
            end(false);
        });
    }

    private void expired() {
        if (last || sending > 0) {
            service.count("not-taken");
            reset();
        } else if (reading) {
            refuse(HttpResponseStatus.REQUEST_TIMEOUT, "too-slow");
        } else {
            context.close();
        }
    }

    private void reset() {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    private void becomeWaiting() {
        deadline.cancel();
        last = true;
        final var pipeline = context.pipeline();
        pipeline.remove(HttpResponseEncoder.class);
        pipeline.addLast(new WaitingPage(service));
        pipeline.remove(this);
        pipeline.remove(Decoder.class);
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object evt) {
        if (evt instanceof Back && isIdle()) {
            ctx.close();
        } else if (evt instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            service.count("tls-refused");
            ctx.close();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        deadline.cancel();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
            LOG.debug("A connection of {} was broken off", client, cause);
        } else {
            LOG.warn("A request of {} could not be answered", client, cause);
        }
        ctx.close();
    }
}
