/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.testbed;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A RESTCONF client (RFC 8040) that speaks JSON (RFC 7951).
 */
public final class Restconf {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String READY = "ready";
    private static final int OK = 200;
    private static final int ERRORS = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(LIMIT).build();
    private final String base;
    private final String authorization;

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body the body
     */
    public record Answer(int status, String body) {
        /** {@return whether the request was carried out} */
        public boolean ok() {
            return status < ERRORS;
        }
    }

    /**
     * A client.
     *
     * @param base the address that ends in {@code /rests}
     * @param user the user
     * @param password the user's password
     */
    public Restconf(final String base, final String user, final String password) {
        this.base = base;
        authorization = "Basic " + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads.
     *
     * @param path below {@code data/}, with its query
     * @return the one member of the answer, or empty if there are no such data
     * @throws TestbedException if it is refused
     */
    public Optional<JsonElement> get(final String path) {
        final var answer = send("GET", "data/" + path, null);
        // OpenDaylight says 409 data-missing.
        if (answer.status == NOT_FOUND || answer.status == CONFLICT && answer.body.contains("data-missing")) {
            return Optional.empty();
        }
        final var object = JsonParser.parseString(insist(answer, "GET " + path).body).getAsJsonObject();
        return object.entrySet().stream().findFirst().map(java.util.Map.Entry::getValue);
    }

    /**
     * Creates or replaces, and insists.
     *
     * @param path below {@code data/}
     * @param body what is to be there
     */
    public void put(final String path, final JsonObject body) {
        insist(tryPut(path, body), "PUT " + path + " " + body);
    }

    /**
     * Creates or replaces.
     *
     * @param path below {@code data/}
     * @param body what is to be there
     * @return the answer, which may be a refusal
     */
    public Answer tryPut(final String path, final JsonObject body) {
        return send("PUT", "data/" + path, body.toString());
    }

    /**
     * Merges, and insists.
     *
     * @param path below {@code data/}
     * @param body what is to be there too
     */
    public void patch(final String path, final JsonObject body) {
        insist(send("PATCH", "data/" + path, body.toString()), "PATCH " + path);
    }

    /**
     * Deletes, if it is there.
     *
     * @param path below {@code data/}
     */
    public void delete(final String path) {
        final var answer = send("DELETE", "data/" + path, null);
        if (answer.status != NOT_FOUND && answer.status != CONFLICT) {
            insist(answer, "DELETE " + path);
        }
    }

    /**
     * Invokes an operation.
     *
     * @param operation its name with its module, for example {@code rebound:declare-recovered}
     * @param input its input
     * @return the answer, which may be a refusal
     */
    public Answer invoke(final String operation, final JsonObject input) {
        final var body = new JsonObject();
        body.add(operation.substring(0, operation.indexOf(':')) + ":input", input);
        return send("POST", "operations/" + operation, body.toString());
    }

    /**
     * Where something is.
     *
     * @param path below {@code rests/}
     * @return its address
     */
    public String url(final String path) {
        return base + "/" + path;
    }

    /**
     * Makes a key fit to stand in a path.
     *
     * @param key the value of a list's key
     * @return it, percent-encoded
     */
    public static String key(final String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    boolean isReady() {
        return readiness().equals(READY);
    }

    /** {@return "ready", or what is not} */
    String readiness() {
        try {
            // Rebound shows its state once it works
            for (var path : List.of("yang-library-version", "data/rebound:rebound-state?content=nonconfig")) {
                final var answer = request("GET", path, null);
                if (answer.status != OK) {
                    return path + ": " + answer;
                }
            }
            return READY;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Answer send(final String method, final String path, final String body) {
        try {
            return request(method, path, body);
        } catch (IOException e) {
            throw new TestbedException(method + " " + path, e);
        }
    }

    private Answer request(final String method, final String path, final String body) throws IOException {
        final var request = HttpRequest.newBuilder(URI.create(url(path))).timeout(LIMIT)
            .header("Authorization", authorization)
            .header("Accept", "application/yang-data+json")
            .header("Content-Type", "application/yang-data+json")
            .method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
            .build();
        try {
            final var response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("interrupted", e);
        }
    }

    private static Answer insist(final Answer answer, final String what) {
        if (!answer.ok()) {
            throw new TestbedException(what + ": " + answer.status + " " + answer.body);
        }
        return answer;
    }
}
