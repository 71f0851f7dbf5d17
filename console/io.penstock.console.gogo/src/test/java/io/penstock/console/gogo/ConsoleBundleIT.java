package io.penstock.console.gogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.ConnectWorker;
import io.penstock.console.gogo.fixture.FixtureActivator;
import io.penstock.console.gogo.shell.ShellClient;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The built bundle in Felix, beside the bundles that it has in the distribution, and a worker that is a fixture. */
class ConsoleBundleIT {

    private static final List<String> BUNDLES = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component-",
            "pax-logging-api",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "org.apache.felix.gogo.runtime",
            "org.apache.felix.gogo.command",
            "jline",
            "picocli",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "io.penstock.api");

    @TempDir
    Path directory;

    private Framework framework;
    private Bundle console;
    private Bundle fixture;
    private Path socket;

    @BeforeEach
    void startFramework() throws Exception {
        socket = directory.resolve("shell.sock");
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        directory.resolve("cache").toString(),
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "WARN"));
        framework.start();
        List<Bundle> installed = new ArrayList<>();
        for (String name : BUNDLES) {
            installed.add(install(find(name)));
        }
        console = install(Path.of(System.getProperty("console.bundle")));
        fixture = install(fixtureBundle());
        installed.add(console);
        for (Bundle bundle : installed) {
            bundle.start();
        }
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        assertThat(framework.waitForStop(TimeUnit.SECONDS.toMillis(20)).getType())
                .isEqualTo(FrameworkEvent.STOPPED);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("penstock") || name.startsWith("session-"));
    }

    private Bundle install(Path jar) throws BundleException {
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }

    private static Path find(String name) {
        List<Path> found = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(name)
                        && path.toString().endsWith(".jar")
                        && !path.getFileName().toString().contains("annotations-1"))
                .toList();
        assertThat(found).as("jars of %s on the class path", name).hasSize(1);
        return found.get(0);
    }

    /** The fake worker and its activator as a bundle. */
    private Path fixtureBundle() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, "fixture");
        main.putValue(Constants.BUNDLE_ACTIVATOR, FixtureActivator.class.getName());
        main.putValue(
                Constants.IMPORT_PACKAGE,
                "org.osgi.framework,io.penstock.api,io.penstock.api.config,io.penstock.api.plugin");
        Path classes = Path.of("target", "test-classes");
        Path jar = directory.resolve("fixture.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream archive = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes.resolve("io/penstock/console/gogo/fixture"))) {
            for (Path file : files.filter(f -> !f.getFileName().toString().equals("Fixture.class"))
                    .toList()) {
                archive.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, archive);
                archive.closeEntry();
            }
        }
        return jar;
    }

    /** Configuration Admin's classes here are not those of its bundle, so it is called by reflection. */
    private void configure() throws Exception {
        ServiceReference<?> reference = references("org.osgi.service.cm.ConfigurationAdmin")[0];
        Object admin = framework.getBundleContext().getService(reference);
        Method getConfiguration = admin.getClass().getMethod("getConfiguration", String.class, String.class);
        Object configuration = getConfiguration.invoke(admin, "io.penstock.shell", "?");
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("socket", socket.toString()));
        Class<?> type = Class.forName(
                "org.osgi.service.cm.Configuration", false, admin.getClass().getClassLoader());
        type.getMethod("update", Dictionary.class).invoke(configuration, properties);
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(socket));
    }

    private ServiceReference<?>[] references(String name) throws InvalidSyntaxException {
        return framework.getBundleContext().getAllServiceReferences(name, null);
    }

    private String run(String line) throws IOException {
        try (ShellClient client = ShellClient.command(socket, line)) {
            return client.awaitEnd();
        }
    }

    @Test
    void everyBundleIsActiveAndNoSocketThereWithoutConfiguration() {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle != fixture) {
                assertThat(bundle.getState()).as(bundle.getSymbolicName()).isEqualTo(Bundle.ACTIVE);
            }
        }
        assertThat(console.getSymbolicName()).isEqualTo("io.penstock.console.gogo");
        assertThat(socket).doesNotExist();
    }

    @Test
    void commandsFollowTheWorkerAsItComesAndGoes() throws Exception {
        configure();
        assertThat(run("connect:list")).startsWith("The worker is not running").endsWith("\0exit=3\n");
        fixture.start();
        assertThat(run("connect:list")).contains("orders   source   RUNNING").endsWith("\0exit=0\n");
        assertThat(run("why orders")).contains("connector orders  keep    It runs with the desired");
        fixture.stop();
        assertThat(references(ConnectWorker.class.getName())).isNull();
        assertThat(run("connect:status")).endsWith("\0exit=3\n");
    }

    @Test
    void commandsOfOtherBundlesWorkInTheSameSession() throws Exception {
        configure();
        fixture.start();
        assertThat(run("lb -s")).contains("io.penstock.console.gogo").endsWith("\0exit=0\n");
        assertThat(run("scr:list")).contains("io.penstock.console.gogo.shell.ShellServer");
        Path file = directory.resolve("status.txt");
        assertThat(run("status orders > " + file)).isEqualTo("\0exit=0\n");
        assertThat(file).content().contains("orders/1  task    FAILED").doesNotContain("\u001b");
        assertThat(run("felix:help")).contains("felix:lb", "scr:info");
        assertThat(run("status --json orders")).contains("\"state\" : \"FAILED\"");
    }

    @Test
    void anInteractiveSessionCompletesAndRuns() throws Exception {
        configure();
        fixture.start();
        try (ShellClient client = ShellClient.interactive(socket, "xterm-256color")) {
            client.awaitText("penstock> ").send("status or\t\r").awaitText("orders/1  task    FAILED");
            client.awaitText("penstock> ").send("felix:l\tb\r").awaitText("Penstock shell");
            client.awaitText("penstock> ").send("exit\r").awaitEnd();
        }
    }

    @Test
    void stoppingTheBundleEndsSessionsAndRemovesTheSocket() throws Exception {
        configure();
        try (ShellClient client = ShellClient.interactive(socket, "xterm")) {
            client.awaitText("penstock> ");
            console.stop();
            client.awaitEnd();
        }
        assertThat(socket).doesNotExist();
        console.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(socket));
        assertThat(run("help")).contains("COMMAND  WHAT IT DOES").endsWith("\0exit=0\n");
    }
}
