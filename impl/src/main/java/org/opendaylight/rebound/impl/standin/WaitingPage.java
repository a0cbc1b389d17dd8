/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A connection by which a page waits for the server (Server-Sent Events of the HTML standard). Nothing else handles it
 * any more, so that it takes little memory.
 */
final class WaitingPage extends ChannelInboundHandlerAdapter {
    private static final ByteBuf HEAD = constant("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
        + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        + "retry: 3000\n\n");
    /** A comment. */
    private static final ByteBuf HEARTBEAT = constant(":\n\n");

    private final OpenService service;
    private @Nullable ScheduledFuture<?> heartbeat;
    private boolean told;
    private boolean left;

    /**
     * A page that waits.
     *
     * @param service for what
     */
    WaitingPage(final OpenService service) {
        this.service = service;
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx) {
        service.waits();
        ctx.writeAndFlush(HEAD.duplicate());
        final long millis = service.limits().heartbeat().toMillis();
        heartbeat = ctx.executor().scheduleAtFixedRate(() -> beat(ctx), millis, millis, TimeUnit.MILLISECONDS);
        final var back = service.back();
        if (back != null) {
            tell(ctx, back);
        }
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) {
        // It has nothing more to say
        ReferenceCountUtil.release(msg);
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object evt) {
        if (evt instanceof Back back) {
            tell(ctx, back);
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        leave();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        // Whoever does not wait any more
        ctx.close();
    }

    private void beat(final ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            ctx.writeAndFlush(HEARTBEAT.duplicate());
        } else {
            ctx.close();
        }
    }

    private void tell(final ChannelHandlerContext ctx, final Back back) {
        if (!told) {
            told = true;
            leave();
            ctx.writeAndFlush(Unpooled.copiedBuffer("event: back\ndata: " + service.delay(back) + "\n\n", US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void leave() {
        if (!left) {
            left = true;
            service.waitsNoMore();
            final var timer = heartbeat;
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }

    private static ByteBuf constant(final String text) {
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(text.getBytes(US_ASCII))).asReadOnly();
    }
}
