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
import java.util.concurrent.ExecutionException;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.DataTreeChangeExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCandidate;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Durability;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DurabilityBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Unsubscribed;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.unsubscribed.MailKey;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/** A datastore in memory that keeps what a commit looks like to those who are asked about it. */
final class PlayedDatastore extends AbstractConcurrentDataBrokerTest {
    /** The commits since the last look, a container each. */
    private final List<DOMDataTreeCandidate> commits = new ArrayList<>();

    private record Candidate(DOMDataTreeIdentifier getRootPath, DataTreeCandidateNode getRootNode)
            implements DOMDataTreeCandidate {
    }

    PlayedDatastore() throws Exception {
        setup();
        final var changes = getDomBroker().extension(DataTreeChangeExtension.class);
        for (var path : Units.CONTAINERS) {
            final var id = DOMDataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, path);
            changes.registerTreeChangeListener(id, new DOMDataTreeChangeListener() {
                @Override
                public void onDataTreeChanged(final List<DataTreeCandidate> all) {
                    all.forEach(one -> commits.add(new Candidate(id, one.getRootNode())));
                }

                @Override
                public void onInitialData() {
                    // nothing was committed
                }
            });
        }
    }

    DataBroker broker() {
        return getDataBroker();
    }

    DOMDataBroker domBroker() {
        return getDomBroker();
    }

    EffectiveModelContext model() {
        return getDataBrokerTestCustomizer().getSchemaService().getGlobalContext();
    }

    /** A change of a transaction. */
    interface Change<T extends DataObject> {
        DataObjectIdentifier<T> path();

        /** Null to delete it. */
        T entry();
    }

    private record Write<T extends DataObject>(DataObjectIdentifier<T> path, T entry) implements Change<T> {
    }

    static Change<?> unsubscribed(final String mail) {
        final var entry = new MailBuilder().withKey(new MailKey(new MailAddress(mail))).build();
        return new Write<>(pathOf(mail), entry);
    }

    static Change<?> subscribed(final String mail) {
        return new Write<>(pathOf(mail), null);
    }

    static Change<?> nobody() {
        return new Write<>(DataObjectIdentifier.builder(Unsubscribed.class).build(), null);
    }

    static Change<?> mark(final long mark) {
        return new Write<>(DataObjectIdentifier.builder(Durability.class).build(),
            new DurabilityBuilder().setMark(Uint64.valueOf(mark)).build());
    }

    static Change<?> smtpHost(final String host) {
        return new Write<>(DataObjectIdentifier.builder(Rebound.class)
            .child(org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail.class).build(),
            new org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.MailBuilder()
                .setSmtpHost(host(host)).build());
    }

    private static Host host(final String host) {
        return new Host(new org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715
            .DomainName(host));
    }

    private static DataObjectIdentifier<Mail> pathOf(final String mail) {
        return DataObjectIdentifier.builder(Unsubscribed.class)
            .child(Mail.class, new MailKey(new MailAddress(mail))).build();
    }

    /** Commits changes in one transaction, and gives what was committed. */
    List<DOMDataTreeCandidate> commit(final Change<?>... changes) throws ExecutionException, InterruptedException {
        commits.clear();
        final var tx = broker().newReadWriteTransaction();
        for (var change : changes) {
            put(tx, change);
        }
        tx.commit().get();
        return List.copyOf(commits);
    }

    private static <T extends DataObject> void put(
            final org.opendaylight.mdsal.binding.api.ReadWriteTransaction tx, final Change<T> change) {
        if (change.entry() == null) {
            tx.delete(LogicalDatastoreType.CONFIGURATION, change.path());
        } else {
            tx.put(LogicalDatastoreType.CONFIGURATION, change.path(), change.entry());
        }
    }

    /** What a commit changes. */
    List<Unit> units(final Change<?>... changes) throws ExecutionException, InterruptedException {
        return commit(changes).stream()
            .flatMap(one -> Units.changed(one.getRootPath().path(), one.getRootNode()).stream())
            .toList();
    }

    /** Everything that is there. */
    Map<YangInstanceIdentifier, NormalizedNode> all() throws ExecutionException, InterruptedException {
        final var ret = new LinkedHashMap<YangInstanceIdentifier, NormalizedNode>();
        try (var tx = domBroker().newReadOnlyTransaction()) {
            for (var container : Units.CONTAINERS) {
                ret.putAll(Units.of(container,
                    tx.read(LogicalDatastoreType.CONFIGURATION, container).get().orElse(null)));
            }
        }
        return ret;
    }
}
