/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.redirect;

import java.util.concurrent.CompletableFuture;

/**
 * Leads clients to the stand-in, in the switches.
 */
public interface Signposts {
    /**
     * Leads the packets of a doorway on a detour, and the answers back, for some seconds; called again before they are
     * over to go on. Returns at once.
     *
     * @param doorway where
     * @param detour what
     * @return completes when the switch does so, exceptionally when it does not
     */
    CompletableFuture<Void> put(Doorway doorway, Detour detour);

    /**
     * Keeps the packets that open connections to a detour's service from going on in a switch, and shows them to us
     * instead: who comes by a doorway that is not known yet is led there, too. Not the stand-in's own packets. For
     * some seconds, as {@link #put}.
     *
     * @param switchId the switch
     * @param detour what
     * @return completes when the switch does so, exceptionally when it does not
     */
    CompletableFuture<Void> hold(String switchId, Detour detour);

    /**
     * Ends a detour at all doorways of a switch. Returns at once.
     *
     * @param switchId the switch
     * @param number the detour's number
     * @return completes when the switch has done so, also when it cannot be asked: then the time ends it
     */
    CompletableFuture<Void> remove(String switchId, int number);
}
