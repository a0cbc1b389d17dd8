/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Durability;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.FailedClients;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Keys;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Notices;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Recoveries;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Unsubscribed;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.SystemMapNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;
import org.opendaylight.yangtools.yang.data.tree.api.ModificationType;

/** Which units there are. */
final class Units {
    /** Rebound's containers in the configuration datastore. */
    static final List<YangInstanceIdentifier> CONTAINERS = Stream.of(Rebound.QNAME, FailedClients.QNAME,
        Recoveries.QNAME, Notices.QNAME, Unsubscribed.QNAME, Keys.QNAME, Durability.QNAME)
        .map(YangInstanceIdentifier::of)
        .toList();

    private Units() {
        // static only
    }

    /** The units of a container by their paths; none if it is not there. */
    static Map<YangInstanceIdentifier, NormalizedNode> of(final YangInstanceIdentifier container,
            final @Nullable NormalizedNode data) {
        final var ret = new LinkedHashMap<YangInstanceIdentifier, NormalizedNode>();
        if (data instanceof DataContainerNode present) {
            for (var child : present.body()) {
                addUnits(ret, container.node(child.name()), child);
            }
        }
        return ret;
    }

    private static void addUnits(final Map<YangInstanceIdentifier, NormalizedNode> units,
            final YangInstanceIdentifier path, final @Nullable NormalizedNode child) {
        if (child instanceof SystemMapNode list) {
            list.body().forEach(entry -> units.put(path.node(entry.name()), entry));
        } else if (child != null) {
            units.put(path, child);
        }
    }

    /** The units of a container that a commit changes. */
    static List<Unit> changed(final YangInstanceIdentifier container, final DataTreeCandidateNode change) {
        final var ret = new ArrayList<Unit>();
        if (change.modificationType() == ModificationType.SUBTREE_MODIFIED) {
            for (var child : change.childNodes()) {
                addChanged(ret, container.node(child.name()), child);
            }
        } else if (change.modificationType() != ModificationType.UNMODIFIED) {
            addDifference(ret, of(container, change.dataBefore()), of(container, change.dataAfter()));
        }
        return ret;
    }

    private static void addChanged(final List<Unit> units, final YangInstanceIdentifier path,
            final DataTreeCandidateNode child) {
        if (child.modificationType() == ModificationType.SUBTREE_MODIFIED
                && child.dataAfter() instanceof SystemMapNode) {
            for (var entry : child.childNodes()) {
                if (entry.modificationType() != ModificationType.UNMODIFIED) {
                    units.add(new Unit(path.node(entry.name()), entry.dataBefore(), entry.dataAfter()));
                }
            }
        } else if (child.modificationType() != ModificationType.UNMODIFIED) {
            final var before = new LinkedHashMap<YangInstanceIdentifier, NormalizedNode>();
            final var after = new LinkedHashMap<YangInstanceIdentifier, NormalizedNode>();
            addUnits(before, path, child.dataBefore());
            addUnits(after, path, child.dataAfter());
            addDifference(units, before, after);
        }
    }

    private static void addDifference(final List<Unit> units, final Map<YangInstanceIdentifier, NormalizedNode> before,
            final Map<YangInstanceIdentifier, NormalizedNode> after) {
        after.forEach((path, node) -> {
            final var old = before.get(path);
            if (!node.equals(old)) {
                units.add(new Unit(path, old, node));
            }
        });
        before.forEach((path, node) -> {
            if (!after.containsKey(path)) {
                units.add(new Unit(path, node, null));
            }
        });
    }
}
