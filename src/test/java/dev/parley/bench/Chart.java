package dev.parley.bench;

import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws figures beside their budgets: a bar an engine and measure, on a scale of tenfold steps where 1 is the budget. Plain SVG, for light and dark pages. */
final class Chart {

    private static final int WIDTH = 900;
    private static final int LEFT = 230;
    private static final int PLOT = 370;
    private static final int TOP = 84;
    private static final int BAR = 13;
    private static final int GAP = 12;

    /** Colours are told plainly, once for each kind of page: not everything that draws SVG knows variables. */
    private static final String STYLE = """
            text { font: 12px system-ui, sans-serif; fill: #1f2328; }
            .title { font-size: 15px; font-weight: 600; }
            .faint { fill: #59636e; }
            .above { font-weight: 600; fill: #b3261e; }
            .grid { stroke: #d1d9e0; }
            .budget { stroke: #b3261e; stroke-width: 1.5; stroke-dasharray: 5 3; }
            .page { fill: #ffffff; }
            .postgresql { fill: #2f6fa7; }
            .mariadb { fill: #b0662a; }
            .sqlite { fill: #55803e; }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f6fc; }
              .faint { fill: #9198a1; }
              .above { fill: #ff8a80; }
              .grid { stroke: #3d444d; }
              .budget { stroke: #ff8a80; }
              .page { fill: #0d1117; }
              .postgresql { fill: #6cb0ea; }
              .mariadb { fill: #e0a067; }
              .sqlite { fill: #9bc97f; }
            }
            """;

    private final List<Figure> figures;
    private final int least;
    private final int most;

    private Chart(List<Figure> figures) {
        this.figures = figures;
        int low = -1;
        int high = 1;
        for (Figure figure : figures) {
            double log = Math.log10(Math.max(share(figure), 1e-6));
            low = Math.min(low, (int) Math.floor(log));
            high = Math.max(high, (int) Math.ceil(log));
        }
        this.least = Math.max(low, -3);
        this.most = high;
    }

    /** The figures that have a budget, as SVG. */
    static String of(List<Figure> figures) {
        return new Chart(figures.stream()
                        .filter(figure -> figure.budget().isPresent())
                        .toList())
                .draw();
    }

    private String draw() {
        Map<String, List<Figure>> groups = new LinkedHashMap<>();
        for (Figure figure : figures) {
            String label = "%s, %,d".formatted(figure.name().replace('_', ' '), figure.records());
            groups.computeIfAbsent(label, name -> new ArrayList<>()).add(figure);
        }
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (Map.Entry<String, List<Figure>> group : groups.entrySet()) {
            int height = group.getValue().size() * (BAR + 2);
            text(bars, LEFT - 10, y + height / 2 + 4, "", "end", group.getKey());
            for (Figure figure : group.getValue()) {
                bar(bars, figure, y);
                y += BAR + 2;
            }
            y += GAP;
        }
        int bottom = y;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"title\">%n",
                WIDTH,
                bottom + 30,
                WIDTH,
                bottom + 30));
        svg.append("<title id=\"title\">What was measured, as a share of its budget</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n");
        svg.append(
                String.format(Locale.ROOT, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>%n", WIDTH, bottom + 30));
        text(svg, 16, 26, "title", "start", "Measured, as a share of the budget");
        text(
                svg,
                16,
                44,
                "faint",
                "start",
                "measure and number of records; left of the dashed line is within the budget");
        legend(svg);
        scale(svg, bottom);
        return svg.append(bars).append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg) {
        int x = LEFT + PLOT + 14;
        int y = 16;
        for (Engine engine : Engine.values()) {
            String name = engine.name().toLowerCase(Locale.ROOT);
            rect(svg, name, x, y, 11, 11, "");
            text(svg, x + 17, y + 10, "", "start", name);
            y += 16;
        }
    }

    private void scale(StringBuilder svg, int bottom) {
        for (int step = least; step <= most; step++) {
            double x = LEFT + (double) PLOT * (step - least) / (most - least);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>%n",
                    step == 0 ? "budget" : "grid",
                    x,
                    TOP - 10,
                    x,
                    bottom));
            String label = step == 0
                    ? "budget"
                    : step < 0 ? "1/" + Math.round(Math.pow(10, -step)) : Math.round(Math.pow(10, step)) + "×";
            text(svg, x, TOP - 16, "faint", "middle", label);
        }
    }

    private void bar(StringBuilder svg, Figure figure, int y) {
        double log = Math.log10(Math.max(share(figure), Math.pow(10, least)));
        double width = Math.max(2, PLOT * (log - least) / (most - least));
        rect(svg, figure.engineName(), LEFT, y, width, BAR, said(figure));
        text(svg, LEFT + PLOT + 14, y + 11, figure.isAbove() ? "above" : "", "start", said(figure));
    }

    /** {@code 3.02 of 1.5 × COPY}, {@code 31.8 of 10 ms}. */
    private static String said(Figure figure) {
        double budget = figure.budget().orElseThrow();
        String unit = figure.ratio().isPresent() ? "× " + figure.floor() : figure.unit();
        return "%s of %s %s%s"
                .formatted(
                        number(figure.ratio().orElse(figure.value())),
                        number(budget),
                        unit,
                        figure.isAbove() ? " ▲" : "");
    }

    private static String number(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, number < 100 ? "%.2f" : "%.0f", number);
    }

    private static double share(Figure figure) {
        return figure.ratio().orElse(figure.value()) / figure.budget().orElseThrow();
    }

    private static void rect(StringBuilder svg, String look, double x, int y, double width, int height, String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"><title>%s</title></rect>%n",
                look,
                x,
                y,
                width,
                height,
                escaped(look + (title.isEmpty() ? "" : ": " + title))));
    }

    private static void text(StringBuilder svg, double x, int y, String look, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                look,
                x,
                y,
                anchor,
                escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
