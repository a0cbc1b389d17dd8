/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Notice;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.outbox.OutboxEntry.State;

/** Entries as octets on disk. */
final class EntryCodec {
    private static final int VERSION = 1;
    private static final int MOST_WORDS = 1000;

    private EntryCodec() {
        // static only
    }

    /**
     * Writes an entry.
     *
     * @param entry the entry
     * @return everything of it but its id
     */
    static byte[] encode(final OutboxEntry entry) {
        final var octets = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(octets)) {
            final var notice = entry.notice();
            out.writeByte(VERSION);
            out.writeUTF(notice.service().server());
            out.writeUTF(notice.service().protocol().name());
            out.writeShort(notice.service().port());
            out.writeLong(notice.outage());
            out.writeLong(notice.client().high());
            out.writeLong(notice.client().low());
            text(out, notice.destination());
            text(out, notice.recipientName());
            text(out, notice.language());
            time(out, notice.failedSince());
            time(out, notice.recovered());
            // alone it goes by its own id
            final var delivery = entry.delivery();
            out.writeBoolean(notice.id().equals(delivery));
            text(out, notice.id().equals(delivery) ? null : delivery);
            out.writeUTF(entry.state().name());
            out.writeInt(entry.tries());
            time(out, entry.created());
            time(out, entry.nextTry());
            time(out, entry.sent());
            final var words = entry.lastError();
            text(out, words == null || words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory took no octets", e);
        }
        return octets.toByteArray();
    }

    /**
     * Reads an entry.
     *
     * @param id its notice's id
     * @param octets what was written
     * @return the entry
     * @throws IllegalArgumentException if it is none, or one of a later version
     */
    static OutboxEntry decode(final String id, final byte[] octets) {
        try (var in = new DataInputStream(new ByteArrayInputStream(octets))) {
            final int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("entry " + id + " is of version " + version
                    + ", and this program knows " + VERSION);
            }
            final var service = new ServiceKey(in.readUTF(), Protocol.valueOf(in.readUTF()), in.readUnsignedShort());
            final var notice = new Notice(id, service, in.readLong(), new IpAddress(in.readLong(), in.readLong()),
                NoticeStore.CHANNEL, text(in), text(in), text(in), instant(id, in), instant(id, in));
            final boolean isAlone = in.readBoolean();
            final var delivery = text(in);
            return new OutboxEntry(notice, isAlone ? id : delivery, State.valueOf(in.readUTF()), in.readInt(),
                instant(id, in), time(in), time(in), text(in));
        } catch (IOException e) {
            throw new IllegalArgumentException("entry " + id + " is damaged", e);
        }
    }

    private static void text(final DataOutputStream out, final @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(final DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void time(final DataOutputStream out, final @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    private static @Nullable Instant time(final DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    }

    private static Instant instant(final String id, final DataInputStream in) throws IOException {
        final var ret = time(in);
        if (ret == null) {
            throw new IllegalArgumentException("entry " + id + " has no time");
        }
        return ret;
    }
}
