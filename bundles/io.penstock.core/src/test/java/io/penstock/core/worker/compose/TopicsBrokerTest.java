package io.penstock.core.worker.compose;

import static io.penstock.core.worker.compose.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.broker.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics that real connectors use. */
class TopicsBrokerTest {

    @TempDir
    Path directory;

    @Test
    void topicsAreKeptUntilTheyAreResetOrTheirConnectorIsDeleted() throws Exception {
        try (BrokerProcess broker = BrokerProcess.builder().start()) {
            BrokerRig rig = new BrokerRig(directory, broker, "lines");
            rig.start(Map.of());
            try {
                keepsReportsAndForgets(rig);
            } finally {
                rig.close();
            }
            rig.start(Map.of("topic.tracking.allow.reset", "false"));
            try {
                assertThat(rig.worker.topics().of("snk")).containsExactly("lines");
                assertFailure(rig.worker.topics().reset("snk"), ErrorCode.FORBIDDEN)
                        .hasMessage("Topic tracking reset is disabled.");
            } finally {
                rig.close();
            }
            rig.start(Map.of("topic.tracking.enable", "false"));
            try {
                assertThatThrownBy(() -> rig.worker.topics().of("snk"))
                        .isInstanceOfSatisfying(
                                WorkerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN))
                        .hasMessage("Topic tracking is disabled.");
                assertFailure(rig.worker.topics().reset("snk"), ErrorCode.FORBIDDEN)
                        .hasMessage("Topic tracking is disabled.");
            } finally {
                rig.close();
            }
        }
    }

    private static void keepsReportsAndForgets(BrokerRig rig) throws Exception {
        ConnectWorkerService service = new ConnectWorkerService(rig.worker);
        assertThat(rig.worker.topics().of("src")).isEmpty();
        rig.worker.topics().reset("src").toCompletableFuture().join();
        rig.source();
        rig.sink("snk");
        await().untilAsserted(() -> {
            assertThat(rig.worker.topics().of("src")).containsExactly("lines");
            assertThat(rig.worker.topics().of("snk")).containsExactly("lines");
        });

        rig.worker.topics().reset("src").toCompletableFuture().join();
        assertThat(rig.worker.topics().of("src")).isEmpty();
        Files.writeString(rig.input, "d\n", StandardOpenOption.APPEND);
        await().untilAsserted(() -> assertThat(rig.worker.topics().of("src")).containsExactly("lines"));

        service.delete("src").toCompletableFuture().join();
        assertThat(rig.worker.topics().of("src")).isEmpty();
        await().untilAsserted(() ->
                assertThat(rig.worker.foundation().stores().statuses().topics()).containsOnlyKeys("snk"));
    }
}
