/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.notice;

import java.util.concurrent.CompletableFuture;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * Where the addresses that clients gave are confirmed: the failed-client table, seen from the link in the mail.
 */
public interface ConfirmationDesk {
    /**
     * How it is with an address. Answers at once.
     *
     * @param service the service that the client wanted
     * @param client the client
     * @param mailAddress the address
     * @return how it is
     */
    Confirmation confirmation(ServiceKey service, IpAddress client, String mailAddress);

    /**
     * Confirms an address, if the client is to be told there.
     *
     * @param service the service that the client wanted
     * @param client the client
     * @param mailAddress the address
     * @return how it is then, when that is safe; never {@link Confirmation#AWAITED}
     */
    CompletableFuture<Confirmation> confirm(ServiceKey service, IpAddress client, String mailAddress);
}
