package io.penstock.benchmark.json;

import io.penstock.benchmark.jmh.Runs;
import io.penstock.benchmark.jmh.Runs.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs {@link JsonConverterBenchmark} and prints a table with ratios. With the second argument {@code quick} it takes about three
 * minutes, without it a quarter of an hour. Times are medians.
 */
public final class JsonBenchmarks {
    private JsonBenchmarks() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments the file for the table, and perhaps {@code quick}
     * @throws RunnerException if JMH cannot run
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = arguments.length > 1 && arguments[1].equals("quick");
        String table = table(Runs.of(JsonConverterBenchmark.class, Runs.Effort.usual(quick)));
        System.out.println(table);
        Files.writeString(Path.of(arguments[0]), table);
    }

    private static String table(Collection<RunResult> results) {
        Map<String, Map<String, Score>> cases = new TreeMap<>();
        for (RunResult result : results) {
            String schemas = result.getParams().getParam("schemas").equals("true") ? "with schema" : "without schema";
            String method = result.getParams().getBenchmark();
            method = method.substring(method.lastIndexOf('.') + 1);
            cases.computeIfAbsent(method + ", " + schemas, key -> new TreeMap<>())
                    .put(result.getParams().getParam("converter"), Runs.score(result));
        }
        StringBuilder table = new StringBuilder();
        String row = "| %-32s | %12s | %12s | %8s | %12s | %12s | %8s |%n";
        table.append(String.format(
                row, "per record", "Penstock ns", "Apache ns", "faster", "Penstock B", "Apache B", "less"));
        table.append(String.format(row, "---", "--:", "--:", "--:", "--:", "--:", "--:"));
        cases.forEach((name, scores) -> {
            Score ours = scores.get("penstock");
            Score theirs = scores.get("apache");
            if (ours != null && theirs != null) {
                table.append(String.format(
                        Locale.ROOT,
                        row,
                        name,
                        Math.round(ours.nanos()),
                        Math.round(theirs.nanos()),
                        ratio(theirs.nanos() / ours.nanos()),
                        Math.round(ours.bytes()),
                        Math.round(theirs.bytes()),
                        ratio(theirs.bytes() / ours.bytes())));
            }
        });
        return table.toString();
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }
}
