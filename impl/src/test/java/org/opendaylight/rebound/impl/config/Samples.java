/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import com.google.common.net.InetAddresses;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.DomainName;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Language;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Client;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ClientBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.Dkim;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.DkimBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.Template;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.TemplateBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * Configurations as an operator writes them.
 */
final class Samples {
    private static final Map<Integer, String> KEYS = new ConcurrentHashMap<>();

    private Samples() {
        // Hidden on purpose
    }

    static IpAddressNoZone address(final String text) {
        // not through InetAddress: how it is written matters
        return text.contains(":") ? new IpAddressNoZone(new Ipv6AddressNoZone(text))
            : IetfInetUtil.ipAddressNoZoneFor(InetAddresses.forString(text));
    }

    static org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddress ipAddress(
            final String text) {
        return IetfInetUtil.ipAddressFor(InetAddresses.forString(text));
    }

    static ServerBuilder server(final String name, final String... addresses) {
        return new ServerBuilder().setName(new Name(name))
            .setAddress(addresses.length == 0 ? null
                : Arrays.stream(addresses).map(Samples::address).collect(Collectors.toSet()));
    }

    static Service service(final Protocol protocol, final int port) {
        return new ServiceBuilder().setProtocol(protocol).setPort(new ServicePort(Uint16.valueOf(port))).build();
    }

    static Client client(final String address, final String mail, final String name) {
        return new ClientBuilder().setAddress(address(address))
            .setMail(mail == null ? null : new MailAddress(mail))
            .setName(name == null ? null : new SingleLine(name))
            .build();
    }

    static Rebound rebound(final Server... servers) {
        return new ReboundBuilder().setServer(BindingMap.of(servers)).build();
    }

    static Set<IpAddressNoZone> addresses(final String... addresses) {
        return Arrays.stream(addresses).map(Samples::address).collect(Collectors.toSet());
    }

    /**
     * The operator's words in one language.
     *
     * @param language the language
     * @param subject the subject, or null
     * @param text the text, or null
     * @param html the HTML, or null
     * @return the entry
     */
    static Template template(final String language, final @Nullable String subject, final @Nullable String text,
            final @Nullable String html) {
        return new TemplateBuilder().setLanguage(new Language(language))
            .setSubject(subject == null ? null : new SingleLine(subject)).setText(text).setHtml(html).build();
    }

    /**
     * What mail is signed with.
     *
     * @param domain the domain, or null
     * @param selector the selector, or null
     * @param key the private key, or null
     * @return the container
     */
    static Dkim dkim(final @Nullable String domain, final @Nullable String selector, final @Nullable String key) {
        return new DkimBuilder().setDomain(domain == null ? null : new DomainName(domain))
            .setSelector(selector == null ? null : new DomainName(selector)).setPrivateKey(key).build();
    }

    /**
     * A key for signing mail.
     *
     * @param bits its length
     * @return a PEM block, the same each time
     */
    static String privateKey(final int bits) {
        return KEYS.computeIfAbsent(bits, length -> {
            try {
                final var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(length);
                return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
