/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IPv4 or IPv6 address as two longs, so that a hot path can hold and compare it without an array. An IPv4 address is
 * held in its IPv4-mapped form (RFC 4291 section 2.5.5.2); an IPv4-mapped IPv6 address is therefore the IPv4 address.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    private static final long MAPPED = 0x0000_FFFF_0000_0000L;
    private static final long MAPPED_MASK = 0xFFFF_FFFF_0000_0000L;
    private static final long INT_MASK = 0xFFFF_FFFFL;

    /**
     * The IPv4 address with these bits.
     *
     * @param bits the address in network order
     * @return the address
     */
    public static IpAddress ofIpv4(final int bits) {
        return new IpAddress(0, MAPPED | bits & INT_MASK);
    }

    /**
     * Parses an address without zone.
     *
     * @param text dotted decimal or RFC 4291 text
     * @return the address
     * @throws IllegalArgumentException if the text is no address; a host name is never looked up
     */
    public static IpAddress parse(final String text) {
        return of(InetAddresses.forString(requireNonNull(text)));
    }

    /**
     * Converts from the JDK's type; a scope is dropped.
     *
     * @param address the address
     * @return the same address
     */
    public static IpAddress of(final InetAddress address) {
        final var bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES ? ofIpv4(bytes.getInt())
            : new IpAddress(bytes.getLong(), bytes.getLong());
    }

    /**
     * Whether this is an IPv4 address.
     *
     * @return true for IPv4
     */
    public boolean isIpv4() {
        return high == 0 && (low & MAPPED_MASK) == MAPPED;
    }

    /**
     * Whether this is an IPv6 address that is valid on one link only (RFC 4291 section 2.5.6).
     *
     * @return true for fe80::/10
     */
    public boolean isLinkLocal() {
        return high >>> 54 == 0x3FA;
    }

    /**
     * Converts to the JDK's type.
     *
     * @return the same address
     */
    public InetAddress toInetAddress() {
        final var bytes = isIpv4() ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low)
            : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An array of 4 or 16 bytes is an address", e);
        }
    }

    @Override
    public int compareTo(final IpAddress other) {
        final int cmp = Long.compareUnsigned(high, other.high);
        return cmp != 0 ? cmp : Long.compareUnsigned(low, other.low);
    }

    /**
     * The canonical text: dotted decimal, or RFC 5952.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return InetAddresses.toAddrString(toInetAddress());
    }
}
