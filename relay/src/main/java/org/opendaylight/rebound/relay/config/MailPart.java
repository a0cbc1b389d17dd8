/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.outbox.RetryPolicy;

/**
 * How clients are told by mail.
 *
 * @param settings how mail is sent
 * @param retry when it is tried again
 * @param groupWait how long a notice waits for others to the same receiver
 */
public record MailPart(MailSettings settings, RetryPolicy retry, Duration groupWait) {
    public MailPart {
        requireNonNull(settings);
        requireNonNull(retry);
        requireNonNull(groupWait);
    }
}
