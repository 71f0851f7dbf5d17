package io.penstock.benchmark.errors;

import io.penstock.benchmark.jmh.Runs;
import io.penstock.benchmark.jmh.Runs.Effort;
import io.penstock.benchmark.jmh.Runs.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Runs {@link ToleranceBenchmark} and prints a table with ratios; medians over many JVMs, about four minutes with {@code quick}. */
public final class ToleranceBenchmarks {

    private ToleranceBenchmarks() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments the file for the table, and perhaps {@code quick}
     * @throws RunnerException if JMH cannot run
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = arguments.length > 1 && arguments[1].equals("quick");
        Map<String, Score> scores = new TreeMap<>();
        for (RunResult result : Runs.of(ToleranceBenchmark.class, new Effort(quick ? 6 : 12, 1, 4, 1))) {
            scores.put(
                    result.getParams().getParam("worker") + result.getParams().getParam("tolerance"),
                    Runs.score(result));
        }
        String row = "| %-10s | %14s | %14s | %8s | %14s | %14s | %8s |%n";
        StringBuilder table = new StringBuilder(
                String.format(row, "per record", "off, ns", "on, ns", "on/off", "off, bytes", "on, bytes", "on/off"));
        table.append(String.format(row, "---", "--:", "--:", "--:", "--:", "--:", "--:"));
        for (String worker : new String[] {"penstock", "apache"}) {
            Score off = scores.get(worker + "off");
            Score on = scores.get(worker + "on");
            if (off == null || on == null) {
                throw new IllegalStateException("There is no score of " + worker + " in " + scores);
            }
            table.append(String.format(
                    Locale.ROOT,
                    row,
                    worker,
                    Math.round(off.nanos()),
                    Math.round(on.nanos()),
                    String.format(Locale.ROOT, "%.2f", on.nanos() / off.nanos()),
                    Math.round(off.bytes()),
                    Math.round(on.bytes()),
                    String.format(Locale.ROOT, "%.2f", on.bytes() / off.bytes())));
        }
        System.out.println(table);
        Files.writeString(Path.of(arguments[0]), table);
    }
}
