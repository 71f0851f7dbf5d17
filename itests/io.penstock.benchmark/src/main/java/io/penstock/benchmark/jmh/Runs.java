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
     * Runs all benchmarks of a class.
     *
     * @param quick whether fewer and shorter iterations have to do
     * @throws RunnerException if JMH cannot run
     */
    public static Collection<RunResult> of(Class<?> benchmarks, boolean quick) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmarks.getName())
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("-Xmx512m")
                        .forks(quick ? 1 : 3)
                        .warmupIterations(5)
                        .measurementIterations(quick ? 5 : 7)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementTime(TimeValue.seconds(quick ? 1 : 2))
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
