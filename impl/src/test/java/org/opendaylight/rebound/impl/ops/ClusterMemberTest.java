/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ClusterMemberTest {
    /** As the controller's shard manager shows itself. */
    public interface ManagerMBean {
        String getMemberName();
    }

    /** As the controller's shard manager shows itself. */
    public static final class Manager implements ManagerMBean {
        @Override
        public String getMemberName() {
            return "member-3";
        }
    }

    /** As the controller's shards show themselves. */
    public interface ShardMBean {
        String getPeerAddresses();
    }

    /**
     * As the controller's shards show themselves.
     *
     * @param getPeerAddresses the other members
     */
    public record Shard(String getPeerAddresses) implements ShardMBean {
    }

    private static boolean isAloneWith(final String peers) throws Exception {
        final var server = MBeanServerFactory.newMBeanServer();
        server.registerMBean(new Shard(peers), new ObjectName("org.opendaylight.controller:"
            + "Category=Shards,name=member-1-shard-default-config,type=DistributedConfigDatastore"));
        return ClusterMember.isAlone(server);
    }

    @Test
    void aMemberIsAloneWhoseShardHasNoPeers() throws Exception {
        assertTrue(isAloneWith(""));
        assertFalse(isAloneWith("member-2-shard-default-config: pekko://opendaylight-cluster-data@10.99.0.2:2550"));
        assertTrue(ClusterMember.isAlone(MBeanServerFactory.newMBeanServer()));
    }

    @Test
    void theShardManagerKnowsTheName() throws Exception {
        final var server = MBeanServerFactory.newMBeanServer();
        server.registerMBean(new Manager(), new ObjectName("org.opendaylight.controller:"
            + "Category=ShardManager,name=shard-manager-config,type=DistributedConfigDatastore"));
        assertEquals("member-3", ClusterMember.name(server));
    }

    @Test
    void withoutAClusterItIsTheFirstMember() {
        assertEquals("member-1", ClusterMember.name(MBeanServerFactory.newMBeanServer()));
    }
}
