/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.google.common.net.InetAddresses;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.rebound.impl.secret.FakeEncryption;
import org.opendaylight.rebound.impl.secret.SecretVault;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecovered;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecoveredInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.DeclareRecoveredOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Name;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Protocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.ServicePort;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.ServerBuilder;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * The commands on a datastore in which one server, {@code web}, is configured.
 */
class CommandsTest {
    private static final class Broker extends AbstractConcurrentDataBrokerTest {
        DataBroker start() throws Exception {
            setup();
            return getDataBroker();
        }
    }

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final Session session = mock(Session.class);
    private final RpcService rpcService = mock(RpcService.class);
    private final DeclareRecovered rpc = mock(DeclareRecovered.class);
    private DataBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker().start();
        when(session.getConsole()).thenReturn(new PrintStream(console, true, StandardCharsets.UTF_8));
        when(rpcService.getRpc(DeclareRecovered.class)).thenReturn(rpc);
        final var server = new ServerBuilder().setName(new Name("web"))
            .setAddress(Set.of(IetfInetUtil.ipAddressNoZoneFor(InetAddresses.forString("192.0.2.1"))))
            .build();
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.CONFIGURATION,
            DataObjectIdentifier.builder(Rebound.class).child(Server.class, server.key()).build(), server);
        tx.commit().get();
    }

    private String run(final Action action) throws Exception {
        console.reset();
        action.execute();
        return console.toString(StandardCharsets.UTF_8);
    }

    private static String refused(final Action action) {
        return assertThrows(CommandException.class, action::execute).getMessage();
    }

    private FailedClientsCommand failedClients() {
        final var ret = new FailedClientsCommand();
        ret.broker = broker;
        ret.session = session;
        return ret;
    }

    private NoticesCommand notices() {
        final var ret = new NoticesCommand();
        ret.broker = broker;
        ret.session = session;
        return ret;
    }

    private DeclareRecoveredCommand declareRecovered(final String server) {
        final var ret = new DeclareRecoveredCommand();
        ret.broker = broker;
        ret.session = session;
        ret.rpcService = rpcService;
        ret.server = server;
        return ret;
    }

    @Test
    void aSecretIsAskedForAndEncrypted() throws Exception {
        final var encryption = new FakeEncryption("here");
        when(session.readLine("Secret: ", '*')).thenReturn("open sesame");
        final var command = new EncryptSecretCommand();
        command.encryption = encryption;
        command.session = session;
        assertEquals(Optional.of("open sesame"), new SecretVault(encryption).open(run(command).strip()));
        when(session.readLine("Secret: ", '*')).thenReturn("");
        assertEquals("", run(command));
    }

    @Test
    void serversAreListed() throws Exception {
        final var command = new ServersCommand();
        command.broker = broker;
        command.session = session;
        assertTrue(run(command).contains("192.0.2.1"));
    }

    @Test
    void statusOfNothingIsAnAnswer() throws Exception {
        final var command = new StatusCommand();
        command.broker = broker;
        command.session = session;
        final var text = run(command);
        assertTrue(text.contains("No service is watched.") && text.contains("No switch is known.")
            && text.contains("Nothing has been counted."), text);
    }

    @Test
    void aServerThatIsNotConfiguredIsNamed() {
        final var clients = failedClients();
        clients.server = "wbe";
        assertEquals("There is no server 'wbe'; rebound:servers lists them", refused(clients));
        assertEquals("There is no server 'wbe'; rebound:servers lists them", refused(declareRecovered("wbe")));
        assertEquals("'no such name' is not a name of a server", refused(declareRecovered("no such name")));
        verifyNoInteractions(rpc);
    }

    @Test
    void aServerWithoutFailedClientsHasNone() throws Exception {
        final var clients = failedClients();
        clients.server = "web";
        assertEquals("No client is known to have failed to reach web.\n",
            run(clients).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void aLimitIsANumberOfRows() {
        final var clients = failedClients();
        clients.limit = 0;
        assertEquals("--limit is 1 to 1000000", refused(clients));
    }

    @Test
    void aStateIsOneOfThree() throws Exception {
        final var notices = notices();
        notices.state = "lost";
        assertEquals("'lost' is not a state of a notice: pending, sent or failed", refused(notices));
        notices.state = "sent";
        assertEquals("There are no sent notices.\n", run(notices).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void aServiceIsGivenWithProtocolAndPort() throws Exception {
        final var web = new Name("web");
        assertEquals(new DeclareRecoveredInputBuilder().setServer(web).build(),
            DeclareRecoveredCommand.input(web, null, null));
        assertEquals(new DeclareRecoveredInputBuilder().setServer(web).setProtocol(Protocol.Tcp)
            .setPort(new ServicePort(Uint16.valueOf(80))).build(), DeclareRecoveredCommand.input(web, "tcp", "80"));
        for (var port : new String[] { "0", "65536", "-1", "http", "" }) {
            assertEquals("'" + port + "' is not a port: 1 to 65535", assertThrows(CommandException.class,
                () -> DeclareRecoveredCommand.input(web, "tcp", port)).getMessage());
        }
        assertEquals("'sctp' is not a protocol: tcp or udp", assertThrows(CommandException.class,
            () -> DeclareRecoveredCommand.input(web, "sctp", "80")).getMessage());
        assertEquals("A protocol needs a port too, for example: tcp 80", assertThrows(CommandException.class,
            () -> DeclareRecoveredCommand.input(web, "tcp", null)).getMessage());
    }

    @Test
    void declaringSaysWhatItDid() throws Exception {
        when(rpc.invoke(any())).thenReturn(RpcResultBuilder.success(
            new DeclareRecoveredOutputBuilder().setServices(Uint32.TWO).build()).buildFuture());
        assertEquals("2 services of web declared recovered.",
            run(declareRecovered("web")).strip());
        when(rpc.invoke(any())).thenReturn(RpcResultBuilder.success(
            new DeclareRecoveredOutputBuilder().setServices(Uint32.ZERO).build()).buildFuture());
        assertEquals("No service of web was failed.", run(declareRecovered("web")).strip());
    }

    @Test
    void whatTheOperationSaysIsToldWhenItFails() {
        when(rpc.invoke(any())).thenReturn(RpcResultBuilder.<org.opendaylight.yang.gen.v1.urn.opendaylight.rebound
            .rev261124.DeclareRecoveredOutput>failed()
            .withError(ErrorType.APPLICATION, ErrorTag.DATA_MISSING, "no such service").buildFuture());
        assertEquals("no such service", refused(declareRecovered("web")));
    }
}
