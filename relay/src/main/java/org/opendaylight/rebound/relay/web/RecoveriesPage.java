/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.relay.web;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.opendaylight.rebound.api.RecoveryList;
import org.opendaylight.rebound.push.ListJson;
import org.opendaylight.rebound.push.MalformedListException;
import org.opendaylight.rebound.relay.store.Intake;
import org.opendaylight.rebound.relay.store.IntakeException;

/** Takes a list. What it answers with 2xx is on disk. */
final class RecoveriesPage implements Page {
    private static final String JSON = "application/json";
    private static final int ACCEPTED = 202;

    private final Gate gate;
    private final Intake intake;

    RecoveriesPage(final Gate gate, final Intake intake) {
        this.gate = requireNonNull(gate);
        this.intake = requireNonNull(intake);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Answer answer(final Request request, final Body body) throws Refusal, IOException {
        final var type = request.header("Content-Type");
        if (type == null || !JSON.equals(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            throw new Refusal(Problem.WRONG_TYPE, "the media type of a list is " + JSON, Map.of("Accept", JSON));
        }
        final var octets = body.read(ListJson.MAX_OCTETS);
        if (octets.length > ListJson.MAX_OCTETS) {
            throw new Refusal(Problem.TOO_LARGE, "a list has at most " + ListJson.MAX_OCTETS + " octets",
                Map.of("Connection", "close"));
        }
        return take(request, octets);
    }

    private Answer take(final Request request, final byte[] octets) throws Refusal {
        final var signedId = gate.pass(request, octets);
        final RecoveryList list;
        try {
            list = ListJson.read(octets);
        } catch (MalformedListException e) {
            throw new Refusal(Problem.MALFORMED, e, Map.of());
        }
        if (signedId != null && !signedId.equals(list.id())) {
            throw new Refusal(Problem.OTHER_ID, "webhook-id is not the id of the list");
        }
        try {
            final var accepted = intake.accept(list);
            final var json = new JsonObject();
            json.addProperty("accepted", accepted.accepted());
            json.addProperty("duplicates", accepted.duplicates());
            json.addProperty("unknown", accepted.unknown());
            return Answer.json(ACCEPTED, json);
        } catch (IntakeException e) {
            throw new Refusal(Problem.NOT_TAKEN, e, Map.of("Retry-After", "60"));
        }
    }
}
