package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Sequence;
import io.penstock.itests.distribution.harness.Topics;
import io.penstock.itests.distribution.harness.Waiting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A file sink of a worker: its numbered records, the file that the good ones go to, the dead letter topic of the bad ones. */
final class Delivery {

    private final Contender worker;
    private final String name;
    private final Topics topics;
    private final String input;
    private final Topics deadTopics;
    private final String dead;
    private final OutputFile file;
    private final Map<String, String> config = new HashMap<>();

    /**
     * Describes it; {@link #create} makes it.
     *
     * @param input the topic of the records
     * @param deadTopics where the dead letter topic is
     * @param dead the dead letter topic
     */
    Delivery(Contender worker, String name, Topics topics, String input, Topics deadTopics, String dead, Path file) {
        this.worker = worker;
        this.name = name;
        this.topics = topics;
        this.input = input;
        this.deadTopics = deadTopics;
        this.dead = dead;
        this.file = new OutputFile(file);
        config.putAll(Map.of(
                "connector.class", "FileStreamSink",
                "topics", input,
                "file", file.toString(),
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", dead,
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true"));
    }

    Delivery with(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** Letters go to another cluster than the records come from. */
    Delivery lettersTo(String bootstrapServers) {
        return with("producer.override.bootstrap.servers", bootstrapServers)
                .with("admin.override.bootstrap.servers", bootstrapServers);
    }

    Delivery create() {
        rest().create(name, config);
        return this;
    }

    /** Changes the configuration of what runs. */
    void reconfigure(String key, String value) {
        config.put(key, value);
        assertThat(rest().put("/connectors/" + name + "/config", config).status())
                .isEqualTo(200);
    }

    RestClient rest() {
        return worker.rest();
    }

    String name() {
        return name;
    }

    String dead() {
        return dead;
    }

    long committed() {
        return topics.committed("connect-" + name, input);
    }

    long letters() {
        return deadTopics.count(dead);
    }

    void awaitCommitted(long offset) {
        Waiting.soon(worker + " has committed " + offset + " of " + name)
                .untilAsserted(() -> assertThat(committed()).isEqualTo(offset));
    }

    void awaitSink(long lines) {
        Waiting.soon(worker + " has put " + lines + " of " + name).until(() -> file.lines() >= lines);
    }

    void awaitLetters(long count) {
        Waiting.soon(worker + " has written " + count + " letters of " + name).until(() -> letters() >= count);
    }

    void restartTask() {
        assertThat(rest().post("/connectors/" + name + "/tasks/0/restart", null).status())
                .isEqualTo(204);
    }

    /** Counts what became of the first records of the input. */
    Account account(String when, int records) {
        Sequence sink = new Sequence();
        file.all().forEach(line -> Numbers.collect(line, sink));
        Sequence letters = new Sequence();
        deadTopics.read(dead, letter -> Numbers.collect(letter.value(), letters));
        return Account.of(worker, when, records, committed(), sink, letters, worker.states(name))
                .print();
    }
}
