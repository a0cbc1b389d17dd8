/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.push;

import static java.util.Objects.requireNonNull;

import org.opendaylight.rebound.push.HttpTarget;
import org.opendaylight.rebound.snmp.InformTarget;

/**
 * Where lists of failed clients go, and how.
 */
public sealed interface ListTarget {
    /**
     * By HTTP.
     *
     * @param target where and how
     */
    record Http(HttpTarget target) implements ListTarget {
        public Http {
            requireNonNull(target);
        }
    }

    /**
     * By SNMP.
     *
     * @param target where and how
     */
    record Inform(InformTarget target) implements ListTarget {
        public Inform {
            requireNonNull(target);
        }
    }
}
