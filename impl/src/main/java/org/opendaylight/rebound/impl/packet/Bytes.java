/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.opendaylight.rebound.api.IpAddress;

/**
 * Reads in network byte order, and sums. The caller has checked the bounds.
 */
final class Bytes {
    private static final VarHandle SHORT =
        MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {
        // Only static methods
    }

    static int u8(final byte[] bytes, final int offset) {
        return bytes[offset] & 0xFF;
    }

    static int u16(final byte[] bytes, final int offset) {
        return (short) SHORT.get(bytes, offset) & 0xFFFF;
    }

    static int i32(final byte[] bytes, final int offset) {
        return (int) INT.get(bytes, offset);
    }

    static long i64(final byte[] bytes, final int offset) {
        return (long) LONG.get(bytes, offset);
    }

    static IpAddress ipv4(final byte[] bytes, final int offset) {
        return IpAddress.ofIpv4(i32(bytes, offset));
    }

    static IpAddress ipv6(final byte[] bytes, final int offset) {
        return new IpAddress(i64(bytes, offset), i64(bytes, offset + Long.BYTES));
    }

    /**
     * The sum of the Internet checksum (RFC 1071), not yet folded and not complemented.
     */
    static long sum(final byte[] bytes, final int offset, final int length) {
        long sum = 0;
        final int end = offset + length;
        final int even = offset + (length & ~1);
        for (int pos = offset; pos < even; pos += Short.BYTES) {
            sum += u16(bytes, pos);
        }
        return even < end ? sum + (u8(bytes, even) << Byte.SIZE) : sum;
    }

    /**
     * Whether a sum that includes the checksum field says that the bytes are intact.
     */
    static boolean isIntact(final long sum) {
        return folded(sum) == 0xFFFF;
    }

    /**
     * What goes into the checksum field, from a sum in which that field is 0.
     */
    static short checksum(final long sum) {
        return (short) ~folded(sum);
    }

    private static long folded(final long sum) {
        long folded = sum;
        while (folded >>> Short.SIZE != 0) {
            folded = (folded & 0xFFFF) + (folded >>> Short.SIZE);
        }
        return folded;
    }
}
