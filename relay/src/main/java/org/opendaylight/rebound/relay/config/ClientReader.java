/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.config;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;

/** Reads the client mail address table: from a list in YAML, or from a file in CSV (RFC 4180) or YAML. */
final class ClientReader {
    private static final String ADDRESS = "address";
    private static final String MAIL = "mail";
    private static final String NAME = "name";
    private static final String LANGUAGE = "language";
    private static final List<String> HEADER = List.of(ADDRESS, MAIL, NAME, LANGUAGE);
    private static final int LEAST_FIELDS = 2;
    private static final int MOST_NAME = 100;

    private final Map<IpAddress, Client> clients;
    private final Faults faults;

    ClientReader(final Faults faults, final Map<IpAddress, Client> clients) {
        this.faults = faults;
        this.clients = new HashMap<>(clients);
    }

    ClientTable table() {
        return new ClientTable(clients);
    }

    /** Takes a list in YAML. */
    void add(final List<Item> list) {
        for (var item : list) {
            faults.attempt(() -> {
                final var entry = item.section(Set.copyOf(HEADER));
                final var address = entry.require(ADDRESS);
                put(address.address(), entry.require(MAIL).mailAddress(), entry.optional(NAME, Item::text),
                    entry.optional(LANGUAGE, Item::text), item::fault);
                return item;
            });
        }
    }

    /** Takes a file. */
    void add(final Path file) throws ConfigException {
        final var name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            add(YamlFile.read(file, faults).list());
            return;
        }
        final String text;
        try {
            text = TextFile.read(file);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        }
        try (var records = CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofCsvRecord(text)) {
            for (var each : records) {
                faults.attempt(() -> addRecord(file, each));
            }
        } catch (CsvParseException e) {
            throw new ConfigException(file + ": no CSV: " + Words.of(e.getMessage()), e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private CsvRecord addRecord(final Path file, final CsvRecord line) throws ConfigException {
        final var place = file + ":" + line.getStartingLineNumber() + ": ";
        final Refusal refusal = what -> new ConfigException(place + what);
        final var fields = line.getFields().stream().map(String::strip).toList();
        if (fields.equals(HEADER.subList(0, Math.min(fields.size(), HEADER.size())))) {
            return line;
        }
        if (fields.size() < LEAST_FIELDS || fields.size() > HEADER.size()) {
            throw refusal.of("a line has an address, a mail address and, if you like, a name and a language");
        }
        final IpAddress address;
        try {
            address = IpAddress.parse(fields.getFirst());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(place + Words.of(fields.getFirst()) + " is no IP address", e);
        }
        if (!MailAddresses.isOne(fields.get(1))) {
            throw refusal.of(Words.of(fields.get(1)) + " is no mail address");
        }
        put(address, fields.get(1), field(fields, HEADER.indexOf(NAME)), field(fields, HEADER.indexOf(LANGUAGE)),
            refusal);
        return line;
    }

    private static @Nullable String field(final List<String> fields, final int index) {
        return index < fields.size() && !fields.get(index).isEmpty() ? fields.get(index) : null;
    }

    private void put(final IpAddress address, final String mail, final @Nullable String name,
            final @Nullable String language, final Refusal refusal) throws ConfigException {
        if (name != null && (name.length() > MOST_NAME || !Words.of(name).equals(name))) {
            throw refusal.of("the name has more than " + MOST_NAME + " characters, or a control character");
        }
        if (language != null && !isLanguage(language)) {
            throw refusal.of(Words.of(language) + " is no language tag of RFC 5646");
        }
        if (clients.putIfAbsent(address, new Client(mail, name, language)) != null) {
            throw refusal.of(address + " is there twice");
        }
    }

    static boolean isLanguage(final String tag) {
        try {
            return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
        } catch (IllformedLocaleException e) {
            // that is the answer
            return false;
        }
    }

    /** Makes a fault of its words. */
    @FunctionalInterface
    private interface Refusal {
        ConfigException of(String what);
    }
}
