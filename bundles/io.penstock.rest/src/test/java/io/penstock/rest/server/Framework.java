package io.penstock.rest.server;

import io.penstock.rest.fake.FixtureActivator;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.FrameworkFactory;

/** Felix with the built bundle, what it needs, and a bundle of stand-ins for the worker. */
final class Framework implements AutoCloseable {

    private static final List<String> NEEDED = List.of(
            "pax-logging-api",
            "pax-logging-log4j2",
            "org.apache.felix.configadmin",
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.scr",
            "jakarta.ws.rs-api",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "jackson-datatype-jdk8",
            "jackson-module-blackbird",
            "io.penstock.kafka",
            "io.penstock.api");

    final Bundle rest;
    final Bundle fixture;
    private final org.osgi.framework.launch.Framework felix;

    /** Starts it all; the bundle under test last, so that the time it takes is its own. */
    Framework(Path folder, String listeners) throws BundleException, IOException {
        felix = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        folder.resolve("cache").toString(),
                        "org.osgi.framework.bootdelegation",
                        "sun.*,com.sun.*",
                        "org.ops4j.pax.logging.DefaultServiceLog.level",
                        "WARN",
                        "org.ops4j.pax.logging.logReaderEnabled",
                        "false",
                        FixtureActivator.LISTENERS,
                        listeners));
        felix.start();
        BundleContext context = felix.getBundleContext();
        for (Path jar : needed()) {
            context.installBundle(jar.toUri().toString());
        }
        fixture = context.installBundle(fixtureBundle(folder).toUri().toString());
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
        rest = context.installBundle(
                Path.of(System.getProperty("bundle.jar")).toUri().toString());
        rest.start();
    }

    /** The one service of this interface, or null. */
    ServiceReference<?> service(Class<?> type) throws Exception {
        ServiceReference<?>[] all = felix.getBundleContext().getAllServiceReferences(type.getName(), null);
        return all == null ? null : all[0];
    }

    BundleContext context() {
        return felix.getBundleContext();
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        felix.stop();
        felix.waitForStop(10_000);
    }

    private static List<Path> needed() {
        List<Path> jars = new ArrayList<>();
        for (String name : NEEDED) {
            jars.add(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(jar -> jar.getFileName().toString().matches(name.replace(".", "[.]") + "-\\d.*[.]jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not on the class path")));
        }
        return jars;
    }

    private static Path fixtureBundle(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "fixture");
        headers.putValue("Bundle-Activator", FixtureActivator.class.getName());
        headers.putValue(
                "Import-Package",
                "io.penstock.api,io.penstock.api.config,io.penstock.api.logging,io.penstock.api.offset,"
                        + "io.penstock.api.plugin,io.penstock.api.topic,org.osgi.framework,"
                        + "jakarta.ws.rs,jakarta.ws.rs.container,jakarta.ws.rs.core,org.apache.kafka.common,"
                        + "org.apache.kafka.connect.components,org.apache.kafka.connect.health,"
                        + "org.apache.kafka.connect.rest");
        String place = FixtureActivator.class.getPackageName().replace('.', '/');
        Path classes = Path.of(System.getProperty("test.classes"));
        Path jar = folder.resolve("fixture.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes.resolve(place))) {
            for (Path file : files.toList()) {
                entries.putNextEntry(new JarEntry(place + "/" + file.getFileName()));
                Files.copy(file, entries);
            }
        }
        return jar;
    }
}
