package io.penstock.core.worker.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.InstanceStatus;
import io.penstock.api.State;
import io.penstock.api.TaskId;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.TestPlugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connector overrides of its clients is asked about once more before its tasks start. */
class OverridesAtStartTest {

    @TempDir
    Path directory;

    private final TestPlugins plugins = new TestPlugins();
    private final FakeTasks tasks = new FakeTasks();
    private final TaskId first = new TaskId("c", 0);
    private ControlRig rig;
    private Path secrets;

    @BeforeEach
    void offerPlugins() {
        PluginType policy = PluginType.CONNECTOR_CLIENT_CONFIG_OVERRIDE_POLICY;
        plugins.offer(StringConverter.class, PluginType.CONVERTER);
        plugins.offer(SimpleHeaderConverter.class, PluginType.HEADER_CONVERTER);
        plugins.offer(ProbeConnector.class, PluginType.SOURCE);
        plugins.offer(FileConfigProvider.class, PluginType.CONFIGPROVIDER);
        plugins.offer("All", AllConnectorClientConfigOverridePolicy.class, "1", policy);
        plugins.offer("None", NoneConnectorClientConfigOverridePolicy.class, "1", policy);
        secrets = directory.resolve("secrets.properties");
    }

    private void open(String policy) {
        rig = new ControlRig(
                directory,
                plugins,
                tasks,
                300,
                Map.of(
                        "connector.client.config.override.policy",
                        policy,
                        "config.providers",
                        "file",
                        "config.providers.file.class",
                        FileConfigProvider.class.getName()));
    }

    @AfterEach
    void close() {
        rig.close();
        assertThat(plugins.view().all()).allMatch(plugin -> plugin.leases() == 0);
    }

    @Test
    void aTaskFailsWhenThePolicyForbidsWhatItsConnectorOverrides() throws Exception {
        Files.writeString(secrets, "acks=hidden-value\n");
        open("None");
        Map<String, String> config = Map.of(
                "connector.class",
                ProbeConnector.class.getName(),
                "producer.override.acks",
                "${file:" + secrets + ":acks}");
        rig.commands
                .create("c", new HashMap<>(config), null)
                .toCompletableFuture()
                .join();

        await().until(() -> rig.stores.statuses().tasks().containsKey(first));
        await().untilAsserted(() ->
                assertThat(rig.stores.statuses().tasks().get(first).state()).isEqualTo(State.FAILED));
        InstanceStatus failed = rig.stores.statuses().tasks().get(first);
        assertThat(failed.trace())
                .contains("does not allow client settings of connector c. producer.override.acks: ")
                .contains("connector.client.config.override.policy")
                .doesNotContain("hidden-value");
        assertThat(tasks.log).isEmpty();
    }

    @Test
    void whatThePolicyAllowsStarts() throws Exception {
        Files.writeString(secrets, "acks=all\n");
        open("All");
        Map<String, String> config = Map.of(
                "connector.class",
                ProbeConnector.class.getName(),
                "producer.override.acks",
                "${file:" + secrets + ":acks}");
        rig.commands
                .create("c", new HashMap<>(config), null)
                .toCompletableFuture()
                .join();

        await().until(() -> tasks.running.containsKey(first));
    }
}
