/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.notice.RetryPolicy;
import org.opendaylight.rebound.impl.openflow.Forwarding;
import org.opendaylight.rebound.impl.openflow.ObservationSettings;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.snmp.SnmpSettings;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NotificationOid;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Signal;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server.Notify;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Snmp;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Recovery;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Recovery.Confirm;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/**
 * Turns the YANG container {@code rebound} into records, with the model's defaults for what is absent. Pure.
 *
 * <p>What {@link ConfigRules} refuses can still be in a datastore that was filled without Rebound. Such an entry is
 * left out here (an address that is none, a user without a key), and of two servers with one address the first by name
 * has it. Only tables that contradict one another have no reading that would be safe on a switch.
 */
public final class ConfigMapper {
    private static final Comparator<Server> BY_NAME = Comparator.comparing(server -> server.requireName().getValue());

    private ConfigMapper() {
        // Hidden on purpose
    }

    /**
     * Maps the configuration.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the configuration
     * @throws IllegalArgumentException if the tables of {@code observation} contradict one another
     */
    public static ReboundConfig map(final @Nullable Rebound rebound) {
        final var services = new ArrayList<ServerService>();
        final var serverNames = new HashMap<IpAddress, String>();
        final var notifyChannels = new TreeMap<String, Set<String>>();
        for (var server : servers(rebound)) {
            final var name = server.requireName().getValue();
            final var addresses = addresses(server.getAddress()).stream()
                .filter(address -> name.equals(serverNames.computeIfAbsent(address, key -> name)))
                .toList();
            notifyChannels.put(name, requireNonNullElse(server.getNotify(), Defaults.NOTIFY).stream()
                .map(Notify::getName)
                .collect(Collectors.toSet()));
            if (!addresses.isEmpty()) {
                services.addAll(services(server, addresses));
            }
        }
        services.sort(Comparator.comparing(ServerService::key));
        final var mail = rebound == null ? null : rebound.getMail();
        return new ReboundConfig(services, serverNames, notifyChannels, mailSettings(mail), retryPolicy(mail),
            snmpSettings(rebound == null ? null : rebound.getSnmp()),
            observationSettings(rebound == null ? null : rebound.getObservation()));
    }

    /**
     * The servers, in a fixed order.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the servers, sorted by name
     */
    static List<Server> servers(final @Nullable Rebound rebound) {
        return rebound == null ? List.of() : rebound.nonnullServer().values().stream().sorted(BY_NAME).toList();
    }

    private static List<ServerService> services(final Server server, final List<IpAddress> addresses) {
        final var timeout = millis(server.getResponseTimeout(), Defaults.RESPONSE_TIMEOUT);
        final var attempts = intValue(server.getAttempts(), Defaults.ATTEMPTS);
        final var recovery = recoveryPolicy(server.getRecovery(), addresses);
        return server.nonnullService().values().stream()
            .map(service -> new ServerService(new ServiceKey(server.requireName().getValue(),
                switch (service.requireProtocol()) {
                    case Tcp -> Protocol.TCP;
                    case Udp -> Protocol.UDP;
                }, portValue(service.requirePort())), addresses, timeout, attempts, recovery))
            .toList();
    }

    private static RecoveryPolicy recoveryPolicy(final @Nullable Recovery recovery, final List<IpAddress> addresses) {
        final var signals = recovery == null ? null : recovery.getSignal();
        final var oids = recovery == null ? null : recovery.getTrapOid();
        final var sources = addresses(recovery == null ? null : recovery.getTrapSource());
        final var confirm = recovery == null ? null : recovery.getConfirm();
        return new RecoveryPolicy(
            requireNonNullElse(signals, Defaults.SIGNALS).stream()
                .map(ConfigMapper::signalKind)
                .collect(Collectors.toSet()),
            Set.copyOf(sources.isEmpty() ? addresses : sources),
            oids == null ? Defaults.TRAP_OIDS
                : oids.stream().map(NotificationOid::getValue).collect(Collectors.toSet()),
            requireNonNullElse(confirm, Defaults.CONFIRM) == Confirm.Answer,
            millis(recovery == null ? null : recovery.getConfirmTimeout(), Defaults.CONFIRM_TIMEOUT),
            millis(recovery == null ? null : recovery.getHoldDown(), Defaults.HOLD_DOWN));
    }

    private static SignalKind signalKind(final Signal signal) {
        return switch (signal) {
            case Trap -> SignalKind.TRAP;
            case Reply -> SignalKind.REPLY;
            case Declared -> SignalKind.DECLARED;
        };
    }

    private static @Nullable MailSettings mailSettings(final @Nullable Mail mail) {
        if (mail == null) {
            return null;
        }
        final var host = mail.getSmtpHost();
        final var from = mail.getFrom();
        if (host == null || from == null) {
            return null;
        }
        final var port = mail.getSmtpPort();
        final var replyTo = mail.getReplyTo();
        return new MailSettings(host.stringValue(), port == null ? Defaults.SMTP_PORT : portValue(port),
            switch (requireNonNullElse(mail.getSecurity(), Defaults.SECURITY)) {
                case None -> MailSettings.Security.NONE;
                case Starttls -> MailSettings.Security.STARTTLS;
                case Tls -> MailSettings.Security.TLS;
            }, text(mail.getUsername()), mail.getPassword(), from.getValue(), text(mail.getFromName()),
            replyTo == null ? null : replyTo.getValue(), millis(mail.getTimeout(), Defaults.MAIL_TIMEOUT),
            intValue(mail.getConnections(), Defaults.CONNECTIONS));
    }

    /**
     * Maps how a mail is tried again.
     *
     * @param mail the container, or null when nothing is configured
     * @return the policy
     */
    static RetryPolicy retryPolicy(final @Nullable Mail mail) {
        return new RetryPolicy(
            millis(mail == null ? null : mail.getRetryInitial(), Defaults.RETRY_INITIAL),
            millis(mail == null ? null : mail.getRetryMaximum(), Defaults.RETRY_MAXIMUM),
            Duration.ofSeconds(longValue(mail == null ? null : mail.getGiveUpAfter(), Defaults.GIVE_UP_AFTER)));
    }

    private static SnmpSettings snmpSettings(final @Nullable Snmp snmp) {
        if (snmp == null) {
            return SnmpSettings.NONE;
        }
        final var listeners = snmp.nonnullListen().values().stream()
            .flatMap(listen -> IpAddresses.parse(listen.requireAddress()).stream()
                .map(address -> new Listener(address, portValue(listen.requirePort()))))
            .collect(Collectors.toSet());
        final var communities = snmp.nonnullCommunity().keySet().stream()
            .map(key -> key.getName())
            .collect(Collectors.toSet());
        final var users = new ArrayList<UsmUser>();
        for (var user : snmp.nonnullUsmUser().values()) {
            if (ConfigRules.usmUserFault(user) == null) {
                users.add(usmUser(user));
            }
        }
        users.sort(Comparator.comparing(UsmUser::name));
        return new SnmpSettings(listeners, communities, users);
    }

    private static UsmUser usmUser(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser user) {
        final var privKey = user.getPrivKey();
        final var engineId = user.getEngineId();
        return new UsmUser(user.requireName(),
            switch (user.requireAuthProtocol()) {
                case Sha -> SnmpSettings.Auth.SHA;
                case Sha224 -> SnmpSettings.Auth.SHA224;
                case Sha256 -> SnmpSettings.Auth.SHA256;
                case Sha384 -> SnmpSettings.Auth.SHA384;
                case Sha512 -> SnmpSettings.Auth.SHA512;
            }, user.requireAuthKey().getValue(),
            switch (requireNonNullElse(user.getPrivProtocol(), Defaults.PRIV_PROTOCOL)) {
                case None -> SnmpSettings.Priv.NONE;
                case Aes128 -> SnmpSettings.Priv.AES128;
                case Aes192 -> SnmpSettings.Priv.AES192;
                case Aes256 -> SnmpSettings.Priv.AES256;
            }, privKey == null ? null : privKey.getValue(), engineId == null ? null : engineId.getValue());
    }

    private static ObservationSettings observationSettings(final @Nullable Observation observation) {
        final var forwarding = observation == null ? null : observation.getForwarding();
        final var switches = observation == null ? null : observation.getSwitch();
        return new ObservationSettings(
            intValue(observation == null ? null : observation.getTable(), Defaults.TABLE),
            intValue(observation == null ? null : observation.getPuntTable(), Defaults.PUNT_TABLE),
            intValue(observation == null ? null : observation.getPriority(), Defaults.PRIORITY),
            switch (requireNonNullElse(forwarding, Defaults.FORWARDING)) {
                case Normal -> Forwarding.NORMAL;
                case GotoTable -> Forwarding.GOTO_TABLE;
            },
            intValue(observation == null ? null : observation.getNextTable(), Defaults.NEXT_TABLE),
            longValue(observation == null ? null : observation.getPuntRate(), Defaults.PUNT_RATE),
            switches == null ? Set.of() : switches);
    }

    private static List<IpAddress> addresses(final @Nullable Collection<IpAddressNoZone> addresses) {
        return addresses == null ? List.of()
            : addresses.stream().flatMap(address -> IpAddresses.parse(address).stream()).distinct().sorted().toList();
    }

    private static int portValue(final ServicePort port) {
        return port.getValue().toJava();
    }

    private static @Nullable String text(final @Nullable SingleLine line) {
        return line == null ? null : line.getValue();
    }

    private static Duration millis(final @Nullable Uint32 value, final long absent) {
        return Duration.ofMillis(longValue(value, absent));
    }

    private static long longValue(final @Nullable Uint32 value, final long absent) {
        return value == null ? absent : value.toJava();
    }

    /**
     * A leaf's value.
     *
     * @param value the leaf, or null when it is absent
     * @param absent its default
     * @return the value
     */
    static int intValue(final @Nullable Uint8 value, final int absent) {
        return value == null ? absent : value.toJava();
    }

    private static int intValue(final @Nullable Uint16 value, final int absent) {
        return value == null ? absent : value.toJava();
    }
}
