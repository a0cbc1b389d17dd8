/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps those who talk to the HTTP server that Java has from taking more than a little of it.
 *
 * @param seconds how long a request may take to come, an answer to be taken, and a connection to be idle
 * @param connections how many connections may be open
 */
public record ServerLimits(int seconds, int connections) {
    private static final int HEADER_OCTETS = 16_384;

    /**
     * Sets the limits that Java's server has for the whole process only. It reads them when the first server is made;
     * what somebody has set by hand stays.
     */
    public void set() {
        Map.of(
            "sun.net.httpserver.maxReqTime", seconds,
            "sun.net.httpserver.maxRspTime", seconds,
            "sun.net.httpserver.idleInterval", seconds,
            "sun.net.httpserver.maxReqHeaderSize", HEADER_OCTETS,
            "jdk.httpserver.maxConnections", connections)
            .forEach((name, value) -> System.setProperty(name, System.getProperty(name, value.toString())));
    }

    /**
     * A thread for each connection that may be open. Java's server holds a lock while it waits for a request's bytes,
     * and a virtual thread does not let go of its carrier then (JDK 21): a few slow clients would stop all of them.
     *
     * @param name what the threads' names begin with
     * @return the threads, which end when nobody needs them
     */
    public ThreadPoolExecutor threads(final String name) {
        final var ret = new ThreadPoolExecutor(connections, connections, seconds, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(connections), Thread.ofPlatform().name(name, 0).daemon().factory());
        ret.allowCoreThreadTimeOut(true);
        return ret;
    }
}
