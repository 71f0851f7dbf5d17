package io.penstock.benchmark.jmh;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of a class. */
public final class Runs {

    private Runs() {}

    /**
     * What was measured in one case.
     *
     * @param nanos time of one operation, a median: the machine may be busy with other things for an iteration or two
     * @param bytes that one operation allocates
     */
    public record Score(double nanos, double bytes) {}

    /**
     * How long a benchmark may take.
     *
     * @param forks JVMs, one after the other: what their compilers make of the code differs from one to the next
     * @param warmupSeconds of each of five iterations that do not count
     * @param iterations that count, in each JVM
     * @param seconds of each of them
     */
    public record Effort(int forks, int warmupSeconds, int iterations, int seconds) {

        /** One JVM when it has to be quick, else three. */
        public static Effort usual(boolean quick) {
            return quick ? new Effort(1, 3, 5, 1) : new Effort(3, 3, 7, 2);
        }
    }

    /**
     * Runs all benchmarks of a class.
     *
     * @param effort how long they may take
     * @throws RunnerException if JMH cannot run
     */
    public static Collection<RunResult> of(Class<?> benchmarks, Effort effort) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmarks.getName())
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("-Xmx512m")
                        .forks(effort.forks())
                        .warmupIterations(5)
                        .measurementIterations(effort.iterations())
                        .warmupTime(TimeValue.seconds(effort.warmupSeconds()))
                        .measurementTime(TimeValue.seconds(effort.seconds()))
                        .build())
                .run();
    }

    /** The score of a case. */
    public static Score score(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        double bytes = allocated == null ? Double.NaN : allocated.getScore();
        return new Score(result.getPrimaryResult().getStatistics().getPercentile(50), bytes);
    }
}
