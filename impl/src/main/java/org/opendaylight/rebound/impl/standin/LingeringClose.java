/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * Ends a connection whose client may still be sending. A socket that is closed before all was read resets the
 * connection, and the client might not see what it was told; so this says that nothing more comes, drops what the
 * client sends, and closes when the client does, or after a while (RFC 9112 section 9.6).
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final int MOST_OCTETS = 262_144;

    private final Deadline deadline;
    private int octets;

    private LingeringClose(final Deadline deadline) {
        this.deadline = deadline;
    }

    /**
     * Ends a connection. Nothing else handles it any more.
     *
     * @param channel the connection; what was written to it was sent
     * @param time how long the client may take
     */
    static void begin(final Channel channel, final Duration time) {
        final var pipeline = channel.pipeline();
        if (!channel.isActive() || pipeline.get(SslHandler.class) != null || !(channel instanceof SocketChannel)) {
            // TLS has an end of its own
            channel.close();
            return;
        }
        final var deadline = new Deadline(channel.eventLoop(), channel::close);
        deadline.in(time);
        pipeline.addFirst(new LingeringClose(deadline));
        ((SocketChannel) channel).shutdownOutput();
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) {
        octets += msg instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        ReferenceCountUtil.release(msg);
        if (octets > MOST_OCTETS) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        deadline.cancel();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        // The client was told; how it goes does not matter
        ctx.close();
    }
}
