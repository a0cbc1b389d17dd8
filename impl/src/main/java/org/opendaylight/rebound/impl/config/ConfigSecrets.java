/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.rebound.push.Signature;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Passphrase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.PushTarget;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Manager;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ManagerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Snmp;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.SnmpBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.Dkim;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.mail.DkimBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Push;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.PushBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.ServiceBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.service.Tls;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.service.TlsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.QName;

/**
 * Where the configuration has secrets, and the configuration with its secrets in clear. Pure.
 */
final class ConfigSecrets {
    private static final int PASSWORD_MIN = 1;
    private static final int PASSPHRASE_MIN = 8;
    private static final int MAX = 256;
    private static final int MAX_TOKEN = 1024;
    private static final int MAX_PRIVATE_KEY = 16_384;
    private static final QName PASSWORD = QName.create(Rebound.QNAME, "password");
    private static final QName AUTH_KEY = QName.create(Rebound.QNAME, "auth-key");
    private static final QName PRIV_KEY = QName.create(Rebound.QNAME, "priv-key");
    private static final QName SIGNING_SECRET = QName.create(Rebound.QNAME, "signing-secret");
    private static final QName BEARER_TOKEN = QName.create(Rebound.QNAME, "bearer-token");
    private static final QName PRIVATE_KEY = QName.create(Rebound.QNAME, "private-key");

    /**
     * A leaf that holds a secret.
     *
     * @param name how a message names the leaf; without the secret
     * @param written what the leaf holds, in clear or encrypted
     * @param shortest how many characters the secret has at least
     * @param longest how many it has at most
     * @param holder what the leaf is in
     * @param leaf the leaf's name there
     */
    record Leaf(String name, String written, int shortest, int longest, DataObjectIdentifier<?> holder, QName leaf) {
        Leaf {
            requireNonNull(name);
            requireNonNull(written);
        }

        boolean isClear() {
            return !SecretVault.isSealed(written);
        }

        /** What is wrong with it, or empty. */
        Optional<String> fault(final SecretVault vault) {
            if (isClear()) {
                return Optional.empty();
            }
            final var clear = vault.open(written);
            if (clear.isEmpty()) {
                return Optional.of(name + " begins with '" + SecretVault.PREFIX + "', and does not decrypt with the key"
                    + " of this OpenDaylight: give the secret again, in clear or as encrypt-secret makes it");
            }
            return clear.filter(text -> isGood(text, shortest, longest)).isPresent() ? Optional.empty()
                : Optional.of(name + ": what is encrypted has not " + shortest + " to " + longest + " characters");
        }

        boolean isSame(final Leaf other) {
            return name.equals(other.name) && written.equals(other.written);
        }

        /** Shows no secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    private ConfigSecrets() {
        // Hidden on purpose
    }

    /**
     * The secrets of a container {@code mail}.
     *
     * @param mail the container
     * @return those that are there
     */
    static List<Leaf> of(final Mail mail) {
        final var ret = new ArrayList<Leaf>();
        final var password = mail.getPassword();
        if (password != null) {
            ret.add(new Leaf("mail: password", password, PASSWORD_MIN, MAX,
                DataObjectIdentifier.builder(Rebound.class).child(Mail.class).build(), PASSWORD));
        }
        final var dkim = mail.getDkim();
        final var privateKey = dkim == null ? null : dkim.getPrivateKey();
        if (privateKey != null) {
            ret.add(new Leaf("mail/dkim: private-key", privateKey, PASSWORD_MIN, MAX_PRIVATE_KEY,
                DataObjectIdentifier.builder(Rebound.class).child(Mail.class).child(Dkim.class).build(), PRIVATE_KEY));
        }
        return ret;
    }

    /**
     * The secrets of a user of the trap receiver.
     *
     * @param user the user
     * @return those that are there
     */
    static List<Leaf> of(final UsmUser user) {
        final var holder = DataObjectIdentifier.builder(Rebound.class).child(Snmp.class)
            .child(UsmUser.class, user.key()).build();
        final var name = "usm-user '" + user.requireName() + "': ";
        final var ret = new ArrayList<Leaf>();
        final var authKey = user.getAuthKey();
        if (authKey != null) {
            ret.add(new Leaf(name + "auth-key", authKey.getValue(), PASSPHRASE_MIN, MAX, holder, AUTH_KEY));
        }
        final var privKey = user.getPrivKey();
        if (privKey != null) {
            ret.add(new Leaf(name + "priv-key", privKey.getValue(), PASSPHRASE_MIN, MAX, holder, PRIV_KEY));
        }
        return ret;
    }

    /**
     * The secrets of a server: those by which Rebound pushes lists to it, and those by which it stands in for it.
     *
     * @param server the server
     * @return those that are there
     */
    static List<Leaf> of(final Server server) {
        final var name = "server '" + server.requireName().getValue() + "': ";
        final var path = DataObjectIdentifier.builder(Rebound.class).child(Server.class, server.key());
        final var ret = new ArrayList<Leaf>();
        final var push = server.getPush();
        if (push != null) {
            ret.addAll(of(name + "push/", push, path.child(Push.class).build()));
        }
        for (var service : server.nonnullService().values()) {
            final var tls = service.getTls();
            final var key = tls == null ? null : tls.getPrivateKey();
            if (key != null) {
                ret.add(new Leaf(name + "service " + service.requireProtocol().getName() + ' '
                    + service.requirePort().getValue() + ": tls/private-key", key, PASSWORD_MIN, MAX_PRIVATE_KEY,
                    path.child(Service.class, service.key()).child(Tls.class).build(), PRIVATE_KEY));
            }
        }
        return ret;
    }

    /**
     * The secrets by which lists are pushed to a network management station.
     *
     * @param manager the station
     * @return those that are there
     */
    static List<Leaf> of(final Manager manager) {
        return of("manager '" + manager.requireName().getValue() + "': ", manager,
            DataObjectIdentifier.builder(Rebound.class).child(Manager.class, manager.key()).build());
    }

    private static List<Leaf> of(final String name, final PushTarget push, final DataObjectIdentifier<?> holder) {
        final var ret = new ArrayList<Leaf>();
        final var secret = push.getSigningSecret();
        if (secret != null) {
            ret.add(new Leaf(name + "signing-secret", secret, Signature.SHORTEST, MAX, holder, SIGNING_SECRET));
        }
        final var token = push.getBearerToken();
        if (token != null) {
            ret.add(new Leaf(name + "bearer-token", token, PASSWORD_MIN, MAX_TOKEN, holder, BEARER_TOKEN));
        }
        final var key = push.getPrivateKey();
        if (key != null) {
            ret.add(new Leaf(name + "private-key", key, PASSWORD_MIN, MAX_PRIVATE_KEY, holder, PRIVATE_KEY));
        }
        return ret;
    }

    /**
     * Finds the encrypted secrets that cannot be used.
     *
     * @param rebound the configuration as it would be
     * @param before the configuration as it is: what it has already is no fault of the change; null for nothing
     * @param vault decrypts
     * @return a sentence for each, which names the leaf; in a fixed order
     */
    static List<String> faults(final Rebound rebound, final @Nullable Rebound before, final SecretVault vault) {
        return leaves(rebound)
            .filter(leaf -> before == null || leaves(before).noneMatch(leaf::isSame))
            .flatMap(leaf -> leaf.fault(vault).stream())
            .sorted()
            .toList();
    }

    /**
     * Puts the configuration's secrets in clear. What cannot be decrypted is left out, and with it what needs it: a
     * user of the trap receiver has no key then, nothing is mailed where the password or the key to sign with is
     * missing, lists are pushed without the signature, so that the receiver refuses them, and a service whose
     * certificate has no key is not stood in for.
     *
     * @param rebound the configuration, or null when nothing is configured
     * @param vault decrypts
     * @return the configuration to use, which is not to be stored or logged
     */
    static @Nullable Rebound opened(final @Nullable Rebound rebound, final SecretVault vault) {
        if (rebound == null || leaves(rebound).allMatch(Leaf::isClear)) {
            return rebound;
        }
        final var ret = new ReboundBuilder(rebound);
        final var mail = rebound.getMail();
        if (mail != null) {
            ret.setMail(opened(mail, vault));
        }
        final var snmp = rebound.getSnmp();
        if (snmp != null) {
            ret.setSnmp(new SnmpBuilder(snmp)
                .setUsmUser(snmp.nonnullUsmUser().values().stream()
                    .map(user -> new UsmUserBuilder(user)
                        .setAuthKey(clear(user.getAuthKey(), vault))
                        .setPrivKey(clear(user.getPrivKey(), vault))
                        .build())
                    .collect(BindingMap.toMap()))
                .build());
        }
        ret.setServer(rebound.nonnullServer().values().stream()
            .map(server -> opened(server, vault)).collect(BindingMap.toMap()));
        ret.setManager(rebound.nonnullManager().values().stream()
            .map(manager -> new ManagerBuilder(manager)
                .setSigningSecret(signingSecret(manager, vault))
                .setBearerToken(bearerToken(manager, vault))
                .setPrivateKey(privateKey(manager, vault))
                .build())
            .collect(BindingMap.toMap()));
        return ret.build();
    }

    private static Server opened(final Server server, final SecretVault vault) {
        final var push = server.getPush();
        return new ServerBuilder(server)
            .setPush(push == null ? null : new PushBuilder(push)
                .setSigningSecret(signingSecret(push, vault))
                .setBearerToken(bearerToken(push, vault))
                .setPrivateKey(privateKey(push, vault))
                .build())
            .setService(server.nonnullService().values().stream()
                .map(service -> opened(service, vault)).collect(BindingMap.toMap()))
            .build();
    }

    private static Service opened(final Service service, final SecretVault vault) {
        final var tls = service.getTls();
        return tls == null ? service : new ServiceBuilder(service)
            .setTls(new TlsBuilder(tls)
                .setPrivateKey(clear(tls.getPrivateKey(), PASSWORD_MIN, MAX_PRIVATE_KEY, vault)).build())
            .build();
    }

    private static Mail opened(final Mail mail, final SecretVault vault) {
        final var ret = new MailBuilder(mail);
        final var password = mail.getPassword();
        if (password != null) {
            ret.setPassword(clear(password, PASSWORD_MIN, MAX, vault));
        }
        final var dkim = mail.getDkim();
        final var key = dkim == null ? null : dkim.getPrivateKey();
        if (key != null) {
            ret.setDkim(new DkimBuilder(dkim).setPrivateKey(clear(key, PASSWORD_MIN, MAX_PRIVATE_KEY, vault)).build());
        }
        final boolean isWhole = (password == null || ret.getPassword() != null)
            && (key == null || ret.getDkim().getPrivateKey() != null);
        return (isWhole ? ret : ret.setSmtpHost(null)).build();
    }

    private static @Nullable String signingSecret(final PushTarget push, final SecretVault vault) {
        return clear(push.getSigningSecret(), Signature.SHORTEST, MAX, vault);
    }

    private static @Nullable String bearerToken(final PushTarget push, final SecretVault vault) {
        return clear(push.getBearerToken(), PASSWORD_MIN, MAX_TOKEN, vault);
    }

    private static @Nullable String privateKey(final PushTarget push, final SecretVault vault) {
        return clear(push.getPrivateKey(), PASSWORD_MIN, MAX_PRIVATE_KEY, vault);
    }

    private static Stream<Leaf> leaves(final Rebound rebound) {
        final var mail = rebound.getMail();
        final var snmp = rebound.getSnmp();
        return Stream.of(
            mail == null ? Stream.<Leaf>of() : of(mail).stream(),
            snmp == null ? Stream.<Leaf>of()
                : snmp.nonnullUsmUser().values().stream().flatMap(user -> of(user).stream()),
            rebound.nonnullServer().values().stream().flatMap(server -> of(server).stream()),
            rebound.nonnullManager().values().stream().flatMap(manager -> of(manager).stream()))
            .flatMap(Function.identity());
    }

    private static @Nullable Passphrase clear(final @Nullable Passphrase value, final SecretVault vault) {
        final var ret = value == null ? null : clear(value.getValue(), PASSPHRASE_MIN, MAX, vault);
        return ret == null ? null : new Passphrase(ret);
    }

    private static @Nullable String clear(final @Nullable String value, final int shortest, final int longest,
            final SecretVault vault) {
        return value != null && SecretVault.isSealed(value)
            ? vault.open(value).filter(text -> isGood(text, shortest, longest)).orElse(null) : value;
    }

    private static boolean isGood(final String clear, final int shortest, final int longest) {
        final int length = clear.codePointCount(0, clear.length());
        return length >= shortest && length <= longest;
    }
}
