/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * A notification that was accepted: its community was configured, or its user was authenticated. Whether its source may
 * speak for a server is for the caller.
 *
 * @param source the address that the UDP datagram came from
 * @param version the SNMP version
 * @param oid the value of snmpTrapOID (RFC 3416 section 4.2.6) in dotted decimal; for SNMPv1 what RFC 3584 section 3.1
 *     makes of the generic trap, or of the enterprise and the specific trap
 * @param principal who was believed: the user's name, or the word {@code community}, never the community itself
 * @param inform whether it was an inform, which has been answered, or is answered when an {@link InformConsumer}
 *     accepts it
 * @param varbinds the other variable bindings in the order of the message, OID in dotted decimal to text; at most
 *     {@value TrapMapper#MAX_VARBINDS}, each of at most {@value TrapMapper#MAX_TEXT} characters without control
 *     characters. Communities are left out.
 * @param uptime the sender's sysUpTime when it sent; null if it did not say
 * @param agentAddress the agent's address where the message carries one: agent-addr of SNMPv1 or snmpTrapAddress of RFC
 *     3584, which a forwarder sets. It is the sender's word and proves nothing. Null if it does not say.
 */
public record Trap(IpAddress source, Version version, String oid, String principal, boolean inform,
        Map<String, String> varbinds, @Nullable Duration uptime, @Nullable IpAddress agentAddress) {
    /** The agent has started, and its configuration may have changed (RFC 3418). */
    public static final String COLD_START = "1.3.6.1.6.3.1.1.5.1";
    /** The agent has started with an unchanged configuration (RFC 3418). */
    public static final String WARM_START = "1.3.6.1.6.3.1.1.5.2";
    /** An interface has left the down state (RFC 2863). */
    public static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";

    public Trap {
        requireNonNull(source);
        requireNonNull(version);
        requireNonNull(oid);
        requireNonNull(principal);
        varbinds = Collections.unmodifiableMap(new LinkedHashMap<>(varbinds));
    }

    /** The versions of SNMP. */
    public enum Version {
        /** RFC 1157. */
        V1,
        /** RFC 1901. */
        V2C,
        /** RFC 3412. */
        V3
    }
}
