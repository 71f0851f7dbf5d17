package io.penstock.benchmark.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians and ratios as a Markdown table. Columns: what, unit, Penstock, Apache, ratio, goodness of the ratio. */
final class Table {

    private final List<String> rows = new ArrayList<>();

    Table() {
        rows.add(String.format("| %-36s | %12s | %12s | %8s |", "median", "Penstock", "Apache", "ratio"));
        rows.add("|--------------------------------------|-------------:|-------------:|---------:|");
    }

    /** A row: more is better when the ratio is above one, or below, as the title says. */
    void row(String title, int digits, Map<String, List<Figures>> runs, ToDoubleFunction<Figures> figure) {
        double ours = median(runs.getOrDefault("penstock", List.of()), figure);
        double theirs = median(runs.getOrDefault("apache", List.of()), figure);
        String number = "%,." + digits + "f";
        rows.add(String.format(
                Locale.ROOT,
                "| %-36s | %12s | %12s | %8s |",
                title,
                String.format(Locale.ROOT, number, ours),
                String.format(Locale.ROOT, number, theirs),
                String.format(Locale.ROOT, "%.2f", ours / theirs)));
    }

    @Override
    public String toString() {
        return String.join("\n", rows) + "\n";
    }

    private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
