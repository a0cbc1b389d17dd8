/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This member of the cluster. The controller has it in its configuration of Pekko; the one door that needs no code of
 * the datastore's own are its management beans.
 */
public final class ClusterMember {
    /** The name of the only member of a stock installation. */
    public static final String DEFAULT = "member-1";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);
    private static final String BEANS = "org.opendaylight.controller:type=DistributedConfigDatastore,Category=";
    private static final String SHARD_MANAGER = BEANS + "ShardManager,name=shard-manager-config";

    private ClusterMember() {
        // Hidden on purpose
    }

    /**
     * Asks for the name.
     *
     * @return the name, for example {@code member-2}; {@value #DEFAULT} where there is no clustered datastore
     */
    public static String name() {
        return name(ManagementFactory.getPlatformMBeanServer());
    }

    static String name(final MBeanServer server) {
        try {
            return server.getAttribute(new ObjectName(SHARD_MANAGER), "MemberName") instanceof String name ? name
                : DEFAULT;
        } catch (JMException e) {
            LOG.info("The name of this cluster member is not known, it is called {} in the counters", DEFAULT, e);
            return DEFAULT;
        }
    }

    /**
     * Asks whether there are other members that have the shard of Rebound's configuration as well.
     *
     * @return false if there are; true if there are none, or no shard
     */
    public static boolean isAlone() {
        return isAlone(ManagementFactory.getPlatformMBeanServer());
    }

    static boolean isAlone(final MBeanServer server) {
        try {
            return !(server.getAttribute(new ObjectName(BEANS + "Shards,name=" + name(server)
                + "-shard-default-config"), "PeerAddresses") instanceof String peers) || peers.isBlank();
        } catch (JMException e) {
            LOG.debug("There is no default shard", e);
            return true;
        }
    }
}
