/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;
import org.opendaylight.rebound.push.Tls;

/** The page over TLS. */
class TlsTest {
    private final Stage stage = new Stage(Stage.QUICK, bound -> 0);
    @TempDir
    private Path folder;
    private TestCertificate mine;

    @BeforeEach
    void make() throws Exception {
        mine = TestCertificate.make(folder, "web.example.com");
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private Stage open(final String certificates, final String key) throws IOException {
        final var web = new StandIn(Stage.WEB, StandInKind.HTTP, new TlsIdentity(certificates, key), false);
        return stage.configure(Look.PLAIN, true, 50, web).open(web);
    }

    @Test
    void thePageIsServedOverTls() throws Exception {
        open(mine.certificate(), mine.privateKey());
        for (var version : List.of("TLSv1.2", "TLSv1.3")) {
            try (var plain = stage.connect();
                    var socket = (SSLSocket) new Tls(mine.certificate(), null, null).context().getSocketFactory()
                        .createSocket(plain, "127.0.0.1", stage.port(), true)) {
                socket.setEnabledProtocols(new String[] {version});
                Stage.write(socket, "GET / HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n");
                assertTrue(Stage.rest(socket).startsWith("HTTP/1.1 503 "));
                assertEquals(version, socket.getSession().getProtocol());
            }
        }
    }

    @Test
    void aPageOverTlsHearsThatTheServerIsBack() throws Exception {
        open(mine.certificate(), mine.privateKey());
        try (Socket socket = new Tls(mine.certificate(), null, null).context().getSocketFactory()
                .createSocket("127.0.0.1", stage.port())) {
            Stage.write(socket, "GET " + InquiryPage.WAIT + " HTTP/1.1\r\nHost: web\r\n\r\n");
            assertTrue(socket.getInputStream().read() > 0);
            stage.terminator.end(Stage.WEB);
            assertTrue(Stage.rest(socket).endsWith("event: back\ndata: 0\n\n"));
        }
    }

    @Test
    void whoDoesNotSpeakTlsGetsNothing() throws Exception {
        open(mine.certificate(), mine.privateKey());
        final var answer = stage.raw("GET / HTTP/1.1\r\nHost: web\r\n\r\n");
        assertFalse(answer.contains("HTTP"), answer);
        assertEquals("", stage.raw(""), "nor does who says nothing");
        assertEquals(2, stage.count("tls-refused"));
    }

    @Test
    void aPairThatCannotBeUsedIsRefusedWithItsReason() throws Exception {
        final var other = TestCertificate.make(folder, "other.example.com");
        refused("private-key is not that of the first certificate", mine.certificate(), other.privateKey());
        refused("certificate has no certificate in PEM", "", mine.privateKey());
        refused("private-key is not one PEM block", mine.certificate(), "secret");
        new TlsIdentity(mine.certificate(), mine.privateKey()).check();
    }

    private void refused(final String reason, final String certificates, final String key) {
        final var said = assertThrows(IOException.class, () -> open(certificates, key)).getMessage();
        assertTrue(said.contains(reason), said);
        assertFalse(said.contains("secret"), said);
        assertThrows(IllegalArgumentException.class, () -> new TlsIdentity(certificates, key).check());
    }
}
