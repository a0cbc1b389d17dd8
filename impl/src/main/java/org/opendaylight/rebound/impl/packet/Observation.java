/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.packet;

import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;

/**
 * What one frame shows about a client and a server. Ports are 0 to 65535; sequence numbers are the 32 bits of the
 * header, to be compared modulo 2^32 (RFC 9293 section 3.4).
 */
public sealed interface Observation {
    /**
     * A client asks for a TCP connection: SYN without ACK, RST and FIN.
     *
     * @param client the sender
     * @param server the receiver
     * @param clientPort the sender's port
     * @param serverPort the receiver's port
     * @param sequence the initial sequence number
     * @param dataLength how many bytes of data the SYN carries (RFC 7413); usually 0
     */
    record TcpOpen(IpAddress client, IpAddress server, int clientPort, int serverPort, int sequence, int dataLength)
            implements Observation {
        // Only data
    }

    /**
     * A server accepts a TCP connection: SYN with ACK, without RST and FIN.
     *
     * @param server the sender
     * @param client the receiver
     * @param serverPort the sender's port
     * @param clientPort the receiver's port
     * @param acknowledgement the acknowledgement number: the client's initial sequence number and 1, and the length
     *                        of the data that was accepted with the SYN
     */
    record TcpAnswer(IpAddress server, IpAddress client, int serverPort, int clientPort, int acknowledgement)
            implements Observation {
        // Only data
    }

    /**
     * A TCP segment with RST. It refuses a connection only if it acknowledges the client's SYN (RFC 9293 section
     * 3.10.7.3).
     *
     * @param source the sender
     * @param destination the receiver
     * @param sourcePort the sender's port
     * @param destinationPort the receiver's port
     * @param acknowledges whether ACK is set
     * @param acknowledgement the acknowledgement number; without meaning if ACK is not set
     */
    record TcpReset(IpAddress source, IpAddress destination, int sourcePort, int destinationPort,
            boolean acknowledges, int acknowledgement) implements Observation {
        // Only data
    }

    /**
     * A UDP datagram, or the first fragment of one.
     *
     * @param source the sender
     * @param destination the receiver
     * @param sourcePort the sender's port
     * @param destinationPort the receiver's port
     */
    record UdpPacket(IpAddress source, IpAddress destination, int sourcePort, int destinationPort)
            implements Observation {
        // Only data
    }

    /**
     * An ICMP destination unreachable: type 3 of ICMPv4 (RFC 792) or type 1 of ICMPv6 (RFC 4443 section 3.1), with
     * what it quotes of the packet that could not be delivered. Nothing of it has been compared with an attempt yet.
     *
     * @param reporter who says so: the source of the message
     * @param addressee who is told: the destination of the message
     * @param code the code, 0 to 255; its meaning depends on {@link #isIpv4()}
     * @param client the source of the quoted packet
     * @param server the destination of the quoted packet
     * @param protocol the transport protocol of the quoted packet
     * @param clientPort the source port of the quoted packet
     * @param serverPort the destination port of the quoted packet
     * @param sequence the sequence number of the quoted packet for TCP; 0 for UDP
     */
    record Unreachable(IpAddress reporter, IpAddress addressee, int code, IpAddress client, IpAddress server,
            Protocol protocol, int clientPort, int serverPort, int sequence) implements Observation {
        /**
         * Whether the message is of ICMPv4. The quoted packet is of the same IP version.
         *
         * @return true for ICMPv4, false for ICMPv6
         */
        public boolean isIpv4() {
            return reporter.isIpv4();
        }
    }

    /**
     * A host asks for another's link-layer address: an ARP request (RFC 826), or a neighbour solicitation (RFC 4861)
     * that is not a test for duplicates. It shows too that the one who asks is there.
     *
     * @param asker who asks: the sender's protocol address, or the source of the solicitation
     * @param target whose address is wanted; never the asker's own
     */
    record Solicitation(IpAddress asker, IpAddress target) implements Observation {
        // Only data
    }

    /**
     * A host tells its link-layer address, asked or unasked: an ARP reply, a gratuitous ARP (RFC 5944 section 4.6), or
     * a neighbour advertisement.
     *
     * @param owner whose address is told
     */
    record Advertisement(IpAddress owner) implements Observation {
        // Only data
    }

    /**
     * The frame shows nothing that Rebound looks for, and why.
     */
    enum Ignored implements Observation {
        /** The bytes end before a header does. */
        TRUNCATED,
        /** A length or version field contradicts itself or another one. */
        MALFORMED,
        /** Neither IPv4, IPv6 nor ARP, or behind more VLAN tags than a network has. */
        NOT_IP,
        /** An address that no host may use as its own: unspecified, loopback, multicast, broadcast, IPv4-mapped. */
        BAD_ADDRESS,
        /** A fragment that is not the first one, so that it has no ports. */
        LATER_FRAGMENT,
        /** An IPv6 packet that is still on its way to another hop of its routing header. */
        SOURCE_ROUTED,
        /** More IPv6 extension headers than any real packet has. */
        TOO_MANY_HEADERS,
        /** A protocol above IP other than TCP, UDP and ICMP. */
        OTHER_PROTOCOL,
        /** TCP flags that no real connection has, such as SYN with FIN. */
        BAD_FLAGS,
        /** A TCP segment that neither opens, accepts nor resets a connection. */
        NOT_OPENING,
        /** An ICMP message other than destination unreachable, neighbour solicitation and advertisement. */
        OTHER_ICMP,
        /** An ICMP message whose checksum is wrong. */
        BAD_CHECKSUM,
        /** An ARP packet other than a request or a reply, or for other networks than IPv4 on Ethernet. */
        OTHER_ARP,
        /** A host tests an address before it uses it (RFC 5227, RFC 4862 section 5.4): no host asks yet. */
        ADDRESS_PROBE,
        /** A neighbour solicitation for the address that it comes from. */
        ASKS_FOR_ITSELF,
        /** A neighbour solicitation or advertisement that a router has passed on: its hop limit is not 255. */
        NOT_ON_LINK,
        /** A destination unreachable whose quote is too short, or is not an IP packet of the same version. */
        BAD_QUOTE,
        /** A destination unreachable that quotes a fragment without ports. */
        QUOTED_FRAGMENT,
        /** A destination unreachable that quotes something other than TCP and UDP. */
        QUOTED_OTHER_PROTOCOL
    }
}
