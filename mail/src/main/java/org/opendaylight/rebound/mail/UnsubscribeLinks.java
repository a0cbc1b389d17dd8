/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import java.net.URI;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Makes the link by which a receiver asks for no more mail (RFC 8058). Its implementation answers a POST to it, and
 * changes nothing on a GET.
 */
public interface UnsubscribeLinks {
    /**
     * The link for one receiver.
     *
     * @param mailAddress the receiver's mail address, as it stands in the notice
     * @return the link, the same for the same address; null for none
     */
    @Nullable URI linkFor(String mailAddress);
}
