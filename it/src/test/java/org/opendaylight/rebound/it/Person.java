/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import java.util.List;
import org.opendaylight.rebound.it.testbed.Machine;

/**
 * A client of a story: a machine, and the mail address of who sits at it.
 *
 * @param machine the machine
 * @param mail the mail address, which nobody else has
 */
record Person(Machine machine, String mail) {
    private static final String PATIENCE = "3";

    /**
     * Opens the site's page.
     *
     * @param site the site
     * @return whether the page came
     */
    boolean opens(final Site site) {
        return opens(site.machine().v4(), Site.WEB);
    }

    /**
     * Opens a page of the site on another port, or of another of its addresses.
     *
     * @param address the address
     * @param port the port
     * @return whether the page came
     */
    boolean opens(final String address, final int port) {
        return fetch("http://" + address + ":" + port + "/");
    }

    /**
     * Opens the site's page over IPv6.
     *
     * @param site the site
     * @return whether the page came
     */
    boolean opensOverIpv6(final Site site) {
        return fetch("http://[" + site.machine().v6() + "]:" + Site.WEB + "/");
    }

    /**
     * Says something to the site's UDP echo.
     *
     * @param site the site
     * @return whether it came back
     */
    boolean hearsEcho(final Site site) {
        return machine.namespace().command("bash", "-c", "echo hello | socat -t 0.3 - UDP4:" + site.machine().v4() + ":"
            + Site.ECHO).attempt().output().contains("hello");
    }

    private boolean fetch(final String url) {
        return machine.namespace().command(List.of("curl", "-s", "-o", "/dev/null", "-m", PATIENCE, url)
            .toArray(String[]::new)).attempt().ok();
    }
}
