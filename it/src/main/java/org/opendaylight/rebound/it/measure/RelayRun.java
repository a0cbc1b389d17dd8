/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Daemon;
import org.opendaylight.rebound.it.testbed.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recovery with very many failed clients that is pushed to a relay: seconds from the trap until all of them are safe
 * there, and until the mail server has taken the last mail; against the same clients in lists of the same size that
 * curl sends to a relay, and against a sender that does nothing but mail. {@code ./rebound bench relay} runs it.
 */
public final class RelayRun {
    private static final Logger LOG = LoggerFactory.getLogger(RelayRun.class);
    private static final int CLIENTS = Integer.getInteger("rebound.clients", 100_000);
    /** How many clients the plugin puts into a list. */
    private static final int LIST = 90;
    private static final int CONNECTIONS = 4;
    private static final int PORT = 8480;
    /** Frames a second: two of each client that fails. */
    private static final double RATE = 4000;
    private static final String SECRET = "a secret of more than 24 characters";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final SmtpSink mail;
    private final Path folder;
    private final Path jar;

    private RelayRun(final SmtpSink mail, final Path folder, final Path jar) {
        this.mail = mail;
        this.folder = folder;
        this.jar = jar;
    }

    /**
     * Measures.
     *
     * @param args the distribution, and the relay
     * @throws Exception if a file, a process or a mail fails
     */
    public static void main(final String[] args) throws Exception {
        final var folder = Files.createTempDirectory("rbt");
        try (var mail = new SmtpSink(PlayedSite.SMTP_PORT)) {
            final var run = new RelayRun(mail, folder, Path.of(args[1]));
            final var byCurl = run.curl();
            final double bare = run.bare();
            try (var controller = Controller.start(Path.of(args[0]), folder.resolve("odl"));
                    var site = new PlayedSite(controller, 0)) {
                final var byPlugin = run.plugin(site);
                LOG.info("{} clients: safe in the relay after {} s by the plugin, {} s by curl, ratio {}; mailed by the"
                    + " relay after {} s, by a bare sender after {} s, ratio {}", CLIENTS, shown(byPlugin.safe),
                    shown(byCurl.safe), shown(byPlugin.safe / byCurl.safe), shown(byPlugin.mailed), shown(bare),
                    shown(byPlugin.mailed / bare));
            }
        }
        Folders.delete(folder);
    }

    /** Seconds. */
    private record Outcome(double safe, double mailed) {
        // two figures
    }

    private Outcome plugin(final PlayedSite site) throws Exception {
        site.configure(CONNECTIONS);
        site.restconf().patch("rebound:rebound", JsonParser.parseString("""
            {"rebound:rebound": {"server": [{"name": "SERVER", "notify": ["server"],
             "push": {"url": "http://127.0.0.1:8480/v1/recoveries", "signing-secret": "SECRET"}}]}}"""
            .replace("SERVER", Frames.SERVER_NAME).replace("SECRET", SECRET)).getAsJsonObject());
        try (var farm = site.failing(0, CLIENTS)) {
            farm.copy(2L * CLIENTS, RATE);
            Awaitility.await("the failed clients").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1))
                .until(() -> failedClients(site) == CLIENTS);
        }
        mail.forget();
        try (var relay = relay("plugin")) {
            final long begin = System.nanoTime();
            site.trap();
            return outcome("plugin", begin);
        }
    }

    private Outcome curl() throws Exception {
        final var requests = requests();
        mail.forget();
        try (var relay = relay("curl")) {
            final long begin = System.nanoTime();
            Command.of("curl", "-sS", "--fail", "-K", requests.toString()).run();
            final double safe = since(begin);
            awaitMails();
            return new Outcome(safe, since(begin));
        }
    }

    private double bare() throws Exception {
        mail.forget();
        final long begin = System.nanoTime();
        new BareSender(PlayedSite.SMTP_PORT).send(CLIENTS, CONNECTIONS);
        awaitMails();
        return since(begin);
    }

    private Outcome outcome(final String who, final long begin) {
        Awaitility.await("all are safe").atMost(PATIENCE).pollInterval(OFTEN).until(() -> inRelay() >= CLIENTS);
        final double safe = since(begin);
        awaitMails();
        final double mailed = since(begin);
        LOG.info("{}: safe after {} s, mailed after {} s", who, shown(safe), shown(mailed));
        return new Outcome(safe, mailed);
    }

    private void awaitMails() {
        Awaitility.await("the mails").atMost(PATIENCE).pollInterval(OFTEN).until(() -> mail.count() >= CLIENTS);
    }

    private Daemon relay(final String name) throws IOException {
        final var table = folder.resolve("clients.csv");
        if (!Files.exists(table)) {
            Files.write(table, IntStream.range(0, CLIENTS)
                .mapToObj(number -> Frames.client(number) + ',' + PlayedSite.mail(number)).toList());
        }
        final var settings = Files.writeString(folder.resolve(name + ".yaml"), """
            listen: {address: 127.0.0.1, port: 8480, request-rate: 0}
            credentials: {signing-secret: SECRET}
            mail: {smtp-host: 127.0.0.1, smtp-port: SMTP, security: none, from: relay@example.com, connections: 4}
            clients-file: clients.csv
            data: DATA
            most-pending: 100000
            """.replace("SECRET", SECRET).replace("SMTP", Integer.toString(PlayedSite.SMTP_PORT))
                .replace("DATA", folder.resolve(name + "-data").toString()));
        return Daemon.start(folder.resolve(name + ".log"), Command.of(System.getProperty("java.home") + "/bin/java",
            "-Xmx512m", "-jar", jar.toString(), settings.toString()))
            .awaitReady(PATIENCE, () -> !Command.of("ss", "-Hltn", "sport = :" + PORT).run().isBlank());
    }

    /** What the relay has, in whatever state. */
    private long inRelay() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/metrics")).build(),
            BodyHandlers.ofString()).body().lines()
            .filter(line -> line.startsWith("rebound_relay_notices{"))
            .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private static long failedClients(final PlayedSite site) {
        return site.restconf().get("rebound:rebound-state/service=" + Frames.SERVER_NAME + ",tcp,80?content=nonconfig")
            .map(answer -> answer.getAsJsonArray().get(0).getAsJsonObject().get("failed-clients").getAsLong())
            .orElse(0L);
    }

    /** A file for curl, with all lists, one after the other over one connection. */
    private Path requests() throws IOException, GeneralSecurityException {
        final var ret = new StringBuilder();
        final var now = Long.toString(Instant.now().getEpochSecond());
        for (int from = 0; from < CLIENTS; from += LIST) {
            final var id = "curl/" + from;
            final var body = list(id, from, Math.min(CLIENTS, from + LIST));
            final var file = Files.writeString(folder.resolve("list-" + from), body);
            ret.append(from == 0 ? "" : "next\n")
                .append("url = \"http://127.0.0.1:").append(PORT).append("/v1/recoveries\"\n")
                .append("output = \"/dev/null\"\nheader = \"Content-Type: application/json\"\n")
                .append("header = \"webhook-id: ").append(id).append("\"\nheader = \"webhook-timestamp: ").append(now)
                .append("\"\nheader = \"webhook-signature: ").append(signature(id + '.' + now + '.' + body))
                .append("\"\ndata-binary = \"@").append(file).append("\"\n");
        }
        return Files.writeString(folder.resolve("requests"), ret);
    }

    private static String list(final String id, final int from, final int end) {
        final var ret = new JsonObject();
        ret.addProperty("type", "rebound.recovery");
        ret.addProperty("version", 1);
        ret.addProperty("id", id);
        ret.addProperty("server", Frames.SERVER_NAME);
        ret.addProperty("protocol", "tcp");
        ret.addProperty("port", 80);
        ret.addProperty("outage", 1);
        ret.addProperty("recovered", "2026-11-26T00:00:10Z");
        ret.add("clients", IntStream.range(from, end).mapToObj(number -> {
            final var client = new JsonObject();
            client.addProperty("address", Frames.client(number));
            client.addProperty("failed-since", "2026-11-26T00:00:00Z");
            return client;
        }).collect(Collectors.collectingAndThen(Collectors.toList(), all -> {
            final var array = new JsonArray();
            all.forEach(array::add);
            return array;
        })));
        return ret.toString();
    }

    private static String signature(final String signed) throws GeneralSecurityException {
        final var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static double since(final long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String shown(final double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
