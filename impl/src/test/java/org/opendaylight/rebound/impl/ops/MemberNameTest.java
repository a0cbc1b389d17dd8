/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MemberNameTest {
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

    @Test
    void theShardManagerKnowsTheName() throws Exception {
        final var server = MBeanServerFactory.newMBeanServer();
        server.registerMBean(new Manager(), new ObjectName("org.opendaylight.controller:"
            + "Category=ShardManager,name=shard-manager-config,type=DistributedConfigDatastore"));
        assertEquals("member-3", MemberName.local(server));
    }

    @Test
    void withoutAClusterItIsTheFirstMember() {
        assertEquals("member-1", MemberName.local(MBeanServerFactory.newMBeanServer()));
    }
}
