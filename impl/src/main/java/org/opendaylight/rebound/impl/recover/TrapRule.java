/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.recover;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A notification that says that a server is back.
 *
 * @param oid the value of its snmpTrapOID, dotted decimal
 * @param condition what one of its variable bindings has to say, or null
 */
public record TrapRule(String oid, @Nullable Condition condition) {
    public TrapRule {
        requireNonNull(oid);
    }

    /**
     * What a variable binding has to say. At least one with this OID must.
     *
     * @param varbind its OID, or the beginning of it, as of a column without its instance
     * @param value the text that it must be, or null
     * @param pattern what all of its text must match, or null; an expression of RE2, which takes linear time whatever
     *     is sent
     */
    public record Condition(String varbind, @Nullable String value, @Nullable Pattern pattern) {
        public Condition {
            requireNonNull(varbind);
        }

        boolean holds(final Map<String, String> varbinds) {
            return varbinds.entrySet().stream()
                .filter(entry -> isUnder(varbind, entry.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(text -> (value == null || value.equals(text)) && (pattern == null || pattern.matches(text)));
        }
    }

    boolean holds(final String trapOid, final Map<String, String> varbinds) {
        return oid.equals(trapOid) && (condition == null || condition.holds(varbinds));
    }

    /** Whether an OID is a subtree's root or in it. */
    static boolean isUnder(final String root, final String oid) {
        return oid.startsWith(root) && (oid.length() == root.length() || oid.charAt(root.length()) == '.');
    }
}
