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
 * The name of this member of the cluster. The controller has it in its configuration of Pekko; the one door that needs
 * no code of the datastore's own is the shard manager's management bean.
 */
public final class MemberName {
    /** The name of the only member of a stock installation. */
    public static final String DEFAULT = "member-1";

    private static final Logger LOG = LoggerFactory.getLogger(MemberName.class);
    private static final String SHARD_MANAGER = "org.opendaylight.controller:type=DistributedConfigDatastore,"
        + "Category=ShardManager,name=shard-manager-config";

    private MemberName() {
        // Hidden on purpose
    }

    /**
     * Asks for the name.
     *
     * @return the name, for example {@code member-2}; {@value #DEFAULT} where there is no clustered datastore
     */
    public static String local() {
        return local(ManagementFactory.getPlatformMBeanServer());
    }

    static String local(final MBeanServer server) {
        try {
            return server.getAttribute(new ObjectName(SHARD_MANAGER), "MemberName") instanceof String name ? name
                : DEFAULT;
        } catch (JMException e) {
            LOG.info("The name of this cluster member is not known, it is called {} in the counters", DEFAULT, e);
            return DEFAULT;
        }
    }
}
