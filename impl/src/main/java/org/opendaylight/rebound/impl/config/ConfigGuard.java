/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.PostCanCommitStep;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.CommitCohortExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCandidate;
import org.opendaylight.mdsal.dom.api.DOMDataTreeCommitCohort;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;
import org.opendaylight.yangtools.yang.data.tree.api.ModificationType;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a configuration that breaks {@link ConfigRules}, or brings an encrypted secret that does not decrypt, before
 * it is stored: it takes part in every commit that changes the container {@code rebound}. A commit that changes the
 * client mail address table only costs a look at the changed entries.
 *
 * <p>On a cluster the member that leads the shard asks its own guard. A user of another member is then told the reason
 * with a status of 500, because only the leader can say 400.
 */
public final class ConfigGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigGuard.class);
    private static final NodeIdentifier CLIENT = NodeIdentifier.create(Client.QNAME);
    private static final NodeIdentifier MAIL = NodeIdentifier.create(QName.create(Client.QNAME, "mail"));
    private static final QName ADDRESS = QName.create(Client.QNAME, "address");
    private static final int SHOWN = 5;

    private final AdapterContext codec;
    private final SecretVault vault;
    private final Registration registration;

    /**
     * Begins to refuse.
     *
     * @param broker the data broker; the controller's distributed one can ask a guard, an in-memory one cannot, which
     *     is logged
     * @param codec translates the datastore's form into the bindings
     * @param vault knows which encrypted secrets are good
     */
    public ConfigGuard(final DOMDataBroker broker, final AdapterContext codec, final SecretVault vault) {
        this.codec = requireNonNull(codec);
        this.vault = requireNonNull(vault);
        final var extension = broker.extension(CommitCohortExtension.class);
        if (extension == null) {
            LOG.warn("This data broker has no commit cohorts: a configuration that cannot work is not refused");
            registration = () -> { };
        } else {
            registration = extension.registerCommitCohort(
                DOMDataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, RefusedException.PATH), new Cohort());
        }
    }

    @Override
    public void close() {
        registration.close();
    }

    /**
     * Judges the changes of one commit.
     *
     * @param changes the container {@code rebound} before and after
     * @return the faults of the container as it would be; empty when the commit is good
     */
    List<String> faults(final Collection<DOMDataTreeCandidate> changes) {
        final var ret = new ArrayList<String>();
        for (var change : changes) {
            final var root = change.getRootNode();
            final var after = root.dataAfter();
            if (after != null) {
                boolean others = false;
                for (var child : root.childNodes()) {
                    if (child.modificationType() != ModificationType.UNMODIFIED) {
                        if (CLIENT.equals(child.name())) {
                            addClientFaults(ret, child);
                        } else {
                            others = true;
                        }
                    }
                }
                if (others) {
                    final var before = root.dataBefore();
                    final var rebound = decode(after);
                    ret.addAll(ConfigRules.faults(rebound));
                    ret.addAll(ConfigSecrets.faults(rebound, before == null ? null : decode(before), vault));
                }
            }
        }
        return ret;
    }

    private static void addClientFaults(final List<String> faults, final DataTreeCandidateNode clients) {
        for (var client : clients.childNodes()) {
            if (client.modificationType() != ModificationType.UNMODIFIED
                    && client.dataAfter() instanceof DataContainerNode entry && entry.childByArg(MAIL) == null) {
                faults.add("client '" + entry.getChildByArg(NodeIdentifier.create(ADDRESS)).body()
                    + "': mail is missing");
            }
        }
    }

    private Rebound decode(final NormalizedNode after) {
        final var binding = codec.currentSerializer().fromNormalizedNode(RefusedException.PATH, after);
        return (Rebound) requireNonNull(binding).getValue();
    }

    private final class Cohort implements DOMDataTreeCommitCohort {
        @Override
        public FluentFuture<PostCanCommitStep> canCommit(final Object txId, final EffectiveModelContext ctx,
                final Collection<DOMDataTreeCandidate> candidates) {
            final var faults = faults(candidates);
            if (faults.isEmpty()) {
                return PostCanCommitStep.NOOP_SUCCESSFUL_FUTURE;
            }
            LOG.debug("Refused transaction {}: {}", txId, faults);
            return FluentFutures.immediateFailedFluentFuture(new RefusedException(sentence(faults)));
        }

        @Override
        public String toString() {
            return "the configuration rules of Rebound";
        }
    }

    /**
     * Puts faults into one message.
     *
     * @param faults one or more faults
     * @return the first few of them, and how many more there are
     */
    static String sentence(final List<String> faults) {
        final var shown = faults.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return faults.size() <= SHOWN ? shown : shown + "; and " + (faults.size() - SHOWN) + " more";
    }
}
