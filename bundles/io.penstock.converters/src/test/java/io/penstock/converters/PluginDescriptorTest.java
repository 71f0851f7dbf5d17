package io.penstock.converters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Manifest;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the worker sees of the bundle: the manifest and the component descriptors that the build made. */
class PluginDescriptorTest {

    private static final Path CLASSES = Path.of("target", "classes");

    private static final Set<Class<?>> PLUGIN_TYPES =
            Set.of(Converter.class, HeaderConverter.class, ConnectorClientConfigOverridePolicy.class);

    @Test
    void everyPluginStandsInForAClassOfApachesUnderTheSameInterfaces() throws Exception {
        List<String> names = new ArrayList<>();
        for (Path file : descriptors()) {
            Element component = read(file).getDocumentElement();
            String apache = pluginClass(component);
            names.add(apache);
            Class<?> theirs = Class.forName(apache);
            Class<?> ours = Class.forName(first(component, "implementation").getAttribute("class"));

            assertThat(first(component, "service").getAttribute("scope")).isEqualTo("prototype");
            assertThat(component.getAttribute("configuration-policy")).isEqualTo("ignore");
            assertThat(first(component, "properties").getAttribute("entry")).isEqualTo("OSGI-INF/plugin.properties");
            assertThat(provided(component)).isEqualTo(pluginTypes(theirs)).isEqualTo(pluginTypes(ours));
            assertThat(ours.getConstructor().newInstance()).isNotNull();
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "org.apache.kafka.connect.converters.BooleanConverter",
                        "org.apache.kafka.connect.converters.ByteArrayConverter",
                        "org.apache.kafka.connect.converters.DoubleConverter",
                        "org.apache.kafka.connect.converters.FloatConverter",
                        "org.apache.kafka.connect.converters.IntegerConverter",
                        "org.apache.kafka.connect.converters.LongConverter",
                        "org.apache.kafka.connect.converters.ShortConverter",
                        "org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy",
                        "org.apache.kafka.connect.connector.policy.AllowlistConnectorClientConfigOverridePolicy",
                        "org.apache.kafka.connect.connector.policy.NoneConnectorClientConfigOverridePolicy",
                        "org.apache.kafka.connect.connector.policy.PrincipalConnectorClientConfigOverridePolicy");
    }

    @Test
    void theVersionServicePropertyIsKafkas() throws Exception {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(CLASSES.resolve("OSGI-INF/plugin.properties"))) {
            properties.load(in);
        }
        assertThat(properties).containsOnlyKeys("penstock.plugin.version");
        assertThat(properties.getProperty("penstock.plugin.version")).isEqualTo(AppInfoParser.getVersion());
    }

    @Test
    void theBundleImportsKafkaUpToTheNextMajorVersion() throws Exception {
        Manifest manifest;
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        var main = manifest.getMainAttributes();
        String imports = main.getValue("Import-Package");
        List<String> kafka = List.of(imports.split(",(?=org\\.)")).stream()
                .filter(clause -> clause.startsWith("org.apache.kafka"))
                .toList();

        assertThat(main.getValue("Bundle-SymbolicName")).isEqualTo("io.penstock.converters");
        assertThat(kafka).isNotEmpty().allMatch(clause -> clause.endsWith(";version=\"[4.3,5)\""));
        assertThat(imports).doesNotContain("org.jspecify", "org.osgi");
        assertThat(main.getValue("Export-Package")).isNull();
    }

    private static List<Path> descriptors() throws Exception {
        try (var files = Files.list(CLASSES.resolve("OSGI-INF"))) {
            return files.filter(f -> f.toString().endsWith(".xml")).sorted().toList();
        }
    }

    private static Document read(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static Element first(Element parent, String tag) {
        return (Element) parent.getElementsByTagName(tag).item(0);
    }

    private static String pluginClass(Element component) {
        Element property = first(component, "property");
        assertThat(property.getAttribute("name")).isEqualTo("penstock.plugin.class");
        return property.getAttribute("value");
    }

    private static Set<String> provided(Element component) {
        NodeList nodes = component.getElementsByTagName("provide");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            names.add(((Element) nodes.item(i)).getAttribute("interface"));
        }
        return names;
    }

    private static Set<String> pluginTypes(Class<?> plugin) {
        Set<String> names = new HashSet<>();
        for (Class<?> type : PLUGIN_TYPES) {
            if (type.isAssignableFrom(plugin)) {
                names.add(type.getName());
            }
        }
        return names;
    }
}
