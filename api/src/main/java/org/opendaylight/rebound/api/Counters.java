/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.api;

/**
 * Counts what happened, by stage and outcome. Counting is cheap enough for every packet and never blocks.
 */
public interface Counters {
    /**
     * One counter, to keep in a field where an event is frequent.
     *
     * @param stage the part of Rebound, for example {@code snmp}
     * @param outcome what happened, for example {@code accepted} or the reason of a drop, in lower case with hyphens
     * @return the counter; always the same for the same words
     */
    Counter counter(String stage, String outcome);

    /**
     * A single count that only grows.
     */
    interface Counter {
        /**
         * Adds to the count.
         *
         * @param count how many, 0 or more
         */
        void add(long count);

        /**
         * Adds one.
         */
        default void increment() {
            add(1);
        }

        /**
         * The count now.
         *
         * @return how many so far
         */
        long value();
    }
}
