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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Draws figures. A file of comma-separated values becomes a diagram of the same name: its first line names the two
 * axes, and each further one is a point: the line it belongs to, in quotation marks, how far to the right, and how far
 * up. All of them become tables too, in {@code figures.md}.
 */
public final class Plots {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    /** From this ratio of the largest to the smallest on, each step to the right is the same factor. */
    private static final double WIDE = 50;
    private static final Pattern POINT = Pattern.compile("\"([^\"]*)\",([0-9.]+),([0-9.]+)");

    private record Point(double across, double up) {
    }

    private Plots() {
        // no instances
    }

    /**
     * Draws every file of a folder.
     *
     * @param args the folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(final String[] args) throws IOException {
        final var folder = Path.of(args[0]);
        final List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
        final var tables = new StringBuilder();
        for (var file : files) {
            draw(file, tables);
        }
        Files.writeString(folder.resolve("figures.md"), tables);
    }

    private static void draw(final Path file, final StringBuilder tables) throws IOException {
        final var text = Files.readAllLines(file);
        final var axes = text.getFirst().split(",");
        tables.append("\n| | ").append(axes[1]).append(" | ").append(axes[2]).append(" |\n|---|---|---|\n");
        final Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (var line : text.subList(1, text.size())) {
            final var point = POINT.matcher(line);
            if (!point.matches()) {
                throw new IOException(file + " has a line that is no point: " + line);
            }
            tables.append(String.format(Locale.ROOT, "| %s | %,d | %s |%n", point.group(1),
                Math.round(Double.parseDouble(point.group(2))), shown(Double.parseDouble(point.group(3)))));
            lines.computeIfAbsent(point.group(1), key -> new ArrayList<>())
                .add(new Point(Double.parseDouble(point.group(2)), Double.parseDouble(point.group(3))));
        }
        final var name = file.toString().replaceAll("\\.csv$", "");
        BitmapEncoder.saveBitmap(chart(axes[1], axes[2], lines), name, BitmapFormat.PNG);
    }

    private static String shown(final double figure) {
        return String.format(Locale.ROOT, figure < 100 ? "%,.1f" : "%,.0f", figure);
    }

    private static XYChart chart(final String across, final String up, final Map<String, List<Point>> lines) {
        final var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(across).yAxisTitle(up).build();
        final var distances = lines.values().stream().flatMap(List::stream).mapToDouble(Point::across)
            .summaryStatistics();
        final var style = chart.getStyler();
        style.setXAxisLogarithmic(distances.getMin() > 0 && distances.getMax() / distances.getMin() > WIDE);
        style.setXAxisDecimalPattern("#,##0");
        style.setYAxisMin(0.0);
        style.setYAxisDecimalPattern("#,##0.##");
        style.setLocale(Locale.ROOT);
        style.setLegendPosition(LegendPosition.OutsideS);
        lines.forEach((line, points) -> chart.addSeries(line, points.stream().map(Point::across).toList(),
            points.stream().map(Point::up).toList()));
        return chart;
    }
}
