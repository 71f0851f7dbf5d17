package io.penstock.itests.distribution.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/**
 * A plugin bundle made of classes of the tests: manifest and component descriptors as a plugin's author would write them, and the files
 * in which Apache's worker looks for plugins.
 */
public final class PluginJar {

    private static final List<Class<?>> ROLES = List.of(
            SourceConnector.class,
            SinkConnector.class,
            Transformation.class,
            Predicate.class,
            Converter.class,
            HeaderConverter.class);

    private final String symbolicName;
    private final String version;
    private final List<Class<?>> classes = new ArrayList<>();
    private final List<Class<?>> plugins = new ArrayList<>();

    public PluginJar(String symbolicName, String version) {
        this.symbolicName = symbolicName;
        this.version = version;
    }

    /** Adds classes that are not plugins themselves. */
    public PluginJar with(Class<?>... more) {
        classes.addAll(Arrays.asList(more));
        return this;
    }

    /** Adds connectors, transforms, predicates, converters. */
    public PluginJar plugins(Class<?>... more) {
        return connectors(more);
    }

    /** Adds connectors. */
    public PluginJar connectors(Class<?>... more) {
        plugins.addAll(Arrays.asList(more));
        return with(more);
    }

    /** Puts the bundle into a directory, under a name that is not watched first, as a careful user does. */
    public Path into(Path directory) {
        Path jar = directory.resolve(symbolicName + "-" + version + ".jar");
        Path incomplete = directory.resolve(jar.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(incomplete);
                    JarOutputStream entries = new JarOutputStream(out, manifest())) {
                for (Class<?> plugin : plugins) {
                    entry(entries, descriptor(plugin), component(plugin).getBytes(StandardCharsets.UTF_8));
                }
                for (Class<?> role : ROLES) {
                    String names = plugins.stream()
                            .filter(role::isAssignableFrom)
                            .map(plugin -> plugin.getName() + "\n")
                            .collect(Collectors.joining());
                    entry(entries, "META-INF/services/" + role.getName(), names.getBytes(StandardCharsets.UTF_8));
                }
                for (Class<?> type : classes) {
                    String file = type.getName().replace('.', '/') + ".class";
                    try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
                        entry(entries, file, Objects.requireNonNull(in, file).readAllBytes());
                    }
                }
            }
            return Files.move(incomplete, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", version);
        main.putValue(
                "Import-Package",
                "org.apache.kafka.common;version=\"[4.3,5)\",org.apache.kafka.common.config;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.connector;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.data;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.header;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.errors;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.sink;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.source;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.storage;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.transforms;version=\"[4.3,5)\","
                        + "org.apache.kafka.connect.transforms.predicates;version=\"[4.3,5)\","
                        + "org.apache.kafka.clients.consumer;version=\"[4.3,5)\","
                        + "org.apache.kafka.clients.producer;version=\"[4.3,5)\"");
        main.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4)(!(version>=2.0)))\"");
        main.putValue("Service-Component", "OSGI-INF/*.xml");
        return manifest;
    }

    private static String descriptor(Class<?> plugin) {
        return "OSGI-INF/" + plugin.getName() + ".xml";
    }

    private String component(Class<?> plugin) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s" configuration-policy="ignore">
                  <implementation class="%1$s"/>
                  <property name="penstock.plugin.class" value="%1$s"/>
                  <property name="penstock.plugin.version" value="%2$s"/>
                  <service scope="prototype">%3$s</service>
                </scr:component>
                """.formatted(plugin.getName(), version, roles(plugin));
    }

    private static String roles(Class<?> plugin) {
        return ROLES.stream()
                .filter(role -> role.isAssignableFrom(plugin))
                .map(role -> "<provide interface=\"" + role.getName() + "\"/>")
                .collect(Collectors.joining());
    }

    private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
