/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What goes to one destination as one message: one notice, or several that were made within {@code group-wait}.
 *
 * @param id names the message; two deliveries with the same id are the same message, sent again
 * @param notices one or more, all with the same channel and the same destination
 */
public record Delivery(String id, List<Notice> notices) {
    public Delivery {
        requireNonNull(id);
        notices = List.copyOf(notices);
        if (notices.isEmpty()) {
            throw new IllegalArgumentException("delivery " + id + " has no notice");
        }
    }

    /**
     * A delivery of one notice, which gives it its id.
     *
     * @param notice the notice
     * @return the delivery
     */
    public static Delivery of(final Notice notice) {
        return new Delivery(notice.id(), List.of(notice));
    }
}
