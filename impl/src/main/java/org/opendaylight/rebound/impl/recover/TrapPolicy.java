/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendaylight.rebound.api.IpAddress;

/**
 * Which notifications say that a server is back. Pure.
 *
 * @param sources the addresses that its notifications come from
 * @param rules the notifications; none if traps do not count for it
 * @param interfaces a linkUp counts only for one of these: its ifIndex, or its ifDescr, ifName or ifAlias where the
 *     notification has it; empty for any
 */
public record TrapPolicy(Set<IpAddress> sources, List<TrapRule> rules, Set<String> interfaces) {
    private static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";
    private static final String IF_OPER_STATUS = "1.3.6.1.2.1.2.2.1.8";
    /** The columns ifIndex, ifDescr, ifName and ifAlias: what an interface may be called by. */
    private static final List<String> IF_NAMES = List.of("1.3.6.1.2.1.2.2.1.1", "1.3.6.1.2.1.2.2.1.2",
        "1.3.6.1.2.1.31.1.1.1.1", "1.3.6.1.2.1.31.1.1.1.18");
    private static final String UP = "1";

    public TrapPolicy {
        sources = Set.copyOf(sources);
        rules = List.copyOf(rules);
        interfaces = Set.copyOf(interfaces);
    }

    /**
     * Whether a notification says that the server is back.
     *
     * @param oid the value of its snmpTrapOID, dotted decimal
     * @param varbinds its variable bindings, OID to text
     * @return true if it does
     */
    public boolean accepts(final String oid, final Map<String, String> varbinds) {
        return rules.stream().anyMatch(rule -> rule.holds(oid, varbinds))
            && (!oid.equals(LINK_UP) || isUp(varbinds) && isOurs(varbinds));
    }

    /** An agent may send a linkUp for an interface that is up by its administrator's will only (RFC 2863). */
    private static boolean isUp(final Map<String, String> varbinds) {
        return varbinds.entrySet().stream()
            .filter(entry -> TrapRule.isUnder(IF_OPER_STATUS, entry.getKey()))
            .allMatch(entry -> entry.getValue().equals(UP));
    }

    private boolean isOurs(final Map<String, String> varbinds) {
        return interfaces.isEmpty() || varbinds.entrySet().stream()
            .filter(entry -> IF_NAMES.stream().anyMatch(column -> TrapRule.isUnder(column, entry.getKey())))
            .anyMatch(entry -> interfaces.contains(entry.getValue()));
    }
}
