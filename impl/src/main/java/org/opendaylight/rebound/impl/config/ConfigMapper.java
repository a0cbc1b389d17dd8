/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNullElse;

import com.google.re2j.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.api.MaintenanceWindow;
import org.opendaylight.rebound.api.Protocol;
import org.opendaylight.rebound.api.RecoveryPolicy;
import org.opendaylight.rebound.api.ServerService;
import org.opendaylight.rebound.api.ServiceKey;
import org.opendaylight.rebound.api.SignalKind;
import org.opendaylight.rebound.impl.notice.Way;
import org.opendaylight.rebound.impl.openflow.Forwarding;
import org.opendaylight.rebound.impl.openflow.ObservationSettings;
import org.opendaylight.rebound.impl.probe.ProbeSource;
import org.opendaylight.rebound.impl.recover.TrapPolicy;
import org.opendaylight.rebound.impl.recover.TrapRule;
import org.opendaylight.rebound.impl.web.WebSettings;
import org.opendaylight.rebound.mail.DkimKey;
import org.opendaylight.rebound.mail.MailRates;
import org.opendaylight.rebound.mail.MailSettings;
import org.opendaylight.rebound.mail.MailTemplate;
import org.opendaylight.rebound.outbox.RetentionPolicy;
import org.opendaylight.rebound.outbox.RetryPolicy;
import org.opendaylight.rebound.snmp.SnmpSettings;
import org.opendaylight.rebound.snmp.SnmpSettings.Listener;
import org.opendaylight.rebound.snmp.SnmpSettings.UsmUser;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailRate;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.NotificationOid;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Signal;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SwitchId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation.Where;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Outbox;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Snmp;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Web;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.Dkim;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.Template;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Maintenance;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Recovery;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Recovery.Confirm;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
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
        final var ways = new TreeMap<String, List<Way>>();
        final var managers = PushMapper.managers(rebound);
        final var traps = new TreeMap<String, TrapPolicy>();
        for (var server : servers(rebound)) {
            final var name = server.requireName().getValue();
            final var addresses = addresses(server.getAddress()).stream()
                .filter(address -> name.equals(serverNames.computeIfAbsent(address, key -> name)))
                .toList();
            ways.put(name, PushMapper.ways(server, managers));
            if (!addresses.isEmpty()) {
                traps.put(name, trapPolicy(server.getRecovery(), addresses));
                services.addAll(services(server, addresses));
            }
        }
        services.sort(Comparator.comparing(ServerService::key));
        final var mail = rebound == null ? null : rebound.getMail();
        return new ReboundConfig(services, serverNames, ways, traps,
            Set.copyOf(addresses(rebound == null || rebound.getSnmp() == null ? null : rebound.getSnmp().getProxy())),
            mailSettings(mail), retryPolicy(mail),
            retentionPolicy(rebound == null ? null : rebound.getOutbox()),
            PushMapper.targets(rebound), groupWait(rebound == null ? null : rebound.getOutbox()),
            snmpSettings(rebound == null ? null : rebound.getSnmp()),
            webSettings(rebound == null ? null : rebound.getWeb()),
            observationSettings(rebound == null ? null : rebound.getObservation(), probeSources(rebound, serverNames)),
            routers(rebound == null ? null : rebound.getObservation()), StandInMapper.settings(rebound),
            StandInMapper.host(rebound), StandInMapper.askingServers(rebound));
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
        final var switches = switches(server.getSwitch());
        final var windows = maintenance(server);
        final boolean policy = requireNonNullElse(server.getPolicyUnreachable(), Defaults.POLICY_UNREACHABLE);
        return server.nonnullService().values().stream()
            .map(service -> new ServerService(serviceKey(server, service), lastPort(service), addresses,
                switches, timeout, attempts, policy, recoveryPolicy(server.getRecovery(), service), windows))
            .toList();
    }

    /**
     * What names a service.
     *
     * @param server its server
     * @param service the service
     * @return its name
     */
    static ServiceKey serviceKey(final Server server, final Service service) {
        return new ServiceKey(server.requireName().getValue(), protocol(service.requireProtocol()),
            portValue(service.requirePort()));
    }

    private static Protocol protocol(
            final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol protocol) {
        return switch (protocol) {
            case Tcp -> Protocol.TCP;
            case Udp -> Protocol.UDP;
        };
    }

    /**
     * The last port of a service.
     *
     * @param service the service
     * @return that of {@code last-port}, or its only one
     */
    static int lastPort(final Service service) {
        return portValue(requireNonNullElse(service.getLastPort(), service.requirePort()));
    }

    /** The switches by name; empty when none is listed. */
    static Set<String> switches(final @Nullable Set<SwitchId> switches) {
        return switches == null ? Set.of()
            : switches.stream().map(SwitchId::getValue).collect(Collectors.toUnmodifiableSet());
    }

    private static RecoveryPolicy recoveryPolicy(final @Nullable Recovery recovery, final Service service) {
        final var confirm = recovery == null ? null : recovery.getConfirm();
        return new RecoveryPolicy(signals(recovery).stream().map(ConfigMapper::signalKind).collect(Collectors.toSet()),
            requireNonNullElse(confirm, Defaults.CONFIRM) == Confirm.Answer,
            millis(recovery == null ? null : recovery.getConfirmTimeout(), Defaults.CONFIRM_TIMEOUT),
            millis(recovery == null ? null : recovery.getHoldDown(), Defaults.HOLD_DOWN),
            millis(recovery == null ? null : recovery.getProbeInterval(), Defaults.PROBE_INTERVAL),
            service.getProbePath(), Set.copyOf(addresses(recovery == null ? null : recovery.getProbeSource())));
    }

    private static Set<Signal> signals(final @Nullable Recovery recovery) {
        return requireNonNullElse(recovery == null ? null : recovery.getSignal(), Defaults.SIGNALS);
    }

    private static TrapPolicy trapPolicy(final @Nullable Recovery recovery, final List<IpAddress> addresses) {
        final var sources = addresses(recovery == null ? null : recovery.getTrapSource());
        final var interfaces = recovery == null ? null : recovery.getTrapInterface();
        return new TrapPolicy(Set.copyOf(sources.isEmpty() ? addresses : sources),
            signals(recovery).contains(Signal.Trap) ? trapRules(recovery) : List.of(),
            interfaces == null ? Set.of()
                : interfaces.stream().map(SingleLine::getValue).collect(Collectors.toSet()));
    }

    private static List<TrapRule> trapRules(final @Nullable Recovery recovery) {
        final var oids = recovery == null ? null : recovery.getTrapOid();
        final var usual = oids == null ? Defaults.TRAP_OIDS.stream() : oids.stream().map(NotificationOid::getValue);
        final var own = recovery == null ? Stream.<TrapRule>empty()
            : recovery.nonnullTrapRule().values().stream()
                .filter(rule -> ConfigRules.trapRuleFault(rule) == null)
                .map(ConfigMapper::trapRule);
        return Stream.concat(usual.sorted().map(oid -> new TrapRule(oid, null)), own).toList();
    }

    private static TrapRule trapRule(final org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound
            .server.recovery.TrapRule rule) {
        final var varbind = rule.getVarbind();
        final var expression = rule.getMatches();
        return new TrapRule(rule.requireOid().getValue(), varbind == null ? null
            : new TrapRule.Condition(varbind.getValue(), rule.getEquals(),
                expression == null ? null : Pattern.compile(expression, Pattern.DOTALL)));
    }

    private static List<MaintenanceWindow> maintenance(final Server server) {
        return server.nonnullMaintenance().values().stream()
            .filter(window -> ConfigRules.maintenanceFault(window) == null)
            .map(window -> new MaintenanceWindow(window.requireName().getValue(), instant(window.requireStart()),
                instant(window.requireEnd()),
                requireNonNullElse(window.getNotices(), Defaults.MAINTENANCE_NOTICES) == Maintenance.Notices.Drop))
            .sorted(Comparator.comparing(MaintenanceWindow::start).thenComparing(MaintenanceWindow::name))
            .toList();
    }

    static Instant instant(final DateAndTime time) {
        return OffsetDateTime.parse(time.getValue()).toInstant();
    }

    private static SignalKind signalKind(final Signal signal) {
        return switch (signal) {
            case Trap -> SignalKind.TRAP;
            case Reply -> SignalKind.REPLY;
            case Probe -> SignalKind.PROBE;
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
        return MailSettings
            .to(host.stringValue(), port == null ? Defaults.SMTP_PORT : portValue(port), from.getValue())
            .security(switch (requireNonNullElse(mail.getSecurity(), Defaults.SECURITY)) {
                case None -> MailSettings.Security.NONE;
                case Starttls -> MailSettings.Security.STARTTLS;
                case Tls -> MailSettings.Security.TLS;
            })
            .login(text(mail.getUsername()), mail.getPassword())
            .fromName(text(mail.getFromName()))
            .replyTo(replyTo == null ? null : replyTo.getValue())
            .timeout(millis(mail.getTimeout(), Defaults.MAIL_TIMEOUT))
            .connections(intValue(mail.getConnections(), Defaults.CONNECTIONS))
            .words(mail.getLanguage() == null ? Defaults.LANGUAGE : mail.getLanguage().getValue(), mailTemplates(mail))
            .dkim(dkimKey(mail.getDkim()))
            .rates(mailRates(mail))
            .build();
    }

    private static List<MailTemplate> mailTemplates(final Mail mail) {
        final var ret = new TreeMap<String, MailTemplate>();
        mail.nonnullTemplate().values().stream()
            .sorted(Comparator.comparing(template -> template.requireLanguage().getValue()))
            .map(ConfigMapper::mailTemplate)
            .filter(template -> template.faults().isEmpty())
            .forEach(template -> ret.putIfAbsent(template.language(), template));
        return List.copyOf(ret.values());
    }

    /**
     * Maps the operator's words in one language.
     *
     * @param template the entry
     * @return the template, which may have faults
     */
    static MailTemplate mailTemplate(final Template template) {
        return new MailTemplate(template.requireLanguage().getValue(), text(template.getSubject()), template.getText(),
            template.getHtml());
    }

    private static @Nullable DkimKey dkimKey(final @Nullable Dkim dkim) {
        if (dkim == null || ConfigRules.dkimFault(dkim) != null) {
            return null;
        }
        return DkimKey.read(dkim.requireDomain().getValue(), dkim.requireSelector().getValue(),
            dkim.requirePrivateKey());
    }

    private static MailRates mailRates(final Mail mail) {
        return new MailRates(rate(mail.getRate(), Defaults.RATE),
            rate(mail.getRatePerDomain(), Defaults.RATE_PER_DOMAIN),
            mail.nonnullDomainRate().values().stream().collect(Collectors.toMap(
                entry -> entry.requireDomain().getValue().toLowerCase(Locale.ROOT),
                entry -> rate(entry.getRate(), Defaults.RATE), Math::min)));
    }

    private static int rate(final @Nullable MailRate rate, final int absent) {
        return rate == null ? absent : rate.getValue().intValue();
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

    private static RetentionPolicy retentionPolicy(final @Nullable Outbox outbox) {
        return new RetentionPolicy(
            Duration.ofSeconds(longValue(outbox == null ? null : outbox.getKeepSent(), Defaults.KEEP_SENT)),
            Duration.ofSeconds(longValue(outbox == null ? null : outbox.getKeepFailed(), Defaults.KEEP_FAILED)));
    }

    private static Duration groupWait(final @Nullable Outbox outbox) {
        return millis(outbox == null ? null : outbox.getGroupWait(), Defaults.GROUP_WAIT);
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

    /**
     * Maps a user, who has what it needs.
     *
     * @param user the entry
     * @return the user
     */
    static UsmUser usmUser(
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

    private static List<ProbeSource> probeSources(final @Nullable Rebound rebound,
            final Map<IpAddress, String> serverNames) {
        final var ret = new TreeMap<IpAddress, ProbeSource>();
        for (var entry : probeSources(rebound)) {
            final var switchId = entry.getSwitch();
            final var mac = entry.getMac();
            final int vlan = intValue(entry.getVlan(), 0);
            IpAddresses.parse(entry.requireAddress())
                .filter(address -> switchId != null && !serverNames.containsKey(address))
                .ifPresent(address -> ret.putIfAbsent(address, new ProbeSource(address, switchId.getValue(),
                    mac == null ? ProbeSource.macOf(address) : macValue(mac), vlan)));
        }
        return List.copyOf(ret.values());
    }

    /**
     * The addresses to ask servers from, in a fixed order.
     *
     * @param rebound the container, or null when nothing is configured
     * @return the entries, sorted by address as it is written
     */
    static List<org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ProbeSource> probeSources(
            final @Nullable Rebound rebound) {
        return rebound == null ? List.of() : rebound.nonnullProbeSource().values().stream()
            .sorted(Comparator.comparing(entry -> entry.requireAddress().stringValue())).toList();
    }

    /**
     * A link-layer address as a number.
     *
     * @param mac the address
     * @return its 48 bits
     */
    static long macValue(final MacAddress mac) {
        return Long.parseLong(mac.getValue().replace(":", ""), 16);
    }

    private static WebSettings webSettings(final @Nullable Web web) {
        if (web == null) {
            return new WebSettings(Set.of(), null, (int) Defaults.REQUEST_RATE);
        }
        final var url = web.getPublicUrl();
        return new WebSettings(
            web.nonnullListen().values().stream()
                .flatMap(listen -> IpAddresses.parse(listen.requireAddress()).stream()
                    .map(address -> new WebSettings.Listener(address, portValue(listen.requirePort()))))
                .collect(Collectors.toSet()),
            url == null || !ConfigRules.isUrlOfHost(url) ? null : URI.create(withoutSlash(url)),
            (int) longValue(web.getRequestRate(), Defaults.REQUEST_RATE));
    }

    private static String withoutSlash(final String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static ObservationSettings observationSettings(final @Nullable Observation observation,
            final List<ProbeSource> probeSources) {
        final var forwarding = observation == null ? null : observation.getForwarding();
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
            switches(observation == null ? null : observation.getSwitch()),
            requireNonNullElse(observation == null ? null : observation.getWhere(), Defaults.WHERE) == Where.Edge,
            probeSources);
    }

    private static Set<IpAddress> routers(final @Nullable Observation observation) {
        return Set.copyOf(addresses(observation == null ? null : observation.getRouter()));
    }

    /** Those of the addresses that are some, sorted, each once. */
    static List<IpAddress> addresses(final @Nullable Collection<IpAddressNoZone> addresses) {
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

    /**
     * A leaf's value.
     *
     * @param value the leaf, or null when it is absent
     * @param absent its default
     * @return the value
     */
    static int intValue(final @Nullable Uint16 value, final int absent) {
        return value == null ? absent : value.toJava();
    }
}
