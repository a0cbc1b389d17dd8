/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.opendaylight.rebound.it.testbed.Daemon;
import org.opendaylight.rebound.it.testbed.Machine;

/**
 * A program that has nothing to do with Rebound, and takes what is posted to it by HTTP.
 */
final class Receiver implements AutoCloseable {
    /** Where lists are pushed to unless Rebound is told otherwise. */
    static final int PORT = 8480;

    private static final String PROGRAM = """
        import http.server, json, sys
        class Receiver(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                with open(sys.argv[2], "a") as out:
                    out.write(json.dumps({"path": self.path, "headers": dict(self.headers), "body": body}) + "\\n")
                self.send_response(int(sys.argv[3]))
                self.end_headers()
        http.server.ThreadingHTTPServer(("0.0.0.0", int(sys.argv[1])), Receiver).serve_forever()
        """;

    private final Path posted;
    private final Daemon program;

    /**
     * Starts it.
     *
     * @param machine where
     * @param posted the file that it writes
     * @param status what it answers
     */
    Receiver(final Machine machine, final Path posted, final int status) {
        this.posted = posted;
        program = machine.namespace().start("receiver", "python3", "-c", PROGRAM, Integer.toString(PORT),
            posted.toString(), Integer.toString(status))
            .awaitReady(Duration.ofSeconds(20), () -> machine.namespace().listens("tcp", PORT));
    }

    /** {@return each request that it got: path, headers and body} */
    List<JsonObject> requests() {
        try (Stream<String> lines = Files.exists(posted) ? Files.lines(posted) : Stream.empty()) {
            return lines.map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the body of each request} */
    List<JsonObject> bodies() {
        return requests().stream().map(request -> JsonParser.parseString(request.get("body").getAsString())
            .getAsJsonObject()).toList();
    }

    @Override
    public void close() {
        program.kill();
    }
}
