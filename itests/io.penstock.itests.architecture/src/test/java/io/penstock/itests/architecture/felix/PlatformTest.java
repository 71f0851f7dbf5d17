package io.penstock.itests.architecture.felix;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.architecture.probe.ClientConfigProbe;
import io.penstock.itests.architecture.probe.CompressionProbe;
import io.penstock.itests.architecture.probe.SecurityProbe;
import io.penstock.itests.architecture.probe.ServicesProbe;
import io.penstock.itests.architecture.probe.TransformProbe;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** The wrapped Kafka bundle and the plugin bundles, as they are built, inside Felix. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformTest {

    /** The bundles that hold or describe classes of Apache Kafka. */
    private static final List<String> APACHES =
            List.of("io.penstock.kafka", "io.penstock.transforms", "io.penstock.connect.file");

    private static final List<String> OWN = List.of(
            "io.penstock.kafka",
            "io.penstock.transforms",
            "io.penstock.connect.file",
            "io.penstock.connect.datagen",
            "io.penstock.converters",
            "io.penstock.json");

    private ClassLoader loaderBefore;
    private URLClassLoader foreign;
    private TestFramework framework;
    private ProbeBundle probes;

    /** Everything happens under a context class loader that sees no Kafka class, as it may in a launcher. */
    @BeforeAll
    void startFramework(@TempDir Path folder) throws Exception {
        Path platform = Path.of(System.getProperty("basedir", ".")).resolve("target/platform");
        loaderBefore = Thread.currentThread().getContextClassLoader();
        foreign = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(foreign);
        framework = TestFramework.start(folder.resolve("cache"));
        framework.installPlatform(platform);
        framework.installOwn(OWN);
        probes = ProbeBundle.installIn(framework, folder);
        framework.startAll();
    }

    @AfterAll
    void stopFramework() throws Exception {
        Thread.currentThread().setContextClassLoader(loaderBefore);
        if (framework != null) {
            framework.close();
        }
        foreign.close();
    }

    @Test
    void everyBundleIsActive() {
        assertThat(framework.bundles()).extracting(Bundle::getSymbolicName).containsAll(OWN);
        assertThat(framework.bundles())
                .allSatisfy(bundle ->
                        assertThat(bundle.getState()).as("state of %s", bundle).isEqualTo(Bundle.ACTIVE));
    }

    @Test
    void theKafkaBundleExportsEveryPackageOnce() {
        List<Object> exported = bundle("io.penstock.kafka")
                .adapt(BundleWiring.class)
                .getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                .stream()
                .peek(capability -> assertThat(capability.getAttributes().get("version"))
                        .as("version of %s", capability)
                        .hasToString("4.3.1"))
                .map(capability -> capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .toList();

        assertThat(exported)
                .doesNotHaveDuplicates()
                .contains(
                        "org.apache.kafka.clients.producer",
                        "org.apache.kafka.common.utils.internals",
                        "org.apache.kafka.connect.connector",
                        "org.apache.kafka.connect.json",
                        "org.apache.kafka.connect.transforms",
                        "org.apache.kafka.connect.transforms.predicates",
                        "org.apache.kafka.connect.transforms.util")
                .doesNotContain("io.penstock.kafka");
        assertThat(exported).hasSameSizeAs(packagesInside(bundle("io.penstock.kafka")));
    }

    @Test
    void theListingsOfTheJarsAreLeftOut() {
        for (String name : APACHES) {
            assertThat(bundle(name).findEntries("META-INF/services", "*", false))
                    .as("listings in %s", name)
                    .isNull();
        }
    }

    @Test
    void licenseAndNoticeOfApacheComeWithItsClasses() {
        for (String name : List.of("io.penstock.kafka", "io.penstock.connect.file")) {
            assertThat(bundle(name).getEntry("META-INF/LICENSE")).as(name).isNotNull();
            assertThat(bundle(name).getEntry("META-INF/NOTICE")).as(name).isNotNull();
            assertThat(bundle(name).getHeaders().get("Bundle-License")).isEqualTo("Apache-2.0");
        }
    }

    @Test
    void everyPluginIsAPrototypeService() throws Exception {
        Map<String, Map<String, Object>> services = probes.run(ServicesProbe.class);
        Map<String, Map<String, Object>> apaches = new LinkedHashMap<>(services);
        apaches.values().removeIf(facts -> !APACHES.contains(facts.get("bundle")));

        assertThat(apaches.keySet()).containsExactlyInAnyOrderElementsOf(ExpectedPlugins.all());
        apaches.forEach((plugin, facts) -> {
            ExpectedPlugins.Expected expected = ExpectedPlugins.of(plugin);
            assertThat(facts.get("bundle")).as(plugin).isEqualTo(expected.bundle());
            assertThat(facts.get("interfaces"))
                    .as(plugin)
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .containsExactlyInAnyOrderElementsOf(expected.interfaces());
            assertThat(facts)
                    .as(plugin)
                    .containsEntry("version", "4.3.1")
                    .containsEntry("scope", "prototype")
                    .containsEntry("implementation", plugin)
                    .containsEntry("instances", 2);
        });
    }

    @Test
    void aTransformWorks() throws Exception {
        Map<?, ?> value = probes.run(TransformProbe.class);

        assertThat(value.get("origin")).isEqualTo("penstock");
        assertThat(value.get("at")).isEqualTo(42L);
        assertThat(value.get("amount")).isEqualTo(7);
    }

    @Test
    void everyCodecWorks() throws Exception {
        Map<String, Map.Entry<String, Integer>> results = probes.run(CompressionProbe.class);

        assertThat(results).containsOnlyKeys("none", "gzip", "snappy", "lz4", "zstd");
        results.forEach((codec, result) -> {
            assertThat(result.getKey()).as(codec).isEqualTo(CompressionProbe.TEXT);
            if (!codec.equals("none")) {
                assertThat(result.getValue()).as(codec).isLessThan(CompressionProbe.TEXT.length() / 4);
            }
        });
    }

    @Test
    void clientConfigurationsLoadUnderAForeignContextClassLoader() throws Exception {
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(foreign);

        assertThat(probes.run(ClientConfigProbe.class))
                .containsOnly("org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever");
    }

    @Test
    void jmxSaslAndTlsWork() throws Exception {
        assertThat(probes.run(SecurityProbe.class))
                .containsEntry("mbean", "12.5")
                .containsEntry("scram", "SCRAM-SHA-512")
                .containsEntry("oauth", "OAUTHBEARER")
                .containsEntry("tls", "TLSv1.3");
    }

    private Bundle bundle(String name) {
        return framework.bundles().stream()
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The packages that have a class in them, the activator's left out. */
    private static List<String> packagesInside(Bundle bundle) {
        return bundle
                .adapt(BundleWiring.class)
                .listResources(
                        "org/apache/kafka",
                        "*.class",
                        BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)
                .stream()
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .distinct()
                .toList();
    }
}
