/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.api.RecoveryList.Client;
import org.opendaylight.rebound.api.ServiceKey;

/**
 * A list of failed clients as JSON (RFC 8259). A reader ignores members that it does not know, and refuses a
 * {@code type} or {@code version} that it does not know.
 */
public final class ListJson {
    /** What the member {@code type} says. */
    public static final String TYPE = "rebound.recovery";
    /** What the member {@code version} says. */
    public static final int VERSION = 1;
    /** How many octets a list takes, at most: one of {@value RecoveryList#MOST} clients with much to spare. */
    public static final int MAX_OCTETS = 262_144;

    private static final int MAX_ID = 300;
    /** Also what an HTTP header may have. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/%@+-]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");
    private static final TypeAdapter<JsonElement> STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create()
        .getAdapter(JsonElement.class);

    private ListJson() {
        // static only
    }

    /**
     * Writes a list.
     *
     * @param list the list
     * @return JSON in UTF-8
     */
    public static byte[] write(final RecoveryList list) {
        final var json = new JsonObject();
        json.addProperty("type", TYPE);
        json.addProperty("version", VERSION);
        json.addProperty("id", list.id());
        json.addProperty("server", list.service().server());
        json.addProperty("protocol", list.service().protocol().toString());
        json.addProperty("port", list.service().port());
        json.addProperty("outage", list.outage());
        json.addProperty("failed-since", list.failedSince().toString());
        json.addProperty("recovered", list.recovered().toString());
        final var clients = new JsonArray();
        for (var client : list.clients()) {
            final var entry = new JsonObject();
            entry.addProperty("address", client.address().toString());
            entry.addProperty("failed-since", client.failedSince().toString());
            clients.add(entry);
        }
        json.add("clients", clients);
        return json.toString().getBytes(UTF_8);
    }

    /**
     * Reads a list.
     *
     * @param octets JSON in UTF-8, from anybody
     * @return the list
     * @throws MalformedListException if it is none; the message names the member
     */
    public static RecoveryList read(final byte[] octets) throws MalformedListException {
        if (octets.length > MAX_OCTETS) {
            throw new MalformedListException("the list has more than " + MAX_OCTETS + " octets");
        }
        final var json = new Members("the list", parse(octets));
        if (!json.text("type").equals(TYPE)) {
            throw new MalformedListException("type is not " + TYPE);
        }
        if (json.number("version", 1, Integer.MAX_VALUE) != VERSION) {
            throw new MalformedListException("version is not " + VERSION + ", the only one that is known here");
        }
        final var id = json.text("id");
        if (id.length() > MAX_ID || !ID.matcher(id).matches()) {
            throw new MalformedListException("id has not 1 to " + MAX_ID + " characters of " + ID);
        }
        final var server = json.text("server");
        if (!NAME.matcher(server).matches()) {
            throw new MalformedListException("server is no name");
        }
        final var service = new ServiceKey(server, protocol(json.text("protocol")),
            (int) json.number("port", 1, 65535));
        return new RecoveryList(id, service, json.number("outage", 0, 0xffff_ffffL), json.time("recovered"),
            clients(json.array("clients")));
    }

    private static JsonElement parse(final byte[] octets) throws MalformedListException {
        try {
            return STRICT.fromJson(UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            throw new MalformedListException("the list is not in UTF-8", e);
        } catch (JsonParseException | java.io.IOException | StackOverflowError e) {
            throw new MalformedListException("the list is no JSON", e);
        }
    }

    private static Protocol protocol(final String name) throws MalformedListException {
        for (var protocol : Protocol.values()) {
            if (protocol.toString().equals(name)) {
                return protocol;
            }
        }
        throw new MalformedListException("protocol is neither tcp nor udp");
    }

    private static ArrayList<Client> clients(final JsonArray array) throws MalformedListException {
        if (array.isEmpty() || array.size() > RecoveryList.MOST) {
            throw new MalformedListException("clients has not 1 to " + RecoveryList.MOST + " entries");
        }
        final var ret = new ArrayList<Client>(array.size());
        final var seen = new HashSet<IpAddress>();
        for (int i = 0; i < array.size(); i++) {
            final var entry = new Members("clients[" + i + "]", array.get(i));
            final var address = entry.address("address");
            if (!seen.add(address)) {
                throw new MalformedListException("clients[" + i + "]: address is there twice");
            }
            ret.add(new Client(address, entry.time("failed-since")));
        }
        return ret;
    }

    /** The members of one object. */
    private record Members(String name, JsonObject object) {
        Members(final String name, final JsonElement element) throws MalformedListException {
            this(name, object(name, element));
        }

        private static JsonObject object(final String name, final JsonElement element) throws MalformedListException {
            if (element instanceof JsonObject found) {
                return found;
            }
            throw new MalformedListException(name + " is no JSON object");
        }

        private String text(final String member) throws MalformedListException {
            final var found = object.get(member);
            if (found != null && found.isJsonPrimitive() && found.getAsJsonPrimitive().isString()) {
                return found.getAsString();
            }
            throw fault(member, "is no string");
        }

        private long number(final String member, final long least, final long most) throws MalformedListException {
            final var found = object.get(member);
            if (found != null && found.isJsonPrimitive() && found.getAsJsonPrimitive().isNumber()) {
                try {
                    final long ret = Long.parseLong(found.getAsString());
                    if (ret >= least && ret <= most) {
                        return ret;
                    }
                } catch (NumberFormatException e) {
                    throw fault(member, "is no whole number", e);
                }
            }
            throw fault(member, "is not " + least + " to " + most);
        }

        private Instant time(final String member) throws MalformedListException {
            try {
                return OffsetDateTime.parse(text(member)).toInstant();
            } catch (DateTimeException e) {
                throw fault(member, "is no time of RFC 3339", e);
            }
        }

        private IpAddress address(final String member) throws MalformedListException {
            try {
                return IpAddress.parse(text(member));
            } catch (IllegalArgumentException e) {
                throw fault(member, "is no IP address", e);
            }
        }

        private JsonArray array(final String member) throws MalformedListException {
            if (object.get(member) instanceof JsonArray found) {
                return found;
            }
            throw fault(member, "is no array");
        }

        private MalformedListException fault(final String member, final String what) {
            return new MalformedListException(name + ": " + member + ' ' + what);
        }

        private MalformedListException fault(final String member, final String what, final Exception cause) {
            return new MalformedListException(name + ": " + member + ' ' + what, cause);
        }
    }
}
