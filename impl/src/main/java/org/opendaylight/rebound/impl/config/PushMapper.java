/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.push.ListTarget;
import org.opendaylight.rebound.impl.push.PushTargets;
import org.opendaylight.rebound.push.HttpTarget;
import org.opendaylight.rebound.push.Tls;
import org.opendaylight.rebound.snmp.InformTarget;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.Community;
import org.opendaylight.rebound.snmp.InformTarget.Credentials.User;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.PushTarget;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.push.target.Inform;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Manager;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server.Notify;

/**
 * What of {@link ConfigMapper} is about the ways by which clients are told, and about lists that are pushed. Pure.
 */
final class PushMapper {
    /** Where Rebound's relay listens if it is not told otherwise. */
    private static final String USUAL_URL = "http://%s:8480/v1/recoveries";

    private PushMapper() {
        // Hidden on purpose
    }

    /**
     * The ways by which a server's clients are told.
     *
     * @param server the server
     * @param managers the names of all managers, sorted
     * @return the ways, in a fixed order
     */
    static List<Way> ways(final Server server, final List<String> managers) {
        final var ret = new ArrayList<Way>();
        final var named = server.getManager();
        requireNonNullElse(server.getNotify(), Defaults.NOTIFY).stream().sorted().forEach(notify -> ret.addAll(
            switch (notify) {
                case Mail -> List.of(Way.MAIL);
                case Server -> List.of(Way.byServer(server.requireName().getValue()));
                case NetworkManagement -> managers.stream()
                    .filter(name -> named == null || named.stream().anyMatch(one -> one.getValue().equals(name)))
                    .map(Way::byManager)
                    .toList();
            }));
        return ret;
    }

    /**
     * The managers' names.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the names, sorted
     */
    static List<String> managers(final @Nullable Rebound rebound) {
        return rebound == null ? List.of() : rebound.nonnullManager().values().stream()
            .map(manager -> manager.requireName().getValue()).sorted().toList();
    }

    /**
     * Where lists go.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the targets of every server that is pushed lists, and of every manager
     */
    static PushTargets targets(final @Nullable Rebound rebound) {
        if (rebound == null) {
            return PushTargets.NONE;
        }
        final var users = users(rebound);
        final var servers = new TreeMap<String, ListTarget>();
        for (var server : ConfigMapper.servers(rebound)) {
            if (requireNonNullElse(server.getNotify(), Set.<Notify>of()).contains(Notify.Server)) {
                final var target = target(server.getPush(), usualAddress(server), users);
                if (target != null) {
                    servers.put(server.requireName().getValue(), target);
                }
            }
        }
        final var managers = new TreeMap<String, ListTarget>();
        for (Manager manager : rebound.nonnullManager().values()) {
            final var target = target(manager, null, users);
            if (target != null) {
                managers.put(manager.requireName().getValue(), target);
            }
        }
        return new PushTargets(servers, managers);
    }

    private static Map<String, UsmUser> users(final Rebound rebound) {
        final var snmp = rebound.getSnmp();
        return snmp == null ? Map.of() : snmp.nonnullUsmUser().values().stream()
            .filter(user -> ConfigRules.usmUserFault(user) == null)
            .map(ConfigMapper::usmUser)
            .collect(Collectors.toMap(UsmUser::name, Function.identity()));
    }

    private static @Nullable ListTarget target(final @Nullable PushTarget push, final @Nullable IpAddress usual,
            final Map<String, UsmUser> users) {
        final var inform = push == null ? null : push.getInform();
        return inform == null ? httpTarget(push, usual) : informTarget(inform, usual, users);
    }

    private static @Nullable ListTarget httpTarget(final @Nullable PushTarget push, final @Nullable IpAddress usual) {
        final var written = push == null ? null : push.getUrl();
        final var url = written != null || usual == null ? written
            : USUAL_URL.formatted(usual.isIpv4() ? usual.toString() : "[" + usual + "]");
        if (url == null || !ConfigRules.isUrlOfHost(url)) {
            return null;
        }
        return new ListTarget.Http(new HttpTarget(URI.create(url),
            switch (requireNonNullElse(push == null ? null : push.getFormat(), Defaults.PUSH_FORMAT)) {
                case Rebound -> HttpTarget.Format.REBOUND;
                case Alertmanager -> HttpTarget.Format.ALERTMANAGER;
            },
            push == null ? null : push.getSigningSecret(), push == null ? null : push.getBearerToken(), tls(push),
            Duration.ofMillis(push == null || push.getTimeout() == null ? Defaults.PUSH_TIMEOUT
                : push.getTimeout().toJava())));
    }

    private static @Nullable ListTarget informTarget(final Inform inform, final @Nullable IpAddress usual,
            final Map<String, UsmUser> users) {
        final var written = inform.getAddress();
        final var address = written == null ? usual : IpAddresses.parse(written).orElse(null);
        final var community = inform.getCommunity();
        final var user = inform.getUsmUser() == null ? null : users.get(inform.getUsmUser());
        if (address == null || community == null && user == null) {
            return null;
        }
        final int port = inform.getPort() == null ? Defaults.INFORM_PORT : inform.getPort().getValue().toJava();
        final var usually = InformTarget.of(address, port, user == null ? new Community(community) : new User(user));
        return new ListTarget.Inform(new InformTarget(address, port, usually.credentials(),
            Duration.ofMillis(inform.getTimeout() == null ? Defaults.INFORM_TIMEOUT : inform.getTimeout().toJava()),
            ConfigMapper.intValue(inform.getRetries(), Defaults.INFORM_RETRIES), usually.octets()));
    }

    private static Tls tls(final @Nullable PushTarget push) {
        if (push == null) {
            return Tls.USUAL;
        }
        final boolean isWhole = push.getCertificate() != null && push.getPrivateKey() != null;
        return new Tls(push.getTrustedCertificates(), isWhole ? push.getCertificate() : null,
            isWhole ? push.getPrivateKey() : null);
    }

    private static @Nullable IpAddress usualAddress(final Server server) {
        return ConfigMapper.addresses(server.getAddress()).stream()
            .min(Comparator.comparing((IpAddress address) -> !address.isIpv4()).thenComparing(address -> address))
            .orElse(null);
    }
}
