/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.SendOutcome;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.Community;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.User;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.UdpAddress;

/**
 * Sends lists of clients as informs. Each list has a socket and, for SNMPv3, the knowledge about its receiver of its
 * own, which end with it; there is no thread, and lists may be sent by any number of threads at once.
 */
public final class InformSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InformSender.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int MAX_KEYS = 64;
    // engine ID, clock, and once more if the receiver restarts in between
    private static final int MAX_PROCEED = 4;

    private final EngineIdentity identity;
    private final long started = System.nanoTime();
    private final Set<InformSocket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    // in the order of last use, guarded by the lock: making keys takes some ten milliseconds
    private final Map<UsmUser, UserKeys> keys = new LinkedHashMap<>(16, 0.75f, true);
    private volatile boolean closed;

    /**
     * Makes a sender.
     *
     * @param engineFile where our SNMP engine ID is kept across restarts, as {@link TrapReceiver} keeps its own; made
     *     when missing, written once here. Another file than any receiver's or other sender's.
     */
    public InformSender(final Path engineFile) {
        identity = EngineIdentity.start(engineFile);
    }

    /**
     * Sends a list and waits until the receiver has acknowledged all of it. Part 2 is sent when part 1 was
     * acknowledged, and so on. A list that is sent again begins with part 1, whatever was acknowledged before; the
     * receiver knows the parts by the list's id. Takes at most timeout times (retries + 1) for each message, and with
     * SNMPv3 a few messages more than there are parts.
     *
     * @param list the list
     * @param target where it goes
     * @return sent if all parts were acknowledged; retry if one was not; rejected if the receiver says that it will not
     *     take it - it does not know the user, or has another passphrase for it, or answers with an error - or if the
     *     list cannot be said in REBOUND-MIB. A receiver that does not know our key cannot authenticate that it says
     *     so: somebody on the path can forge a rejection, as he can keep any message from arriving.
     * @throws InterruptedException if the thread is interrupted; what was acknowledged until then is not known
     */
    public SendOutcome send(final RecoveryList list, final InformTarget target) throws InterruptedException {
        final List<RecoveryPart> parts;
        try {
            parts = RecoveryInforms.split(list, target.octets());
        } catch (IllegalArgumentException e) {
            LOG.debug("List {} cannot be sent", list.id(), e);
            return new SendOutcome.Rejected(String.valueOf(e.getMessage()));
        }
        final var peer = new InetSocketAddress(target.address().toInetAddress(), target.port());
        try (var socket = InformSocket.open(peer)) {
            sockets.add(socket);
            try {
                return converse(parts, target, socket, conversation(target));
            } finally {
                sockets.remove(socket);
            }
        } catch (PortUnreachableException e) {
            LOG.debug("Nobody listens at {}", target, e);
            return new SendOutcome.Retry("nobody listens at " + target);
        } catch (IOException e) {
            LOG.debug("Cannot send to {}", target, e);
            return new SendOutcome.Retry("cannot send to " + target + ": " + e.getMessage());
        }
    }

    private Conversation conversation(final InformTarget target) {
        return switch (target.credentials()) {
            case Community(var community) -> new CommunityConversation(community);
            case User(var user) -> new UserConversation(identity, keys(user),
                new UdpAddress(target.address().toInetAddress(), target.port()));
        };
    }

    private UserKeys keys(final UsmUser user) {
        lock.lock();
        try {
            final var ret = keys.computeIfAbsent(user, UserKeys::new);
            if (keys.size() > MAX_KEYS) {
                keys.remove(keys.keySet().iterator().next());
            }
            return ret;
        } finally {
            lock.unlock();
        }
    }

    private SendOutcome converse(final List<RecoveryPart> parts, final InformTarget target,
            final InformSocket socket, final Conversation conversation) throws IOException, InterruptedException {
        for (final var part : parts) {
            conversation.begin(part, RANDOM.nextInt(1, Integer.MAX_VALUE),
                (System.nanoTime() - started) / NANOS_PER_TICK);
            switch (exchange(target, socket, conversation)) {
                case Reply.Refused(var reason) -> {
                    return new SendOutcome.Rejected(target + ": " + reason);
                }
                case Reply.Ignored(var hint) -> {
                    return new SendOutcome.Retry(hint);
                }
                case Reply.Acknowledged taken -> LOG.debug("{} took {}: {}", target, part, taken);
                case Reply.Proceed again -> {
                    return new SendOutcome.Retry(target + " always wants another clock or engine ID: " + again);
                }
            }
        }
        return new SendOutcome.Sent();
    }

    // until something decides; what was ignored is the answer if nothing does
    private Reply exchange(final InformTarget target, final InformSocket socket, final Conversation conversation)
            throws IOException, InterruptedException {
        String hint = "";
        int proceeded = 0;
        int sent = 0;
        boolean due = true;
        long deadline = 0;
        while (true) {
            // asked after the socket was registered: whoever closes sees it, or we see that it was closed
            if (closed || socket.isStopped()) {
                return new Reply.Ignored("the sender of informs was closed");
            }
            if (due) {
                socket.send(conversation.next());
                deadline = System.nanoTime() + target.timeout().toNanos();
                due = false;
            }
            final var message = socket.receive(deadline);
            if (message == null) {
                if (++sent > target.retries()) {
                    return new Reply.Ignored("no answer from " + target + " to " + sent + " messages"
                        + (hint.isEmpty() ? "" : "; " + hint));
                }
                due = true;
                continue;
            }
            switch (conversation.read(message)) {
                case Reply.Acknowledged taken -> {
                    return taken;
                }
                case Reply.Refused refused -> {
                    return refused;
                }
                case Reply.Proceed again -> {
                    if (++proceeded > MAX_PROCEED) {
                        return again;
                    }
                    due = true;
                    hint = "it answers, but did not take the list: it may not know the user, or have no room";
                }
                case Reply.Ignored(var why) -> hint = why.isEmpty() ? hint : why;
            }
        }
    }

    /** Ends what is being sent, as to be tried again, and sends nothing more. Does not wait. */
    @Override
    public void close() {
        closed = true;
        sockets.forEach(InformSocket::stop);
    }
}
