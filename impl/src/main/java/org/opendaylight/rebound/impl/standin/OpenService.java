/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.IpAddress;

/** A service that is stood in for: its ports, and the connections that clients have there. */
final class OpenService {
    /** When those connections are reset that have not ended by themselves when the service is back. */
    private static final long RESET_MILLIS = 450;
    private static final int BACKLOG = 4096;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32_768, 65_536);

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<Channel> listeners = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Parts parts;
    private final StandIn standIn;
    private final Instant since;
    private final Reception reception;
    private final Visits visits;
    private final ChannelGroup connections;
    private final @Nullable SslContext tls;
    private volatile @Nullable Back back;
    private volatile boolean closed;

    /**
     * What all services share.
     *
     * @param loops the threads
     * @param occupancy how many connections there are
     * @param settings the settings of the moment
     * @param limits how much one may take
     * @param random gives a number below another one; spreads those who wait
     * @param counters counts in stage {@value Terminator#STAGE}
     */
    record Parts(EventLoopGroup loops, Occupancy occupancy, Supplier<StandInSettings> settings, StandInLimits limits,
            IntUnaryOperator random, Counters counters) {
        // Only data
    }

    /**
     * A service that nobody can reach yet.
     *
     * @param parts what all services share
     * @param standIn the service
     * @param since when it failed
     * @param reception answers requests of HTTP
     * @param visits tells the desk who came
     * @throws IOException if its certificate or key cannot be used
     */
    OpenService(final Parts parts, final StandIn standIn, final Instant since, final Reception reception,
            final Visits visits) throws IOException {
        this.parts = parts;
        this.standIn = standIn;
        this.since = since;
        this.reception = reception;
        this.visits = visits;
        connections = new DefaultChannelGroup(parts.loops().next());
        tls = tls(standIn);
    }

    private static @Nullable SslContext tls(final StandIn standIn) throws IOException {
        final var identity = standIn.tls();
        if (identity == null) {
            return null;
        }
        try {
            return new JdkSslContext(identity.context(), false, null, IdentityCipherSuiteFilter.INSTANCE, null,
                ClientAuth.NONE, new String[] {"TLSv1.3", "TLSv1.2"}, false);
        } catch (IllegalArgumentException e) {
            throw new IOException("Cannot speak TLS for " + standIn.service() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Listens.
     *
     * @param addresses where
     * @return the port at each address
     * @throws IOException if it cannot be listened at one of them; then it is not listened at any
     */
    Map<IpAddress, Integer> listen(final Iterable<IpAddress> addresses) throws IOException {
        final var ret = new LinkedHashMap<IpAddress, Integer>();
        for (var address : addresses) {
            final var bound = new ServerBootstrap().group(parts.loops()).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(final SocketChannel channel) {
                        connected(channel, address);
                    }
                })
                .bind(new InetSocketAddress(address.toInetAddress(), 0)).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                shut();
                throw new IOException("Cannot listen at " + address + " in place of " + standIn.service(),
                    bound.cause());
            }
            listeners.add(bound.channel());
            ret.put(address, ((InetSocketAddress) bound.channel().localAddress()).getPort());
        }
        return Map.copyOf(ret);
    }

    private void connected(final SocketChannel channel, final IpAddress here) {
        final var remote = channel.remoteAddress();
        if (remote == null || closed) {
            // It is gone already, or too late
            channel.close();
            return;
        }
        final var client = IpAddress.of(remote.getAddress());
        final var refusal = parts.occupancy().enter(client, parts.settings().get().clientConnections());
        if (refusal != null) {
            count(refusal);
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
            return;
        }
        channel.closeFuture().addListener(done -> parts.occupancy().leave(client));
        connections.add(channel);
        count("connected");
        final var pipeline = channel.pipeline();
        final var context = tls;
        if (standIn.kind() != StandInKind.HTTP) {
            visits.came(client);
            pipeline.addLast(new GreetingConnection(this,
                Greeting.line(standIn, since, here, parts.settings().get().services().values())));
            return;
        }
        if (context != null) {
            final var handler = context.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(limits().request().toMillis());
            pipeline.addLast(handler);
        }
        pipeline.addLast(new HttpConnection(this, client));
    }

    /**
     * The service is back: sends those who are here to it. Who still comes is told to try again, until {@link #shut}.
     *
     * @return completes when none of the connections is left that there were
     */
    CompletableFuture<Void> end() {
        synchronized (this) {
            if (back != null) {
                return ended;
            }
            back = Back.to(waiting.get());
        }
        reception.end();
        final var there = new DefaultChannelGroup(parts.loops().next());
        there.addAll(connections);
        there.forEach(channel -> channel.pipeline().fireUserEventTriggered(back));
        parts.loops().next().schedule(() -> reset(there), RESET_MILLIS, TimeUnit.MILLISECONDS);
        there.newCloseFuture().addListener(gone -> ended.complete(null));
        return ended;
    }

    /** Closes the ports, and what came by them. */
    void shut() {
        closed = true;
        listeners.forEach(Channel::close);
        reset(connections);
    }

    private static void reset(final Iterable<Channel> channels) {
        channels.forEach(channel -> {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        });
    }

    /**
     * Answers requests.
     *
     * @return the reception
     */
    Reception reception() {
        return reception;
    }

    /**
     * How much one may take.
     *
     * @return the limits
     */
    StandInLimits limits() {
        return parts.limits();
    }

    /**
     * Counts something.
     *
     * @param outcome what
     */
    void count(final String outcome) {
        parts.counters().counter(Terminator.STAGE, outcome).increment();
    }

    /** A page waits. */
    void waits() {
        waiting.incrementAndGet();
        count("waiting");
    }

    /** A page waits no more. */
    void waitsNoMore() {
        waiting.decrementAndGet();
    }

    /**
     * Whether the service is back.
     *
     * @return what those who wait are told, or null
     */
    @Nullable Back back() {
        return back;
    }

    /**
     * When one who waits is to go to the service.
     *
     * @param said what is said to all
     * @return after how many milliseconds
     */
    int delay(final Back said) {
        count("told-back");
        return parts.random().applyAsInt(said.spread() + 1);
    }
}
