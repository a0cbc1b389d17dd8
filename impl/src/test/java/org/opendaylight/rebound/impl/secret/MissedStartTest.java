/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.promise.Promises;

class MissedStartTest {
    private final List<String> done = new ArrayList<>();

    private static ComponentDescriptionDTO component(final String name) {
        final var ret = new ComponentDescriptionDTO();
        ret.name = name;
        return ret;
    }

    @Test
    void theConfiguratorAndNothingElseIsDisabledAndEnabled() {
        final var all = List.of(component("other"), component(MissedStart.CONFIGURATOR));
        final var components = (ServiceComponentRuntime) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] { ServiceComponentRuntime.class }, (proxy, method, arguments) -> {
                if (method.getName().equals("getComponentDescriptionDTOs")) {
                    return all;
                }
                done.add(method.getName() + ' ' + ((ComponentDescriptionDTO) arguments[0]).name);
                return Promises.resolved(null);
            });

        MissedStart.restart(components);

        assertEquals(List.of("disableComponent " + MissedStart.CONFIGURATOR,
            "enableComponent " + MissedStart.CONFIGURATOR), done);
    }
}
