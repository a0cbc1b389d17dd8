/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import java.util.Set;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.PushTarget;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Signal;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Mail.Security;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation.Forwarding;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Observation.Where;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.Server.Notify;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Maintenance;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Recovery.Confirm;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.server.Service.StandIn;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.rebound.snmp.UsmUser.PrivProtocol;

/**
 * The defaults of the YANG model, for what is absent. The bindings give null for an absent container and its leaves. A
 * test compares each of these with the model.
 */
final class Defaults {
    static final long RESPONSE_TIMEOUT = 3000;
    static final int ATTEMPTS = 2;
    static final boolean POLICY_UNREACHABLE = false;
    static final Set<Signal> SIGNALS = Set.of(Signal.Trap, Signal.Reply);
    static final Set<String> TRAP_OIDS = Set.of("1.3.6.1.6.3.1.1.5.1", "1.3.6.1.6.3.1.1.5.2", "1.3.6.1.6.3.1.1.5.4");
    static final Confirm CONFIRM = Confirm.Answer;
    static final long CONFIRM_TIMEOUT = 60_000;
    static final long HOLD_DOWN = 0;
    static final long PROBE_INTERVAL = 10_000;
    static final Maintenance.Notices MAINTENANCE_NOTICES = Maintenance.Notices.Wait;
    static final Set<Notify> NOTIFY = Set.of(Notify.Mail);
    static final PushTarget.Format PUSH_FORMAT = PushTarget.Format.Rebound;
    static final long PUSH_TIMEOUT = 10_000;
    static final int INFORM_PORT = 162;
    static final long INFORM_TIMEOUT = 5000;
    static final int INFORM_RETRIES = 2;
    static final int SMTP_PORT = 25;
    static final Security SECURITY = Security.None;
    static final long MAIL_TIMEOUT = 10_000;
    static final int CONNECTIONS = 4;
    static final long RETRY_INITIAL = 5000;
    static final long RETRY_MAXIMUM = 900_000;
    static final long GIVE_UP_AFTER = 432_000;
    static final long GROUP_WAIT = 0;
    static final int RATE = 0;
    static final int RATE_PER_DOMAIN = 0;
    static final String LANGUAGE = "en";
    static final long KEEP_SENT = 604_800;
    static final long KEEP_FAILED = 2_592_000;
    static final PrivProtocol PRIV_PROTOCOL = PrivProtocol.None;
    static final long REQUEST_RATE = 120;
    static final StandIn STAND_IN = StandIn.None;
    static final boolean ASK = false;
    static final boolean STAND_IN_CONFIRM = true;
    static final int CLIENT_CONNECTIONS = 64;
    static final int TABLE = 0;
    static final int PUNT_TABLE = 200;
    static final int PRIORITY = 1000;
    static final Forwarding FORWARDING = Forwarding.Normal;
    static final int NEXT_TABLE = 1;
    static final Where WHERE = Where.Edge;
    static final long PUNT_RATE = 1000;

    private Defaults() {
        // Hidden on purpose
    }
}
