/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.osgi.launch.EquinoxFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Delivery;
import org.opendaylight.rebound.api.NoticeChannel;
import org.opendaylight.rebound.api.SendOutcome;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The built bundle in the framework that OpenDaylight's Karaf runs on, with nothing beside it but what the framework,
 * the API and the log give: no mail bundle, no SPI Fly.
 */
class MailBundleIT {
    private static final Path JAR = Path.of(System.getProperty("rebound.mail.bundle"));

    @TempDir
    private Path storage;
    private Framework framework;
    private Bundle bundle;

    @BeforeEach
    void start() throws Exception {
        framework = new EquinoxFactory().newFramework(Map.of(
            Constants.FRAMEWORK_STORAGE, storage.toString(),
            Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.slf4j;version=2.0.0,"
                + "org.eclipse.jdt.annotation;version=2.3.0,"
                + Stream.of("base", "cache", "escape", "hash", "html", "util.concurrent")
                    .map(name -> "com.google.common." + name + ";version=33.99.0,").collect(Collectors.joining())
                + "org.opendaylight.rebound.api;version=0.1.0"));
        framework.start();
        bundle = framework.getBundleContext().installBundle(JAR.toUri().toString());
        bundle.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** The threads of a controller have one or another: none, one that sees no mail library, one that sees another. */
    static Stream<ClassLoader> contextClassLoaders() {
        return Stream.of(null, ClassLoader.getPlatformClassLoader(), MailBundleIT.class.getClassLoader());
    }

    @ParameterizedTest
    @MethodSource("contextClassLoaders")
    void multipartMailIsSentWithoutAnyMailBundle(final @Nullable ClassLoader loader) throws Exception {
        final var key = new TestKey(2048);
        final var server = new ScriptedSmtp();
        final var channelClass = load("MailChannel");
        assertNotSame(MailChannel.class, channelClass);
        assertSame(bundle.adapt(BundleWiring.class).getClassLoader(),
            bundle.loadClass("jakarta.mail.Session").getClassLoader());
        final var thread = Thread.currentThread();
        final var before = thread.getContextClassLoader();
        try (var channel = (AutoCloseable) channelClass.getConstructor(Counters.class)
                .newInstance(new TestCounters())) {
            thread.setContextClassLoader(loader);
            final var settings = settings(server.port(), key.pem());
            channelClass.getMethod("configure", settings.getClass()).invoke(channel, settings);
            assertTrue(((NoticeChannel) channel).admits("example.com"));
            assertFalse(((NoticeChannel) channel).admits("example.com"));
            final var outcome = ((NoticeChannel) channel).send(Delivery.of(Samples.notice("Büro", 80, "10.0.0.5",
                "anna@example.com", "Åsa", "ja-JP")));
            assertSame(loader, thread.getContextClassLoader());
            assertEquals(new SendOutcome.Sent(), outcome);
        } finally {
            thread.setContextClassLoader(before);
        }

        final var wire = server.mails().getFirst().replace("\n", "\r\n");
        server.close();
        assertTrue(key.verify(wire).contains("subject"), wire);
        final var mail = new MimeMessage(Session.getInstance(new Properties()),
            new ByteArrayInputStream(wire.getBytes(US_ASCII)));
        assertEquals("Büro です", mail.getSubject());
        assertEquals("<B=C3=BCro/tcp/80/3/10.0.0.5/mail@rebound.example>", mail.getMessageID());
        final var content = assertInstanceOf(MimeMultipart.class, mail.getContent());
        assertTrue(content.getBodyPart(0).getContent().toString().startsWith("Åsa 様"));
        assertTrue(content.getBodyPart(0).getContent().toString().contains("18分5秒"));
        assertTrue(content.getBodyPart(1).getContent().toString().contains("<html lang=\"ja\">"));
    }

    /** With a template, a signature and a limit, made by the classes inside the bundle. */
    private Object settings(final int port, final String pem) throws Exception {
        final var type = load("MailSettings");
        final var builder = type.getMethod("to", String.class, int.class, String.class)
            .invoke(null, "localhost", port, "rebound@rebound.example");
        final var template = load("MailTemplate").getConstructors()[0].newInstance("ja", "{{server}} です", null, null);
        builder.getClass().getMethod("words", String.class, List.class).invoke(builder, "en", List.of(template));
        final var dkim = load("DkimKey").getMethod("read", String.class, String.class, String.class)
            .invoke(null, TestKey.DOMAIN, TestKey.SELECTOR, pem);
        builder.getClass().getMethod("dkim", dkim.getClass()).invoke(builder, dkim);
        final var rates = load("MailRates").getConstructors()[0].newInstance(1, 1, Map.of("example.com", 1));
        builder.getClass().getMethod("rates", rates.getClass()).invoke(builder, rates);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private Class<?> load(final String name) throws ClassNotFoundException {
        return bundle.loadClass("org.opendaylight.rebound.mail." + name);
    }

    @Test
    void everyMailRegistryOfTheLibraryIsInTheBundle() {
        for (var name : new String[] { "META-INF/mailcap", "META-INF/jakarta.charset.map",
            "META-INF/jakarta.default.providers", "META-INF/jakarta.default.address.map",
            "META-INF/services/jakarta.mail.Provider", "META-INF/services/jakarta.mail.util.StreamProvider",
            "META-INF/services/jakarta.activation.spi.MailcapRegistryProvider",
            "META-INF/services/jakarta.activation.spi.MimeTypeRegistryProvider" }) {
            assertTrue(bundle.getEntry(name) != null, name);
        }
    }

    @Test
    void onlyOurPackageIsExportedAndNoMailPackageImported() throws Exception {
        final var wiring = bundle.adapt(BundleWiring.class);
        assertArrayEquals(new Object[] { "org.opendaylight.rebound.mail" }, wiring.getCapabilities(
            "osgi.wiring.package").stream().map(pkg -> pkg.getAttributes().get("osgi.wiring.package")).toArray());
        final var foreign = new ArrayList<String>();
        try (var jar = new JarFile(JAR.toFile())) {
            final var imports = jar.getManifest().getMainAttributes().getValue("Import-Package");
            // without the quoted attribute values, which have commas
            for (var clause : imports.replaceAll("\"[^\"]*\"", "").split(",")) {
                final var name = clause.split(";")[0];
                if (!name.startsWith("java.") && !name.startsWith("javax.")) {
                    foreign.add(name);
                }
            }
        }
        assertEquals("[com.google.common.base, com.google.common.cache, com.google.common.escape, "
            + "com.google.common.hash, com.google.common.html, com.google.common.util.concurrent, "
            + "org.opendaylight.rebound.api, org.slf4j]", foreign.toString());
    }
}
