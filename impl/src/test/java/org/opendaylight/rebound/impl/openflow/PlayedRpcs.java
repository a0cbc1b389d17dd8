/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.openflow;

import com.google.common.collect.ClassToInstanceMap;
import com.google.common.collect.MutableClassToInstanceMap;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.yangtools.binding.Rpc;

/**
 * Answers as switches are told to by a test; an operation that a test does not expect is a failure.
 */
final class PlayedRpcs implements RpcService {
    private final ClassToInstanceMap<Rpc<?, ?>> rpcs = MutableClassToInstanceMap.create();

    <T extends Rpc<?, ?>> PlayedRpcs with(final Class<T> type, final T rpc) {
        rpcs.putInstance(type, rpc);
        return this;
    }

    @Override
    public <T extends Rpc<?, ?>> T getRpc(final Class<T> type) {
        final var rpc = rpcs.getInstance(type);
        return rpc != null ? rpc : type.cast(java.lang.reflect.Proxy.newProxyInstance(type.getClassLoader(),
            new Class<?>[] { type }, (proxy, method, args) -> {
                throw new AssertionError("unexpected " + type.getSimpleName());
            }));
    }
}
