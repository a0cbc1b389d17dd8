/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.table;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yangtools.binding.Notification;

/**
 * Remembers what was published, or takes nothing.
 */
final class FakePublisher implements NotificationPublishService {
    private final List<Notification<?>> taken = new CopyOnWriteArrayList<>();
    volatile boolean full;

    <T> List<T> all(final Class<T> type) {
        return taken.stream().filter(type::isInstance).map(type::cast).toList();
    }

    int count(final Class<?> type) {
        return all(type).size();
    }

    @Override
    public void putNotification(final Notification<?> notification) {
        throw new AssertionError("this may block");
    }

    @Override
    public ListenableFuture<?> offerNotification(final Notification<?> notification) {
        if (full) {
            return REJECTED;
        }
        taken.add(notification);
        return Futures.immediateVoidFuture();
    }

    @Override
    public ListenableFuture<?> offerNotification(final Notification<?> notification, final int timeout,
            final TimeUnit unit) {
        return offerNotification(notification);
    }
}
