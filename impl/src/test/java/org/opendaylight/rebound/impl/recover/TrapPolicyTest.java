/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrapPolicyTest {
    private static final String COLD_START = "1.3.6.1.6.3.1.1.5.1";
    private static final String LINK_UP = "1.3.6.1.6.3.1.1.5.4";
    private static final String OPER_STATUS_3 = "1.3.6.1.2.1.2.2.1.8.3";
    private static final String IF_INDEX_3 = "1.3.6.1.2.1.2.2.1.1.3";
    private static final String IF_NAME_3 = "1.3.6.1.2.1.31.1.1.1.1.3";
    private static final String OWN = "1.3.6.1.4.1.99999.0.1";
    private static final String OWN_STATE = "1.3.6.1.4.1.99999.1.2";

    private static TrapPolicy policy(final Set<String> interfaces, final TrapRule... rules) {
        return new TrapPolicy(Set.of(), List.of(rules), interfaces);
    }

    private static TrapPolicy own(final String value, final String expression) {
        return policy(Set.of(), new TrapRule(OWN, new TrapRule.Condition(OWN_STATE, value,
            expression == null ? null : Pattern.compile(expression))));
    }

    @Test
    void onlyTheNotificationsOfTheRulesCount() {
        final var policy = policy(Set.of(), new TrapRule(COLD_START, null));
        assertTrue(policy.accepts(COLD_START, Map.of()));
        assertFalse(policy.accepts(COLD_START + ".1", Map.of()));
        assertFalse(policy.accepts(LINK_UP, Map.of()));
        assertFalse(policy(Set.of()).accepts(COLD_START, Map.of()));
    }

    @Test
    void aLinkUpOfAnInterfaceThatIsNotUpIsNone() {
        final var policy = policy(Set.of(), new TrapRule(LINK_UP, null));
        assertTrue(policy.accepts(LINK_UP, Map.of()));
        assertTrue(policy.accepts(LINK_UP, Map.of(OPER_STATUS_3, "1")));
        assertFalse(policy.accepts(LINK_UP, Map.of(OPER_STATUS_3, "2")));
        assertTrue(policy.accepts(LINK_UP, Map.of("1.3.6.1.2.1.2.2.1.80.3", "2")));
    }

    @Test
    void whereInterfacesAreNamedALinkUpOfAnotherOneIsNone() {
        final var policy = policy(Set.of("3", "eth1"), new TrapRule(LINK_UP, null), new TrapRule(COLD_START, null));
        assertTrue(policy.accepts(LINK_UP, Map.of(IF_INDEX_3, "3", OPER_STATUS_3, "1")));
        assertTrue(policy.accepts(LINK_UP, Map.of(IF_INDEX_3, "4", IF_NAME_3, "eth1")));
        assertFalse(policy.accepts(LINK_UP, Map.of(IF_INDEX_3, "4", IF_NAME_3, "eth3")));
        assertFalse(policy.accepts(LINK_UP, Map.of(IF_INDEX_3, "3", OPER_STATUS_3, "2")));
        assertFalse(policy.accepts(LINK_UP, Map.of()));
        assertTrue(policy.accepts(COLD_START, Map.of()));
    }

    @Test
    void aConditionIsMetByAnyInstanceOfItsVarbind() {
        final var policy = own("running", null);
        assertTrue(policy.accepts(OWN, Map.of(OWN_STATE, "running")));
        assertTrue(policy.accepts(OWN, Map.of(OWN_STATE + ".1", "stopped", OWN_STATE + ".2", "running")));
        assertFalse(policy.accepts(OWN, Map.of(OWN_STATE + ".1", "stopped")));
        assertFalse(policy.accepts(OWN, Map.of(OWN_STATE + "9", "running")));
        assertFalse(policy.accepts(OWN, Map.of()));
    }

    @Test
    void anExpressionMatchesTheWholeValue() {
        final var policy = own(null, "node-[0-9]+ up");
        assertTrue(policy.accepts(OWN, Map.of(OWN_STATE + ".0", "node-12 up")));
        assertFalse(policy.accepts(OWN, Map.of(OWN_STATE + ".0", "node-12 up again")));
        assertFalse(own("node-1 up", "node-2.*").accepts(OWN, Map.of(OWN_STATE, "node-1 up")));
    }
}
