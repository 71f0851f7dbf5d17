package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.PluginJar;
import io.penstock.itests.distribution.harness.Topics;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.plugin.stumble.StumbleConverter;
import io.penstock.itests.distribution.plugin.stumble.StumblePredicate;
import io.penstock.itests.distribution.plugin.stumble.StumbleSink;
import io.penstock.itests.distribution.plugin.stumble.StumbleSinkTask;
import io.penstock.itests.distribution.plugin.stumble.StumbleSource;
import io.penstock.itests.distribution.plugin.stumble.StumbleSourceTask;
import io.penstock.itests.distribution.plugin.stumble.StumbleTransform;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Both workers with the same plugins. A connector has the same name and the same input on both, so that what they write can be compared
 * word by word; consumer group, dead letter topic and file are each worker's own.
 */
final class Pair implements AutoCloseable {

    private final Lab lab;
    private final Contender apache;
    private final Contender penstock;

    Pair(Lab lab) {
        this.lab = lab;
        penstock = Contender.penstock(lab).with(stumble());
        apache = Contender.apache(lab).with(stumble());
        Contender.start(penstock, apache);
    }

    static PluginJar stumble() {
        String packageName = StumbleSink.class.getPackageName();
        try {
            return new PluginJar("itests.stumble", "1.0.0")
                    .plugins(StumbleSink.class, StumbleSource.class, StumbleTransform.class, StumblePredicate.class)
                    .plugins(StumbleConverter.class)
                    .with(StumbleSinkTask.class, StumbleSourceTask.class)
                    .with(Class.forName(packageName + ".Attempts"), Class.forName(packageName + ".Journal"));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What Apache's worker and Penstock answer to the same question. */
    record Both<T>(T apache, T penstock) {

        void same() {
            assertThat(penstock).isEqualTo(apache);
        }

        void are(T expected) {
            assertThat(List.of(apache, penstock)).containsExactly(expected, expected);
        }
    }

    <T> Both<T> both(Function<Contender, T> question) {
        return new Both<>(question.apply(apache), question.apply(penstock));
    }

    /** Waits until both answer the same as is expected. */
    <T> void await(String what, T expected, Function<Contender, T> question) {
        for (Contender each : List.of(apache, penstock)) {
            Waiting.soon(each + ": " + what).untilAsserted(() -> assertThat(question.apply(each))
                    .as(() -> each.rest().url())
                    .isEqualTo(expected));
        }
    }

    void create(String name, Map<String, String> config) {
        for (Contender each : List.of(apache, penstock)) {
            Map<String, String> own = new HashMap<>(config);
            own.put("file", file(each, name).toString());
            own.computeIfPresent("topic", (key, topic) -> topic + "-" + each);
            own.computeIfPresent("errors.deadletterqueue.topic.name", (key, topic) -> topic + "-" + each);
            if (config.containsKey("topics")) {
                own.put("consumer.override.group.id", name + "-" + each);
            }
            each.rest().create(name, own);
        }
    }

    List<String> lines(Contender worker, String name) {
        return file(worker, name).all();
    }

    String states(Contender worker, String name) {
        return worker.rest().states(name);
    }

    long committed(Contender worker, String name, String input) {
        return topics().committed(name + "-" + worker, input);
    }

    /** The letters in the order of the records that failed. */
    List<ConsumerRecord<byte[], byte[]>> letters(Contender worker, String dead) {
        return topics().read(dead + "-" + worker).stream()
                .sorted(Comparator.comparing(Letters::offset))
                .toList();
    }

    List<List<String>> descriptions(Contender worker, String dead) {
        return letters(worker, dead).stream().map(Letters::describe).toList();
    }

    List<String> reports(Contender worker, String name) {
        return Letters.reports(worker.output(), name).stream().sorted().toList();
    }

    /** The task's error metrics, but for the time of the last error, of which only is told whether there was one. */
    Map<String, Double> metrics(Contender worker, String name) {
        Map<String, Double> metrics = new TreeMap<>();
        worker.jvm()
                .mbean("kafka.connect:type=task-error-metrics,connector=" + name + ",task=0")
                .forEach((key, value) -> metrics.put(key, ((Number) value).doubleValue()));
        assertThat(metrics).as("metrics of %s on %s", name, worker).hasSize(8);
        metrics.computeIfPresent("last-error-timestamp", (key, time) -> time > 0 ? 1.0 : 0.0);
        return metrics;
    }

    /** The first line of each exception in the trace of the connector's task. */
    List<String> trace(Contender worker, String name) {
        return worker.rest()
                .traces(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .toList();
    }

    Topics topics() {
        return lab.topics();
    }

    @Override
    public void close() {
        apache.close();
    }

    private OutputFile file(Contender worker, String name) {
        return new OutputFile(lab.directory().resolve(name + "-" + worker + ".txt"));
    }
}
