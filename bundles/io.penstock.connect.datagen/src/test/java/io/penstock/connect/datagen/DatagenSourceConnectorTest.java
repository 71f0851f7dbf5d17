package io.penstock.connect.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Manifest;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class DatagenSourceConnectorTest {

    private final DatagenSourceConnector connector = new DatagenSourceConnector();

    @Test
    void dealsTheSlicesToTheTasks() {
        connector.start(Harness.settings("slices", "5", "seed", "3"));

        assertThat(connector.taskConfigs(2))
                .extracting(task -> task.get("task.slices"))
                .containsExactly("0,2,4", "1,3");
        assertThat(connector.taskConfigs(9))
                .extracting(task -> task.get("task.slices"))
                .containsExactly("0", "1", "2", "3", "4");
        assertThat(connector.taskConfigs(1).get(0))
                .containsAllEntriesOf(Harness.settings("slices", "5", "seed", "3"))
                .containsEntry("task.slices", "0,1,2,3,4");
        assertThat(connector.taskClass()).isEqualTo(DatagenSourceTask.class);
    }

    @Test
    void doesNotStartWithAWrongSetting() {
        assertThatThrownBy(() -> connector.start(Harness.settings("rate", "fast")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rate");
    }

    @Test
    void supportsExactlyOnceAndItsOwnTransactionBoundaries() {
        assertThat(connector.exactlyOnceSupport(Harness.settings())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.canDefineTransactionBoundaries(Harness.settings()))
                .isEqualTo(ConnectorTransactionBoundaries.SUPPORTED);
    }

    @Test
    void offsetsCanBeAltered() {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(partition("orders", 16L, 3L), Map.of("position", 12L));
        offsets.put(partition("orders", 16, 15), Map.of("position", 0));
        offsets.put(partition("orders", 16L, 4L), null);
        offsets.put(partition("clicks", 2L, 1L), null);
        offsets.put(Map.of("anything", "old"), null);

        assertThat(connector.alterOffsets(Harness.settings(), offsets)).isTrue();
        assertThat(connector.alterOffsets(Harness.settings(), Map.of())).isTrue();
    }

    @Test
    void offsetsOfNothingOfOursAreRefused() {
        Map<String, Object> right = Map.of("position", 1L);
        for (Map<String, Object> wrong : List.of(
                partition("clicks", 16L, 3L),
                partition("orders", 8L, 3L),
                partition("orders", 16L, 16L),
                partition("orders", 16L, -1L),
                partition("orders", 16L, "3"),
                Map.<String, Object>of("slice", 3L),
                Map.<String, Object>of())) {
            assertThatThrownBy(() -> connector.alterOffsets(Harness.settings(), Map.of(wrong, right)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(wrong.toString())
                    .hasMessageContaining(
                            "{dataset=orders, slices=16, slice=0} to {dataset=orders, slices=16, slice=15}");
        }
        Map<Map<String, ?>, Map<String, ?>> nothing = new HashMap<>();
        nothing.put(null, right);
        assertThatThrownBy(() -> connector.alterOffsets(Harness.settings(), nothing))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("null");
        assertThatThrownBy(() -> connector.alterOffsets(
                        Harness.settings(), Map.of(partition("orders", 16L, 3L), Map.of("position", -1L))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("{position=-1}")
                .hasMessageContaining("from 0 to");
    }

    private static Map<String, Object> partition(String dataset, Object slices, Object slice) {
        Map<String, Object> partition = new LinkedHashMap<>();
        partition.put("dataset", dataset);
        partition.put("slices", slices);
        partition.put("slice", slice);
        return partition;
    }

    /** In the worker by its component descriptor, in Apache's by the service file. */
    @Test
    void isFoundAsAPlugin() throws Exception {
        String component = Files.readString(
                Path.of("target/classes/OSGI-INF/io.penstock.connect.datagen.DatagenSourceConnector.xml"));
        assertThat(component)
                .contains("<service scope=\"prototype\">")
                .contains("<provide interface=\"org.apache.kafka.connect.source.SourceConnector\"/>")
                .contains("configuration-policy=\"ignore\"")
                .contains("<properties entry=\"OSGI-INF/plugin.properties\"/>")
                .contains("name=\"penstock.plugin.class\" type=\"String\""
                        + " value=\"io.penstock.connect.datagen.DatagenSourceConnector\"");
        assertThat(ServiceLoader.load(SourceConnector.class)).hasAtLeastOneElementOfType(DatagenSourceConnector.class);
        assertThat(connector.version())
                .isEqualTo(new DatagenSourceTask().version())
                .matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void theBundleImportsKafkaUpToTheNextMajorVersion() throws Exception {
        Manifest manifest;
        try (InputStream in = Files.newInputStream(Path.of("target/classes/META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        String imports = manifest.getMainAttributes().getValue("Import-Package");
        List<String> kafka = List.of(imports.split(",(?=org\\.)")).stream()
                .filter(clause -> clause.startsWith("org.apache.kafka"))
                .toList();

        assertThat(manifest.getMainAttributes().getValue("Bundle-SymbolicName"))
                .isEqualTo("io.penstock.connect.datagen");
        assertThat(kafka).isNotEmpty().allMatch(clause -> clause.endsWith(";version=\"[4.3,5)\""));
        assertThat(imports).doesNotContain("org.jspecify", "org.osgi");
    }
}
