/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.codec.binfmt.NormalizedNodeDataInput;
import org.opendaylight.yangtools.yang.data.codec.binfmt.NormalizedNodeStreamVersion;

/** Units as bytes, in the format that the controller's journal has as well. It says its version itself. */
final class UnitCodec {
    private static final int USUAL_SIZE = 1024;

    private UnitCodec() {
        // static only
    }

    /**
     * A unit that is there.
     *
     * @param path where
     * @param node what
     */
    record Stored(YangInstanceIdentifier path, NormalizedNode node) {
    }

    static byte[] encode(final YangInstanceIdentifier path, final NormalizedNode node) {
        final var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var out = NormalizedNodeStreamVersion.current().newDataOutput(new DataOutputStream(bytes))) {
            out.writeYangInstanceIdentifier(path);
            out.writeNormalizedNode(node);
        } catch (IOException e) {
            throw new UncheckedIOException("A unit cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    static Stored decode(final byte[] bytes) {
        try {
            final var in = NormalizedNodeDataInput.newDataInput(
                new DataInputStream(new ByteArrayInputStream(bytes)));
            return new Stored(in.readYangInstanceIdentifier(), in.readNormalizedNode());
        } catch (IOException e) {
            throw new UncheckedIOException("A unit of the second copy cannot be read", e);
        }
    }
}
