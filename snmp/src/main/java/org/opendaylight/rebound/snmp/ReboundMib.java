/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.snmp;

import org.snmp4j.smi.OID;

/**
 * The object identifiers of REBOUND-MIB, which is in {@code mibs/REBOUND-MIB.txt} of this bundle.
 */
final class ReboundMib {
    /** The notification reboundRecovered. */
    static final OID RECOVERED = new OID("1.3.6.1.4.1.8072.9999.9999.82.0.1");
    /** The scalar objects; one more number and the instance 0 follow. */
    static final OID LIST = new OID("1.3.6.1.4.1.8072.9999.9999.82.1");
    /** The conceptual row of a client; the column and the client's number follow. */
    static final OID CLIENT = new OID("1.3.6.1.4.1.8072.9999.9999.82.2.1");

    static final int LIST_ID = 1;
    static final int PART = 2;
    static final int PARTS = 3;
    static final int SERVER = 4;
    static final int PROTOCOL = 5;
    static final int PORT = 6;
    static final int OUTAGE = 7;
    static final int FAILED_SINCE = 8;
    static final int RECOVERED_AT = 9;

    static final int CLIENT_ADDRESS_TYPE = 2;
    static final int CLIENT_ADDRESS = 3;
    static final int CLIENT_SINCE = 4;

    // InetAddressType of RFC 4001
    static final int IPV4 = 1;
    static final int IPV6 = 2;

    private ReboundMib() {
        // hidden on purpose
    }

    static OID scalar(final int object) {
        return new OID(LIST).append(object).append(0);
    }

    static OID client(final int column, final int number) {
        return new OID(CLIENT).append(column).append(number);
    }
}
