/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.karaf.shell.support.table.ShellTable;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A table as it is shown.
 *
 * @param columns the headings
 * @param rows the cells of each row, as many as there are columns
 * @param more how many rows there are that are not shown, 0 or more
 * @param hint what is said of those rows, in words that follow their number
 * @param empty what is said instead when there is no row
 */
@NonNullByDefault
record Table(List<String> columns, List<List<String>> rows, long more, String hint, String empty) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f]");

    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(cells -> cells.stream().map(Table::harmless).toList()).toList();
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row has " + row.size() + " cells for " + columns.size()
                    + " columns");
            }
        }
    }

    /**
     * Prints the table.
     *
     * @param out where to
     */
    void print(final PrintStream out) {
        if (rows.isEmpty()) {
            out.println(empty);
        } else {
            final var table = new ShellTable();
            columns.forEach(table::column);
            rows.forEach(cells -> table.addRow().addContent(cells.toArray()));
            table.print(out);
        }
        if (more > 0) {
            out.println("… and " + more + ' ' + hint);
        }
    }

    /**
     * A table that shows everything.
     *
     * @param columns the headings
     * @param rows the cells of each row
     * @param empty what is said instead when there is no row
     * @return the table
     */
    static Table whole(final List<String> columns, final List<List<String>> rows, final String empty) {
        return new Table(columns, rows, 0, "", empty);
    }

    /** What came from a mail server or in a trap must not command the operator's terminal. */
    private static String harmless(final String cell) {
        return CONTROL.matcher(cell).replaceAll("?");
    }
}
