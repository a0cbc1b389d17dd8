/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Durability;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** The leaf that grows behind every change: whichever of two copies has the larger one is the newer one. */
final class Mark {
    static final YangInstanceIdentifier PATH =
        YangInstanceIdentifier.of(Durability.QNAME, QName.create(Durability.QNAME, "mark"));
    static final String KEY = Unit.keyOf(PATH);

    private Mark() {
        // static only
    }

    static @Nullable Long of(final @Nullable NormalizedNode leaf) {
        return leaf != null && leaf.body() instanceof Uint64 mark ? mark.longValue() : null;
    }
}
