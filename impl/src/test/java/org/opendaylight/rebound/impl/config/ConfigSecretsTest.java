/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.rebound.impl.secret.FakeEncryption;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.MailAddress;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Passphrase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ReboundBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.SingleLine;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.MailBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.SnmpBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUserBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/**
 * The secrets of the configuration: stored encrypted, used in clear.
 */
class ConfigSecretsTest {
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;
    private static final DataObjectIdentifier<Rebound> REBOUND = DataObjectIdentifier.builder(Rebound.class).build();
    private static final DataObjectIdentifier<Mail> MAIL = REBOUND.toBuilder().child(Mail.class).build();

    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        // Used by having it rather than by being it
    }

    private final SecretVault vault = new SecretVault(new FakeEncryption("here"));
    private final SecretVault elsewhere = new SecretVault(new FakeEncryption("there"));
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private Broker test;
    private DataBroker broker;
    private SecretKeeper keeper;

    @BeforeEach
    void start() throws Exception {
        test = new Broker();
        test.setup();
        broker = test.getDataBroker();
        keeper = keeper(vault);
    }

    private SecretKeeper keeper(final SecretVault with) {
        return new SecretKeeper(broker, test.getDomBroker(), test.getDataBrokerTestCustomizer().getAdapterContext(),
            with, executor);
    }

    @AfterEach
    void stop() {
        keeper.closeServiceInstance();
        executor.shutdownNow();
    }

    private static MailBuilder mail(final String password) {
        return new MailBuilder().setSmtpHost(new Host(Samples.ipAddress("10.99.0.1")))
            .setFrom(new MailAddress("rebound@example.com")).setUsername(new SingleLine("rebound"))
            .setPassword(password);
    }

    private static UsmUser user(final String authKey, final String privKey) {
        return new UsmUserBuilder().setName("anna").setAuthProtocol(UsmUser.AuthProtocol.Sha256)
            .setAuthKey(new Passphrase(authKey)).setPrivProtocol(UsmUser.PrivProtocol.Aes128)
            .setPrivKey(new Passphrase(privKey)).build();
    }

    private static Rebound rebound(final String password, final UsmUser user) {
        return new ReboundBuilder().setMail(mail(password).build())
            .setSnmp(new SnmpBuilder().setUsmUser(BindingMap.of(user)).build()).build();
    }

    private void put(final Rebound rebound) throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(STORE, REBOUND, rebound);
        tx.commit().get();
    }

    private void put(final Mail mail) throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(STORE, MAIL, mail);
        tx.commit().get();
    }

    private Rebound stored() throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(STORE, REBOUND).get().orElseThrow();
        }
    }

    private String storedPassword() throws Exception {
        return stored().getMail().getPassword();
    }

    private static UsmUser theUser(final Rebound rebound) {
        return rebound.getSnmp().nonnullUsmUser().values().iterator().next();
    }

    @Test
    void secretsInClearAreReplacedAndNothingElseIs() throws Exception {
        put(rebound("open sesame", user("auth passphrase", "priv passphrase")));
        final var before = stored();
        keeper.instantiateServiceInstance();
        await().until(() -> SecretVault.isSealed(storedPassword())
            && SecretVault.isSealed(theUser(stored()).getAuthKey().getValue())
            && SecretVault.isSealed(theUser(stored()).getPrivKey().getValue()));
        assertFalse(stored().toString().contains("sesame"));
        assertEquals(before, ConfigSecrets.opened(stored(), vault));
    }

    @Test
    void whatIsWrittenLaterIsReplacedToo() throws Exception {
        keeper.instantiateServiceInstance();
        put(mail("open sesame").build());
        await().until(() -> SecretVault.isSealed(storedPassword()));
        put(mail("another one").build());
        await().until(() -> vault.open(storedPassword()).equals(Optional.of("another one")));
    }

    @Test
    void aNodeThatIsNotTheOwnerReplacesNothing() throws Exception {
        keeper.instantiateServiceInstance();
        keeper.closeServiceInstance();
        put(mail("open sesame").build());
        executor.submit(() -> { }).get();
        assertEquals("open sesame", storedPassword());
    }

    @Test
    void aPasswordThatIsWrittenMeanwhileIsNotOverwritten() throws Exception {
        final var racing = new AAAEncryptionService() {
            private final FakeEncryption service = new FakeEncryption("here");
            private boolean raced;

            @Override
            public byte[] encrypt(final byte[] data) throws GeneralSecurityException {
                if (!raced) {
                    raced = true;
                    final var tx = broker.newWriteOnlyTransaction();
                    tx.put(STORE, MAIL, mail("the new one").build());
                    tx.commit();
                }
                return service.encrypt(data);
            }

            @Override
            public byte[] decrypt(final byte[] data) throws GeneralSecurityException {
                return service.decrypt(data);
            }
        };
        keeper = keeper(new SecretVault(racing));
        keeper.instantiateServiceInstance();
        put(mail("the old one").build());
        await().until(() -> SecretVault.isSealed(storedPassword()));
        assertEquals(Optional.of("the new one"), vault.open(storedPassword()));
    }

    /** What the keeper relies on: a leaf that changed after the transaction read it makes the transaction fail. */
    @Test
    void aChangeBetweenReadingAndWritingFailsTheWrite() throws Exception {
        put(mail("the old one").build());
        final var leaf = ConfigSecrets.of(stored().getMail()).getFirst();
        final var path = test.getDataBrokerTestCustomizer().getAdapterContext().currentSerializer()
            .toYangInstanceIdentifier(leaf.holder()).node(leaf.leaf());
        final var tx = test.getDomBroker().newReadWriteTransaction();
        assertEquals("the old one", tx.read(STORE, path).get().orElseThrow().body());
        put(mail("the new one").build());
        tx.put(STORE, path, ImmutableNodes.leafNode(leaf.leaf(), "encrypted:AAAA"));
        assertInstanceOf(OptimisticLockFailedException.class,
            assertThrows(ExecutionException.class, () -> tx.commit().get()).getCause());
        assertEquals("the new one", storedPassword());
    }

    @Test
    void anEncryptedValueIsLeftAlone() throws Exception {
        keeper.instantiateServiceInstance();
        final var sealed = vault.seal("open sesame");
        put(rebound(sealed, user("auth passphrase", "priv passphrase")));
        await().until(() -> SecretVault.isSealed(theUser(stored()).getPrivKey().getValue()));
        assertEquals(sealed, storedPassword());
    }

    @Test
    void aFaultNamesTheLeafAndShowsNoSecret() throws Exception {
        final var foreign = elsewhere.seal("priv passphrase");
        final var faults = ConfigSecrets.faults(rebound("encrypted:openSesame", user("auth passphrase", foreign)), null,
            vault);
        assertEquals(List.of("mail: password begins with 'encrypted:', and does not decrypt with the key of this"
            + " OpenDaylight: give the secret again, in clear or as encrypt-secret makes it",
            "usm-user 'anna': priv-key begins with 'encrypted:', and does not decrypt with the key of this"
            + " OpenDaylight: give the secret again, in clear or as encrypt-secret makes it"), faults);
        assertEquals(List.of("usm-user 'anna': auth-key: what is encrypted has not 8 to 256 characters"),
            ConfigSecrets.faults(rebound("x", user(vault.seal("short"), "priv passphrase")), null, vault));
    }

    @Test
    void whatDoesNotDecryptAlreadyIsNoFaultOfAnotherChange() throws Exception {
        final var foreign = elsewhere.seal("open sesame");
        final var before = rebound(foreign, user("auth passphrase", "priv passphrase"));
        assertEquals(List.of(), ConfigSecrets.faults(rebound(foreign, user("another passphrase", "priv passphrase")),
            before, vault));
        assertEquals(1, ConfigSecrets.faults(rebound(elsewhere.seal("open sesame"),
            user("auth passphrase", "priv passphrase")), before, vault).size());
    }

    @Test
    void withoutItsPasswordMailIsNotSentAndTheRestWorks() throws Exception {
        final var opened = ConfigSecrets.opened(rebound(elsewhere.seal("open sesame"),
            user(vault.seal("auth passphrase"), vault.seal("priv passphrase"))), vault);
        final var config = ConfigMapper.map(opened);
        assertNull(config.mail());
        assertEquals("auth passphrase", config.snmp().users().getFirst().authKey());
    }

    @Test
    void withoutItsKeyAUserIsNotBelievedAndTheRestWorks() throws Exception {
        final var config = ConfigMapper.map(ConfigSecrets.opened(rebound(vault.seal("open sesame"),
            user(elsewhere.seal("auth passphrase"), "priv passphrase")), vault));
        assertNotNull(config.mail());
        assertEquals("open sesame", config.mail().password());
        assertTrue(config.snmp().users().isEmpty());
    }
}
