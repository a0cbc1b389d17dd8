/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends mails with Angus Mail and nothing around it: some connections, each with a thread of its own, that are kept
 * until all is sent. Nothing is remembered.
 */
final class BareSender {
    private static final String TEXT = """
        Hello,

        you tried to reach load (TCP port 80) and failed, since 2026-11-26 00:00:00 UTC.
        It is reachable again, since 2026-11-26 00:00:10 UTC.

        You get this message because you tried to reach it. Nobody reads answers to it.
        """;

    private final Session session;
    private final int port;

    BareSender(final int port) {
        this.port = port;
        session = Session.getInstance(new Properties());
    }

    /**
     * Sends.
     *
     * @param mails how many mails
     * @param connections over how many connections
     * @throws Exception if one cannot be sent
     */
    void send(final int mails, final int connections) throws Exception {
        final var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            final var results = new ArrayList<Future<?>>();
            for (int i = 0; i < connections; i++) {
                results.add(threads.submit(() -> {
                    try (var transport = session.getTransport("smtp")) {
                        transport.connect("127.0.0.1", port, null, null);
                        for (int number = next.getAndIncrement(); number < mails; number = next.getAndIncrement()) {
                            final var message = message(PlayedSite.mail(number));
                            transport.sendMessage(message, message.getAllRecipients());
                        }
                    }
                    return null;
                }));
            }
            for (var result : results) {
                result.get();
            }
        }
    }

    private MimeMessage message(final String to) throws MessagingException {
        final var ret = new MimeMessage(session);
        ret.setFrom(new InternetAddress("rebound@example.com"));
        ret.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        ret.setSubject("load is reachable again");
        ret.setHeader("Auto-Submitted", "auto-generated");
        final var text = new MimeBodyPart();
        text.setText(TEXT, "UTF-8");
        final var html = new MimeBodyPart();
        html.setText("<!DOCTYPE html><html><body><p>" + TEXT.replace("\n\n", "</p><p>") + "</p></body></html>", "UTF-8",
            "html");
        ret.setContent(new MimeMultipart("alternative", text, html));
        ret.saveChanges();
        return ret;
    }
}
