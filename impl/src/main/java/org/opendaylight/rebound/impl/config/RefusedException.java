/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.config;

import java.io.Serial;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.netconf.api.NetconfDocumentedException;
import org.opendaylight.yang.gen.v1.urn.opendaylight.rebound.rev261124.Rebound;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/**
 * A configuration was refused. RESTCONF answers the {@link NetconfDocumentedException} that is this exception's cause
 * with its own tag and message, which is 400 and the reason; a commit that failed for any other cause is answered with
 * 500 and no reason.
 */
final class RefusedException extends DataValidationFailedException {
    /** The container that the refused change was in. */
    static final YangInstanceIdentifier PATH = YangInstanceIdentifier.of(Rebound.QNAME);

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param reason the faults, in words for the operator; without a secret
     */
    RefusedException(final String reason) {
        super(YangInstanceIdentifier.class, PATH, reason, new Documented(reason));
    }

    /** The datastore logs a refusal as an error; where in this class it was made is no news to anybody. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /**
     * On its way from the leader of the shard to another member of the cluster only classes that the datastore itself
     * knows can be read again: the reason goes, and the cause, which is NETCONF's, stays.
     */
    @Serial
    private Object writeReplace() {
        final var ret = new DataValidationFailedException(YangInstanceIdentifier.class, PATH, getMessage());
        ret.setStackTrace(getStackTrace());
        return ret;
    }

    private static final class Documented extends NetconfDocumentedException {
        @Serial
        private static final long serialVersionUID = 1L;

        Documented(final String reason) {
            super(reason, ErrorType.APPLICATION, ErrorTag.INVALID_VALUE, ErrorSeverity.ERROR);
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
