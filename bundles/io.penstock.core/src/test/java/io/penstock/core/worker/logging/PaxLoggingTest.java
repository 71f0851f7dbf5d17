package io.penstock.core.worker.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Levels in a real framework with the real Pax Logging: what counts is which messages arrive in the file. */
class PaxLoggingTest {

    private static final List<Class<?>> CLASSES = List.of(
            LoggingFixture.class,
            PaxLogging.class,
            LogBackend.class,
            Log4jLevels.class,
            Effective.class,
            ErrorCode.class,
            WorkerException.class);

    @TempDir
    Path folder;

    private Path log;
    private Framework felix;

    @BeforeEach
    void start() throws Exception {
        log = folder.resolve("fixture.log");
        felix = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        folder.resolve("cache").toString(),
                        "org.ops4j.pax.logging.logReaderEnabled",
                        "false",
                        LoggingFixture.FILE,
                        log.toString()));
        felix.start();
        BundleContext context = felix.getBundleContext();
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("logging.bundles", "target/logging")))) {
            for (Path jar : jars.toList()) {
                context.installBundle(jar.toUri().toString());
            }
        }
        context.installBundle(fixture("worker").toUri().toString());
        context.installBundle(fixture("plugin").toUri().toString());
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
        await().until(() -> Files.exists(log));
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(10_000);
    }

    private Path fixture(String name) throws Exception {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Activator", LoggingFixture.class.getName());
        headers.putValue("Import-Package", "org.slf4j,org.osgi.framework,org.osgi.service.cm");
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (Class<?> type : CLASSES) {
                String path = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(path));
                try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(entries);
                }
            }
        }
        return jar;
    }

    @SuppressWarnings("unchecked") // The service registry knows no type arguments.
    private <T> T service(Class<? super T> type, String of) throws Exception {
        BundleContext context = felix.getBundleContext();
        return (T) context.getService(
                context.getServiceReferences(type, "(of=" + of + ")").iterator().next());
    }

    @Test
    void aChangedLevelChangesWhatIsLogged() throws Exception {
        BiConsumer<String, String> worker = service(BiConsumer.class, "worker");
        BiConsumer<String, String> plugin = service(BiConsumer.class, "plugin");
        UnaryOperator<Map<String, String>> levels = service(UnaryOperator.class, "worker");
        plugin.accept("com.acme.Existing", "too early");
        assertThat(levels.apply(Map.of())).isEqualTo(Map.of("root", "INFO", "com.acme.quiet", "ERROR"));

        assertThat(levels.apply(Map.of("com.acme", "DEBUG")))
                .isEqualTo(Map.of("root", "INFO", "com.acme", "DEBUG", "com.acme.quiet", "ERROR"));
        plugin.accept("com.acme.Existing", "one");
        plugin.accept("com.acme.Late", "two");
        worker.accept("com.acme.Late", "three");
        plugin.accept("com.acmeother.Existing", "not below it");
        plugin.accept("com.acme.quiet.Existing", "below another");
        levels.apply(Map.of("com.acme", "WARN", "root", "TRACE"));
        plugin.accept("com.acme.Existing", "too late");
        worker.accept("io.penstock.Any", "four");
        levels.apply(Map.of("root", "OFF"));
        worker.accept("io.penstock.Any", "off");

        assertThat(lines())
                .containsSubsequence(
                        "com.acme.Existing one", "com.acme.Late two", "com.acme.Late three", "io.penstock.Any four");
        assertThat(lines().stream().filter(line -> line.startsWith("com.acme") || line.startsWith("io.penstock")))
                .hasSize(4);
    }

    private List<String> lines() throws Exception {
        return Files.readAllLines(log);
    }
}
