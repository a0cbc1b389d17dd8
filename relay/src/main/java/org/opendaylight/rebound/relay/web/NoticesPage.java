/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.rebound.outbox.OutboxEntry;
import org.opendaylight.rebound.relay.store.NoticeStore;

/** Lists some of the notices that are kept. */
final class NoticesPage implements Page {
    private static final int OK = 200;
    private static final byte[] NOTHING = {};
    /** How many are listed, at most. */
    private static final int MOST = 1000;

    private final NoticeStore store;
    private final Predicate<OutboxEntry> which;
    private final @Nullable Gate gate;

    /**
     * A page.
     *
     * @param store the store
     * @param which which are listed
     * @param gate whom they are shown to; null for everybody
     */
    NoticesPage(final NoticeStore store, final Predicate<OutboxEntry> which, final @Nullable Gate gate) {
        this.store = requireNonNull(store);
        this.which = requireNonNull(which);
        this.gate = gate;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Answer answer(final Request request, final Body body) throws Refusal {
        final var doorman = gate;
        if (doorman != null) {
            doorman.pass(request, NOTHING);
        }
        final var found = store.find(which);
        final var list = new JsonArray();
        found.stream().limit(MOST).map(NoticesPage::json).forEach(list::add);
        final var json = new JsonObject();
        json.addProperty("count", found.size());
        json.add("notices", list);
        return Answer.json(OK, json);
    }

    private static JsonObject json(final OutboxEntry entry) {
        final var notice = entry.notice();
        final var ret = new JsonObject();
        ret.addProperty("client", notice.client().toString());
        ret.addProperty("service", notice.service().toString());
        ret.addProperty("recovered", notice.recovered().toString());
        ret.addProperty("taken", entry.created().toString());
        ret.addProperty("mail", notice.destination());
        ret.addProperty("tries", entry.tries());
        ret.addProperty("reason", entry.lastError());
        return ret;
    }
}
