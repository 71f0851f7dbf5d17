package io.penstock.benchmark.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link JsonConverterBenchmark} and prints a table with ratios. With the second argument {@code quick} it takes about three
 * minutes, without it a quarter of an hour. Times are medians.
 */
public final class JsonBenchmarks {
    private JsonBenchmarks() {}

    /** What was measured of one converter in one case. */
    private record Score(double nanos, double bytes) {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments the file for the table, and perhaps {@code quick}
     * @throws RunnerException if JMH cannot run
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = arguments.length > 1 && arguments[1].equals("quick");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(JsonConverterBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xmx512m")
                .forks(quick ? 1 : 3)
                .warmupIterations(5)
                .measurementIterations(quick ? 5 : 7)
                .warmupTime(TimeValue.seconds(3))
                .measurementTime(TimeValue.seconds(quick ? 1 : 2));
        String table = table(new Runner(options.build()).run());
        System.out.println(table);
        Files.writeString(Path.of(arguments[0]), table);
    }

    private static String table(Collection<RunResult> results) {
        Map<String, Map<String, Score>> cases = new TreeMap<>();
        for (RunResult result : results) {
            String schemas = result.getParams().getParam("schemas").equals("true") ? "with schema" : "without schema";
            String method = result.getParams().getBenchmark();
            method = method.substring(method.lastIndexOf('.') + 1);
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            double bytes = allocated == null ? Double.NaN : allocated.getScore();
            cases.computeIfAbsent(method + ", " + schemas, key -> new TreeMap<>())
                    .put(result.getParams().getParam("converter"), new Score(median(result), bytes));
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
                        Math.round(ours.nanos),
                        Math.round(theirs.nanos),
                        ratio(theirs.nanos / ours.nanos),
                        Math.round(ours.bytes),
                        Math.round(theirs.bytes),
                        ratio(theirs.bytes / ours.bytes)));
            }
        });
        return table.toString();
    }

    /** The machine may be busy with other things for an iteration or two: a median does not mind. */
    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2fx", ratio);
    }
}
