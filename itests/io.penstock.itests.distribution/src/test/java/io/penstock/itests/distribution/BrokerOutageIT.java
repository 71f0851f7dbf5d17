package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.broker.BrokerProcess;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Sequence;
import io.penstock.itests.distribution.harness.Topics;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cluster goes away while records flow, and comes back. */
class BrokerOutageIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int COUNT = 6_000;

    @Test
    void connectorsRecoverAndNothingIsLost() {
        try (BrokerProcess broker = BrokerProcess.builder().start();
                Topics topics = new Topics(broker.bootstrapServers())) {
            topics.create("outage", 2);
            OutputFile file = new OutputFile(LAB.directory().resolve("outage.txt"));
            Worker worker = LAB.worker("worker", broker.bootstrapServers()).start();
            RestClient rest = worker.rest();
            rest.create("outage-source", source());
            rest.create("outage-sink", sink(file));
            Waiting.soon("records flow").until(() -> file.lines() > COUNT / 6);

            broker.kill();
            Awaitility.await("nothing moves any more")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(new Standstill(file));
            assertThat(file.lines()).isLessThan(COUNT);
            assertThat(rest.get("/health").status()).isEqualTo(200);
            assertThat(rest.states("outage-source")).isEqualTo("RUNNING [RUNNING, RUNNING]");
            assertThat(rest.states("outage-sink")).isEqualTo("RUNNING [RUNNING]");

            broker.start();
            Sequence delivered = new Sequence();
            OutputFile fromTheStart = new OutputFile(LAB.directory().resolve("outage.txt"));
            Waiting.upTo(180, "all records arrive").until(() -> {
                fromTheStart.follow(line -> delivered.add(Integer.parseInt(line)));
                return delivered.distinct() >= COUNT;
            });
            assertThat(delivered.isComplete(COUNT)).as("%s", delivered).isTrue();
            System.out.println("After the outage: " + delivered + "; in the topic " + topics.count("outage"));
            // Producers are idempotent: sending again after the outage makes no second record.
            assertThat(topics.count("outage")).isEqualTo(COUNT);
            assertThat(rest.states("outage-source")).isEqualTo("RUNNING [RUNNING, RUNNING]");
            assertThat(rest.states("outage-sink")).isEqualTo("RUNNING [RUNNING]");
            worker.stop();
            assertThat(topics.committed("connect-outage-sink", "outage")).isEqualTo(COUNT);
        }
    }

    /** True when the file has not grown for four looks at it in a row. */
    private static final class Standstill implements java.util.concurrent.Callable<Boolean> {
        private final OutputFile file;
        private long lines;
        private int looks;

        Standstill(OutputFile file) {
            this.file = file;
        }

        @Override
        public Boolean call() {
            long now = file.lines();
            looks = now == lines ? looks + 1 : 0;
            lines = now;
            return looks >= 4;
        }
    }

    private static Map<String, String> source() {
        return Map.of(
                "connector.class", "DatagenSource",
                "tasks.max", "2",
                "topic", "outage",
                "dataset", "clicks",
                "schemas", "false",
                "count", Integer.toString(COUNT),
                "rate", "400");
    }

    private static Map<String, String> sink(OutputFile file) {
        return Map.of(
                "connector.class", "FileStreamSink",
                "topics", "outage",
                "file", file.toString(),
                "transforms", "pick",
                "transforms.pick.type", "org.apache.kafka.connect.transforms.ExtractField$Value",
                "transforms.pick.field", "seq");
    }
}
