/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of crashes.
 */
public final class CrashFigures {
    private final Figures boots = new Figures();
    private final List<String> faults = new ArrayList<>();

    private int kills;
    private int killsWhileBooting;
    private int recoveries;
    private int clients;
    private int mails;
    private int copies;
    private int lost;
    private int wronglyTold;
    private int late;
    private int hungStarts;

    /** Makes an empty record. */
    public CrashFigures() {
        // zeros
    }

    /** {@return how often the controller was killed} */
    public int kills() {
        return kills;
    }

    /** {@return what was wrong, which should be nothing} */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** {@return all in one line} */
    public String summary() {
        return String.format(Locale.ROOT, "%d kills (%d while booting), %d recoveries, %d clients, %d mails, %d of them"
            + " copies with the same Message-ID; lost %d, told an outage late %d, wrongly told %d, faults %d; %d starts"
            + " hung; boot: %s",
            kills, killsWhileBooting, recoveries, clients, mails, copies, lost, late, wronglyTold, faults.size(),
            hungStarts, boots.isEmpty() ? "none" : boots.summary("s"));
    }

    /** {@return seconds that half of the boots did not exceed, 10 before the first} */
    double usualBoot() {
        return boots.isEmpty() ? 10 : boots.median();
    }

    void booted(final double seconds) {
        boots.add(seconds);
    }

    void killed() {
        kills++;
    }

    void killedWhileBooting() {
        killsWhileBooting++;
    }

    /**
     * A recovery is over.
     *
     * @param told how many clients were told
     * @param sent by how many mails
     */
    void recovered(final int told, final int sent) {
        recoveries++;
        clients += told;
        mails += sent;
        copies += sent - told;
    }

    void lost(final int count) {
        lost += count;
    }

    /**
     * Clients were told that had failed in an earlier outage, in which the kill came before their entries were shown.
     *
     * @param count how many
     */
    void late(final int count) {
        late += count;
    }

    void hungStarts(final int count) {
        hungStarts += count;
    }

    void wronglyTold(final int count) {
        wronglyTold += count;
    }

    void fault(final String what) {
        faults.add(what);
    }
}
