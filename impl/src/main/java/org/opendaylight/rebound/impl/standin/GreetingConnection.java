/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** A connection of a protocol whose server speaks first: it says that there is no service, and ends. */
final class GreetingConnection extends ChannelInboundHandlerAdapter {
    private final OpenService service;
    private final byte[] line;

    /**
     * A connection.
     *
     * @param service what the client wants
     * @param line what it is told
     */
    GreetingConnection(final OpenService service, final byte[] line) {
        this.service = service;
        this.line = line;
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        service.count("greeted");
        ctx.writeAndFlush(Unpooled.wrappedBuffer(line))
            .addListener(done -> LingeringClose.begin(ctx.channel(), service.limits().linger()));
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) {
        ReferenceCountUtil.release(msg);
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object evt) {
        if (evt instanceof Back) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        // Whoever does not want to hear it
        ctx.close();
    }
}
