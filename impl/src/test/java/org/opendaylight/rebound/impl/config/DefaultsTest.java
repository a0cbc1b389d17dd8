/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yangtools.binding.EnumTypeObject;
import org.opendaylight.yangtools.binding.runtime.spi.BindingRuntimeHelpers;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;

/**
 * The defaults in the code are those of the model.
 */
class DefaultsTest {
    private final DataNodeContainer model = BindingRuntimeHelpers.createEffectiveModel(Rebound.class);

    private DataNodeContainer parent(final String... path) {
        var ret = (DataNodeContainer) model.dataChildByName(Rebound.QNAME);
        for (var step : path) {
            ret = (DataNodeContainer) ret.dataChildByName(QName.create(Rebound.QNAME, step));
        }
        return ret;
    }

    private String leaf(final String name, final String... path) {
        final var leaf = (LeafSchemaNode) parent(path).dataChildByName(QName.create(Rebound.QNAME, name));
        return leaf.getType().getDefaultValue().orElseThrow().toString();
    }

    private Set<String> leafList(final String name, final String... path) {
        final var list = (LeafListSchemaNode) parent(path).dataChildByName(QName.create(Rebound.QNAME, name));
        return Set.of(list.getDefaults().stream().map(Object::toString).toArray(String[]::new));
    }

    private static Set<String> names(final Set<? extends EnumTypeObject> values) {
        return Set.of(values.stream().map(EnumTypeObject::getName).toArray(String[]::new));
    }

    @Test
    void defaultsAreThoseOfTheModel() {
        assertEquals(leaf("response-timeout", "server"), Long.toString(Defaults.RESPONSE_TIMEOUT));
        assertEquals(leaf("attempts", "server"), Integer.toString(Defaults.ATTEMPTS));
        assertEquals(leaf("policy-unreachable", "server"), Boolean.toString(Defaults.POLICY_UNREACHABLE));
        assertEquals(leaf("where", "observation"), Defaults.WHERE.getName());
        assertEquals(leaf("notices", "server", "maintenance"), Defaults.MAINTENANCE_NOTICES.getName());
        assertEquals(leafList("notify", "server"), names(Defaults.NOTIFY));
        assertEquals(leaf("format", "server", "push"), Defaults.PUSH_FORMAT.getName());
        assertEquals(leaf("timeout", "manager"), Long.toString(Defaults.PUSH_TIMEOUT));
        assertEquals(leaf("port", "manager", "inform"), Integer.toString(Defaults.INFORM_PORT));
        assertEquals(leaf("timeout", "manager", "inform"), Long.toString(Defaults.INFORM_TIMEOUT));
        assertEquals(leaf("retries", "manager", "inform"), Integer.toString(Defaults.INFORM_RETRIES));
        assertEquals(leafList("signal", "server", "recovery"), names(Defaults.SIGNALS));
        assertEquals(leafList("trap-oid", "server", "recovery"), Defaults.TRAP_OIDS);
        assertEquals(leaf("confirm", "server", "recovery"), Defaults.CONFIRM.getName());
        assertEquals(leaf("confirm-timeout", "server", "recovery"), Long.toString(Defaults.CONFIRM_TIMEOUT));
        assertEquals(leaf("hold-down", "server", "recovery"), Long.toString(Defaults.HOLD_DOWN));
        assertEquals(leaf("probe-interval", "server", "recovery"), Long.toString(Defaults.PROBE_INTERVAL));
        assertEquals(leaf("smtp-port", "mail"), Integer.toString(Defaults.SMTP_PORT));
        assertEquals(leaf("security", "mail"), Defaults.SECURITY.getName());
        assertEquals(leaf("timeout", "mail"), Long.toString(Defaults.MAIL_TIMEOUT));
        assertEquals(leaf("connections", "mail"), Integer.toString(Defaults.CONNECTIONS));
        assertEquals(leaf("retry-initial", "mail"), Long.toString(Defaults.RETRY_INITIAL));
        assertEquals(leaf("retry-maximum", "mail"), Long.toString(Defaults.RETRY_MAXIMUM));
        assertEquals(leaf("give-up-after", "mail"), Long.toString(Defaults.GIVE_UP_AFTER));
        assertEquals(leaf("group-wait", "outbox"), Long.toString(Defaults.GROUP_WAIT));
        assertEquals(leaf("rate", "mail"), Integer.toString(Defaults.RATE));
        assertEquals(leaf("rate-per-domain", "mail"), Integer.toString(Defaults.RATE_PER_DOMAIN));
        assertEquals(leaf("language", "mail"), Defaults.LANGUAGE);
        assertEquals(leaf("keep-sent", "outbox"), Long.toString(Defaults.KEEP_SENT));
        assertEquals(leaf("keep-failed", "outbox"), Long.toString(Defaults.KEEP_FAILED));
        assertEquals(leaf("priv-protocol", "snmp", "usm-user"), Defaults.PRIV_PROTOCOL.getName());
        assertEquals(leaf("request-rate", "web"), Long.toString(Defaults.REQUEST_RATE));
        assertEquals(leaf("stand-in", "server", "service"), Defaults.STAND_IN.getName());
        assertEquals(leaf("ask", "server"), Boolean.toString(Defaults.ASK));
        assertEquals(leaf("confirm", "stand-in"), Boolean.toString(Defaults.STAND_IN_CONFIRM));
        assertEquals(leaf("client-connections", "stand-in"), Integer.toString(Defaults.CLIENT_CONNECTIONS));
        assertEquals(leaf("table", "observation"), Integer.toString(Defaults.TABLE));
        assertEquals(leaf("punt-table", "observation"), Integer.toString(Defaults.PUNT_TABLE));
        assertEquals(leaf("priority", "observation"), Integer.toString(Defaults.PRIORITY));
        assertEquals(leaf("forwarding", "observation"), Defaults.FORWARDING.getName());
        assertEquals(leaf("next-table", "observation"), Integer.toString(Defaults.NEXT_TABLE));
        assertEquals(leaf("punt-rate", "observation"), Long.toString(Defaults.PUNT_RATE));
    }

    @Test
    void everyDefaultOfTheModelIsInTheCode() {
        assertEquals(Arrays.stream(Defaults.class.getDeclaredFields()).filter(field -> !field.isSynthetic()).count(),
            countDefaults((DataNodeContainer) model.dataChildByName(Rebound.QNAME)));
    }

    private static int countDefaults(final DataNodeContainer container) {
        int ret = 0;
        for (var child : container.getChildNodes()) {
            ret += switch (child) {
                // a manager's are those of a server's push: the same grouping
                case DataNodeContainer manager when child.getQName().getLocalName().equals("manager") -> 0;
                case LeafSchemaNode leaf -> leaf.getType().getDefaultValue().isPresent() ? 1 : 0;
                case LeafListSchemaNode list -> list.getDefaults().isEmpty() ? 0 : 1;
                case DataNodeContainer inner -> countDefaults(inner);
                default -> 0;
            };
        }
        return ret;
    }
}
