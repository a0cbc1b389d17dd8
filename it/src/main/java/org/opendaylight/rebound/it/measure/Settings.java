/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.opendaylight.rebound.it.testbed.Machine;
import org.opendaylight.rebound.it.testbed.Network;

/**
 * The configuration that the measurements give Rebound.
 */
final class Settings {
    /** The name of the only server. */
    static final String SERVER = "measured";
    /** The community of its traps. */
    static final String COMMUNITY = "measure";
    /** The port that traps are sent to. */
    static final int TRAP_PORT = 1162;
    /** The port of the mail server. */
    static final int SMTP_PORT = 2525;
    /** Where the configuration is. */
    static final String PATH = "rebound:rebound";

    private Settings() {
        // no instances
    }

    /**
     * Watches TCP ports of one server.
     *
     * @param server the server
     * @param client the only client with a mail address
     * @param mail that address
     * @param ports the ports
     * @return the whole configuration
     */
    static JsonObject watching(final Machine server, final Machine client, final String mail, final int... ports) {
        final var services = new StringBuilder();
        for (var port : ports) {
            services.append(services.isEmpty() ? "" : ",").append("{\"protocol\":\"tcp\",\"port\":").append(port)
                .append('}');
        }
        return JsonParser.parseString("""
            {"rebound:rebound": {
              "server": [{"name": "NAME", "address": ["SERVER"], "service": [SERVICES],
                          "recovery": {"signal": ["trap"]}}],
              "client": [{"address": "CLIENT", "mail": "ADDRESS"}],
              "mail": {"smtp-host": "127.0.0.1", "smtp-port": SMTP_PORT, "from": "rebound@example.com"},
              "snmp": {"listen": [{"address": "CONTROLLER", "port": TRAP_PORT}], "community": [{"name": "COMMUNITY"}]}}}
            """.replace("NAME", SERVER).replace("SERVER", server.v4()).replace("SERVICES", services)
            .replace("CLIENT", client.v4()).replace("ADDRESS", mail)
            .replace("SMTP_PORT", String.valueOf(SMTP_PORT)).replace("CONTROLLER", Network.CONTROLLER)
            .replace("TRAP_PORT", String.valueOf(TRAP_PORT)).replace("COMMUNITY", COMMUNITY)).getAsJsonObject();
    }
}
