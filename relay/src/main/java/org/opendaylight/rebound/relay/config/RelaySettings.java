/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.snmp.SnmpSettings;

/**
 * All that an administrator tells the relay.
 *
 * @param listen where lists are taken by HTTP, or null; then {@code snmp} is not
 * @param credentials what a request shows
 * @param metrics where health and metrics are served beside {@code listen}; null for there only
 * @param snmp how lists are taken by SNMP, or null
 * @param mail how clients are told
 * @param clients where the client mail address table is from
 * @param store what is kept
 */
public record RelaySettings(@Nullable ListenSettings listen, Credentials credentials, @Nullable Endpoint metrics,
        @Nullable SnmpSettings snmp, MailPart mail, ClientSource clients, StoreSettings store) {
    public RelaySettings {
        requireNonNull(credentials);
        requireNonNull(mail);
        requireNonNull(clients);
        requireNonNull(store);
    }

    /**
     * Reads the configuration and what it names, and checks all of it.
     *
     * @param file the file
     * @return the settings
     * @throws ConfigException if something is wrong; it names all faults that were found
     */
    public static RelaySettings read(final Path file) throws ConfigException {
        return SettingsReader.read(file);
    }
}
