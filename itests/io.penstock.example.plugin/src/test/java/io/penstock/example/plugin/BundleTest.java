package io.penstock.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bnd made of the annotations. */
class BundleTest {

    private static final Path CLASSES = Path.of("target", "classes");

    private static Attributes manifest() throws IOException {
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    @Test
    void theConnectApiComesFromThePlatform() throws IOException {
        assertThat(manifest().getValue("Import-Package"))
                .contains("org.apache.kafka.connect.source;version=\"[4.3,5)\"")
                .contains("org.apache.kafka.common.config;version=\"[4.3,5)\"")
                .doesNotContain("jspecify", "org.osgi.service.component");
        assertThat(manifest().getValue("Export-Package")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "CounterSourceConnector, org.apache.kafka.connect.source.SourceConnector",
        "LinesSinkConnector, org.apache.kafka.connect.sink.SinkConnector",
        "Multiply, org.apache.kafka.connect.transforms.Transformation",
    })
    void eachPluginIsAPrototypeUnderItsInterface(String type, String service) throws IOException {
        String name = "io.penstock.example.plugin." + type;
        assertThat(manifest().getValue("Service-Component")).contains("OSGI-INF/" + name + ".xml");
        assertThat(Files.readString(CLASSES.resolve("OSGI-INF/" + name + ".xml")))
                .contains("name=\"" + name + "\"")
                .contains("configuration-policy=\"ignore\"")
                .contains("<service scope=\"prototype\">")
                .contains("<provide interface=\"" + service + "\"/>")
                .contains("<property name=\"penstock.plugin.version\" type=\"String\" value=\"1.0.0\"/>");
    }
}
