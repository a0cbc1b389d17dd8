/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opendaylight.rebound.it.testbed.Command;
import org.opendaylight.rebound.it.testbed.Daemon;

/**
 * The story as many will try it first: on Mininet, typed at its prompt.
 */
@ExtendWith(World.Extension.class)
class MininetTest {
    private static final String WEB = "10.99.102.1";
    private static final String CONTROLLER = "10.99.101.254";
    private static final Path TOPOLOGY = Path.of("src/test/mininet/rebound.py").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theStoryOnMininet(final Story story) throws IOException {
        configure(story);
        final var prompt = Files.createTempFile("rbt-mininet", ".txt");
        final var log = Files.createTempFile("rbt-mininet", ".log");
        // In process and mount namespaces of its own: when something goes wrong, Mininet kills processes by name.
        // 'tail' types at its prompt what is added to a file.
        final var mininet = Daemon.start(log, new Command(List.of("unshare", "--pid", "--mount", "--fork",
            "--kill-child", "--mount-proc", "bash", "-c", "tail -f -n +1 '" + prompt + "' | mn --custom '" + TOPOLOGY
            + "' --topo rebound --switch ovs,datapath=user,protocols=OpenFlow13 --controller remote,ip=127.0.0.1"),
            story.world().network().bridge().environment()));
        try {
            awaitOutput(mininet, "Starting CLI");
            awaitFlows(story, "openflow:1");
            awaitFlows(story, "openflow:2");

            // The router and the server answer, but there is no web server yet
            type(mininet, prompt, "c1 curl -m 3 http://" + WEB + "/");
            type(mininet, prompt, "c2 curl -m 3 http://" + WEB + "/");
            Awaitility.await("two have failed").atMost(PATIENCE).until(() -> failed(story),
                List.of("10.99.101.1", "10.99.101.2")::equals);

            type(mininet, prompt, "web python3 -m http.server 80 > /dev/null 2>&1 &");
            type(mininet, prompt, "web snmptrap -v 2c -c " + Site.COMMUNITY + " " + CONTROLLER + ":"
                + World.TRAP_PORT + " '' " + Site.COLD_START);
            story.mail().awaitMailTo("c1@mininet.example.com");
            story.mail().awaitMailTo("c2@mininet.example.com");
            Awaitility.await("the table is empty").atMost(PATIENCE).until(() -> failed(story), List.of()::equals);
            assertTrue(story.mail().mailsTo("c3@mininet.example.com").isEmpty());

            type(mininet, prompt, "exit");
            awaitOutput(mininet, "Done");
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "; Mininet says:\n" + mininet.output(), e);
        } finally {
            mininet.kill();
            Files.delete(prompt);
            Files.delete(log);
        }
    }

    private static void configure(final Story story) {
        final var server = new JsonObject();
        server.addProperty("name", "mininet-web");
        server.add("address", Site.array(WEB));
        server.add("service", Story.list(Site.service("tcp", 80)));
        server.addProperty("response-timeout", 500);
        final var recovery = new JsonObject();
        recovery.add("signal", Site.array("trap"));
        server.add("recovery", recovery);
        final var body = story.whole();
        final var configuration = body.getAsJsonObject("rebound:rebound");
        configuration.add("server", Story.list(server));
        final var listen = new JsonObject();
        // The machine has its address in Mininet's network only when that runs.
        listen.addProperty("address", "0.0.0.0");
        listen.addProperty("port", World.TRAP_PORT);
        configuration.getAsJsonObject("snmp").add("listen", Story.list(listen));
        final var clients = new JsonArray();
        for (int i = 1; i <= 3; i++) {
            final var client = new JsonObject();
            client.addProperty("address", "10.99.101." + i);
            client.addProperty("mail", "c" + i + "@mininet.example.com");
            clients.add(client);
        }
        configuration.add("client", clients);
        story.restconf().put("rebound:rebound", body);
    }

    /** Types a line when all lines before it have been carried out: else it goes to the command that still runs. */
    private static void type(final Daemon mininet, final Path prompt, final String line) throws IOException {
        final long typed = Files.readString(prompt).lines().count();
        Awaitility.await("Mininet's prompt").atMost(PATIENCE).until(
            () -> mininet.output().split("mininet> ", -1).length - 1 == typed + 1);
        Files.writeString(prompt, line + "\n", StandardOpenOption.APPEND);
    }

    private static void awaitOutput(final Daemon mininet, final String text) {
        Awaitility.await("Mininet says " + text).atMost(PATIENCE).until(() -> mininet.output().contains(text));
    }

    /** Waits until Rebound has put its flows on a switch of Mininet's, and the switch has them. */
    private static void awaitFlows(final Story story, final String node) {
        Awaitility.await("flows on " + node).atMost(PATIENCE).until(() -> story.restconf().get(
            "opendaylight-inventory:nodes/node=" + node + "/flow-node-inventory:table=0?content=config").isPresent()
            && new Command(List.of("ovs-ofctl", "-O", "OpenFlow13", "dump-flows", "s" + node.substring(
                node.indexOf(':') + 1)), story.world().network().bridge().environment()).attempt().output()
                .contains(WEB));
    }

    private static List<String> failed(final Story story) {
        return story.restconf().get("rebound:failed-clients?content=config")
            .map(container -> container.getAsJsonObject().getAsJsonArray("failed-client"))
            .map(array -> StreamSupport.stream(array.spliterator(), false).map(entry -> entry.getAsJsonObject())
                .filter(entry -> entry.get("server").getAsString().equals("mininet-web"))
                .map(entry -> entry.get("client").getAsString()).sorted().toList())
            .orElse(List.of());
    }
}
