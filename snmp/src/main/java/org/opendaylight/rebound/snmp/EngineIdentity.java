/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who we are to senders of SNMPv3 informs: snmpEngineID and snmpEngineBoots (RFC 3411 section 5, RFC 3414 section
 * 2.2.2). Both are kept in a small file, because a receiver that came back with the same ID and lower boots would have
 * to refuse its senders, or would accept messages of its earlier life. Where the file cannot be read or written a fresh
 * random ID is as sound: a sender that meets an unknown engine discovers it anew.
 *
 * @param id the engine ID, 5 to 32 octets
 * @param boots how often this engine has started, 1 to 2147483646
 */
record EngineIdentity(byte[] id, int boots) {
    private static final Logger LOG = LoggerFactory.getLogger(EngineIdentity.class);
    private static final HexFormat HEX = HexFormat.ofDelimiter(":");
    private static final String ID_KEY = "engine-id";
    private static final String BOOTS_KEY = "engine-boots";
    private static final int MIN_ID = 5;
    private static final int MAX_ID = 32;
    // RFC 3411 SnmpEngineID: the enterprise number of the engine's maker with the first bit set (SNMP4J's, 4976), then
    // 5 for "octets", then whatever is unique
    private static final byte[] ID_PREFIX = { (byte) 0x80, 0x00, 0x13, 0x70, 0x05 };
    private static final int ID_RANDOM = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Starts the engine once more: reads the file, adds one to the boots and writes the file before anything is
     * received.
     *
     * @param file where the identity is kept; it and its directories are made when missing. Used by one receiver only.
     * @return the identity for this run
     */
    static EngineIdentity start(final Path file) {
        final var ret = next(file);
        try {
            write(file, ret);
        } catch (IOException e) {
            LOG.warn("Cannot keep the SNMP engine ID in {}: senders of SNMPv3 informs have to discover a new one after"
                + " every restart", file, e);
            return fresh();
        }
        return ret;
    }

    private static EngineIdentity next(final Path file) {
        try {
            final var properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            final var id = HEX.parseHex(properties.getProperty(ID_KEY, ""));
            final int boots = Integer.parseInt(properties.getProperty(BOOTS_KEY, ""));
            if (id.length < MIN_ID || id.length > MAX_ID || boots < 0) {
                throw new IllegalArgumentException("engine ID of " + id.length + " octets, boots " + boots);
            }
            // RFC 3414 section 2.2.3: at the last value the engine must get another ID
            return boots < Integer.MAX_VALUE - 1 ? new EngineIdentity(id, boots + 1) : fresh();
        } catch (NoSuchFileException e) {
            LOG.debug("No SNMP engine ID in {} yet", file, e);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("No usable SNMP engine ID in {}: a new one is made", file, e);
        }
        return fresh();
    }

    private static EngineIdentity fresh() {
        final var random = new byte[ID_RANDOM];
        RANDOM.nextBytes(random);
        return new EngineIdentity(ByteBuffer.allocate(ID_PREFIX.length + ID_RANDOM).put(ID_PREFIX).put(random).array(),
            1);
    }

    private static void write(final Path file, final EngineIdentity identity) throws IOException {
        final var absolute = file.toAbsolutePath();
        final var directory = absolute.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        final var next = absolute.resolveSibling(absolute.getFileName() + ".new");
        final var text = "# Rebound's SNMP engine, for senders of SNMPv3 informs. Keep this file; do not copy it.\n"
            + ID_KEY + '=' + identity + '\n' + BOOTS_KEY + '=' + identity.boots() + '\n';
        try (var channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            final var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The engine ID in hexadecimal with colons. */
    @Override
    public String toString() {
        return HEX.formatHex(id);
    }
}
