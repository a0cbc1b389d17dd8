/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

import java.net.URI;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/**
 * What is served, and where.
 *
 * @param listeners where to listen; empty for nowhere
 * @param publicUrl the URL by which recipients reach the server, without a slash at its end; null for none
 * @param requestRate how many requests a minute one address may make; 0 for no limit
 */
public record WebSettings(Set<Listener> listeners, @Nullable URI publicUrl, int requestRate) {
    /**
     * A local address to listen on.
     *
     * @param address the address, or that for all
     * @param port the TCP port; 0 to let the system choose
     */
    public record Listener(IpAddress address, int port) {
        @Override
        public String toString() {
            return (address.isIpv4() ? address.toString() : "[" + address + ']') + ':' + port;
        }
    }

    public WebSettings {
        listeners = Set.copyOf(listeners);
        if (requestRate < 0) {
            throw new IllegalArgumentException("request rate " + requestRate + " is negative");
        }
    }

    /**
     * Whether mails may have links to the server.
     *
     * @return true if it listens, and has a URL
     */
    public boolean hasLinks() {
        return publicUrl != null && !listeners.isEmpty();
    }
}
