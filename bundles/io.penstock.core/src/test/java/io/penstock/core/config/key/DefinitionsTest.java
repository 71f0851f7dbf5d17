package io.penstock.core.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.junit.jupiter.api.Test;

/** Compares our definitions with those of Apache's worker. */
class DefinitionsTest {

    @Test
    void workerKeysAreThoseOfApachesStandaloneWorkerAndOurOwn() throws Exception {
        Map<String, String> ours = facts(WorkerKeys.definition());
        var field = StandaloneConfig.class.getDeclaredField("CONFIG");
        field.setAccessible(true);
        Map<String, String> theirs = facts((ConfigDef) field.get(null));

        Set<String> own = new TreeSet<>(ours.keySet());
        own.removeAll(theirs.keySet());
        assertThat(own)
                .containsExactly(
                        "penstock.connector.files",
                        "penstock.data.dir",
                        "penstock.deploy.dir",
                        "penstock.home",
                        "rest.idle.timeout.ms",
                        "rest.mask.secrets",
                        "rest.max.body.bytes",
                        "rest.max.buffered.bytes",
                        "rest.max.concurrent.requests",
                        "rest.max.connections",
                        "rest.max.header.bytes",
                        "rest.read.timeout.ms",
                        "rest.request.timeout.ms",
                        "rest.ssl.reload.interval.ms");
        ours.keySet().removeAll(own);

        // We keep offsets ourselves and only import from Apache's file, so it is not required.
        assertThat(theirs.remove("offset.storage.file.filename")).contains("REQUIRED");
        assertThat(ours.remove("offset.storage.file.filename")).doesNotContain("REQUIRED");
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void sourceKeysAreThoseOfApachesWorker() {
        Map<String, String> ours = facts(SourceKeys.definition(FrameworkDefaults.none()));
        assertThat(ours.keySet()).containsAll(ExtensionKeys.names(true));
        ours.keySet().removeAll(ExtensionKeys.names(true));
        assertThat(ours).isEqualTo(facts(SourceConnectorConfig.configDef()));
        Set<String> theirs = SourceConnectorConfig.configDef().names();
        assertThat(SourceKeys.definition(FrameworkDefaults.none()).names().stream()
                        .limit(theirs.size()))
                .containsExactlyElementsOf(theirs);
    }

    @Test
    void sinkKeysAreThoseOfApachesWorker() {
        Map<String, String> ours = facts(SinkKeys.definition(FrameworkDefaults.none()));
        assertThat(ours.keySet()).containsAll(ExtensionKeys.names(false));
        ours.keySet().removeAll(ExtensionKeys.names(false));
        assertThat(ours).isEqualTo(facts(SinkConnectorConfig.configDef()));
        Set<String> theirs = SinkConnectorConfig.configDef().names();
        assertThat(SinkKeys.definition(FrameworkDefaults.none()).names().stream()
                        .limit(theirs.size()))
                .containsExactlyElementsOf(theirs);
    }

    @Test
    void everyKeyIsDocumentedInWordsOfOurOwn() {
        var theirs = StandaloneConfigDocs.of(SourceConnectorConfig.configDef(), SinkConnectorConfig.configDef());
        for (ConfigDef def : new ConfigDef[] {
            SourceKeys.definition(FrameworkDefaults.none()), SinkKeys.definition(FrameworkDefaults.none())
        }) {
            def.configKeys().values().forEach(key -> assertThat(key.documentation)
                    .as(key.name)
                    .isNotBlank()
                    .isNotEqualTo(theirs.get(key.name)));
        }
    }

    @Test
    void textualDefinitionReadsClassNamesWithoutLoadingThem() {
        ConfigDef textual = Definitions.textual(WorkerKeys.definition());

        Map<String, Object> parsed = textual.parse(
                Map.of("bootstrap.servers", "b:1", "key.converter", "no.such.Class", "value.converter", "Alias"));

        assertThat(parsed)
                .containsEntry("key.converter", "no.such.Class")
                .containsEntry("header.converter", "org.apache.kafka.connect.storage.SimpleHeaderConverter");
        assertThat(Definitions.classKeys(WorkerKeys.definition()))
                .contains("key.converter", "value.converter", "header.converter", "ssl.engine.factory.class");
    }

    /** Everything about a key but its documentation. */
    private static Map<String, String> facts(ConfigDef def) {
        Map<String, String> facts = new TreeMap<>();
        def.configKeys()
                .values()
                .forEach(key -> facts.put(
                        key.name,
                        String.join(
                                " | ",
                                key.type.name(),
                                key.hasDefault() ? String.valueOf(key.defaultValue) : "REQUIRED",
                                String.valueOf(key.importance),
                                String.valueOf(key.group),
                                String.valueOf(key.orderInGroup),
                                String.valueOf(key.width),
                                key.displayName,
                                String.valueOf(key.dependents),
                                rule(key))));
        return facts;
    }

    /** Apache's rule for versions has no text of its own, only its class's. */
    private static String rule(ConfigDef.ConfigKey key) {
        return key.name.endsWith("plugin.version") ? "version" : String.valueOf(key.validator);
    }

    private static final class StandaloneConfigDocs {

        static Map<String, String> of(ConfigDef... defs) {
            Map<String, String> docs = new TreeMap<>();
            for (ConfigDef def : defs) {
                def.configKeys().values().forEach(key -> docs.put(key.name, key.documentation));
            }
            return docs;
        }
    }
}
