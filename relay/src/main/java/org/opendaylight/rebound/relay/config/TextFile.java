/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files of text. */
final class TextFile {
    /** How large a file may be: a client table of some hundred thousand lines. */
    static final int MOST = 16 << 20;

    private TextFile() {
        // static only
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its text
     * @throws IOException if it cannot be read, is too large, or is not in UTF-8; the message says why in words
     */
    static String read(final Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            final var octets = in.readNBytes(MOST + 1);
            if (octets.length > MOST) {
                throw new IOException("it has more than " + MOST + " octets");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("permission denied", e);
        } catch (CharacterCodingException e) {
            throw new IOException("it is not in UTF-8", e);
        }
    }
}
