/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.opendaylight.rebound.it.testbed.Controller;
import org.opendaylight.rebound.it.testbed.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills a controller many times. {@code ./rebound bench crash} runs it.
 */
public final class CrashRun {
    private static final Logger LOG = LoggerFactory.getLogger(CrashRun.class);
    private static final int KILLS = 100;
    /** Booting takes most of the time, and is quicker without the thorough compiler. */
    private static final String QUICK_BOOT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private CrashRun() {
        // no instances
    }

    /**
     * Runs until there were enough kills. When something is wrong, the controller's data are kept, and it goes on with
     * a new one.
     *
     * @param args the distribution; then the least number of kills, or nothing for 100; then the seed of another run,
     *     to have its choices again
     * @throws IOException if a file or a process fails
     */
    public static void main(final String[] args) throws IOException {
        final int least = args.length > 1 ? Integer.parseInt(args[1]) : KILLS;
        final long seed = args.length > 2 ? Long.parseLong(args[2]) : System.currentTimeMillis();
        LOG.info("seed {}", seed);
        final var random = new Random(seed);
        final var figures = new CrashFigures();
        while (figures.kills() < least) {
            final var folder = Files.createTempDirectory("rbt-crash");
            final int faults = figures.faults().size();
            try (var controller = Controller.start(Path.of(args[0]), folder.resolve("odl"), QUICK_BOOT);
                 var crashes = new Crashes(controller, random, figures)) {
                while (figures.kills() < least && figures.faults().size() == faults) {
                    crashes.round();
                }
                // The data as they are, not as an orderly end would leave them
                controller.kill();
            }
            if (figures.faults().size() == faults) {
                Folders.delete(folder);
            } else {
                LOG.error("the data are kept in {}", folder);
            }
        }
        figures.faults().forEach(LOG::error);
        LOG.info("seed {}: {}", seed, figures.summary());
    }
}
