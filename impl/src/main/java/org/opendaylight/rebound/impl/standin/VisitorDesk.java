/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import java.util.concurrent.CompletableFuture;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * Where visitors of the stand-in are registered: the way to the failed-client table.
 */
public interface VisitorDesk {
    /**
     * What is known of a visitor. Answers at once.
     *
     * @param service the service that it wanted
     * @param client who it is
     * @return what is known
     */
    Visitor find(ServiceKey service, IpAddress client);

    /**
     * Somebody came. Returns at once; who is in the table already is not written again.
     *
     * @param service the service that it wanted
     * @param client who it is
     */
    void visited(ServiceKey service, IpAddress client);

    /**
     * Registers an answer, and sees to it that an address that is not confirmed gets the mail with the link.
     *
     * @param service the service that it wanted
     * @param client who it is
     * @param answer what it answered
     * @return completes when the answer is safe
     */
    CompletableFuture<Void> answer(ServiceKey service, IpAddress client, ClientAnswer answer);
}
