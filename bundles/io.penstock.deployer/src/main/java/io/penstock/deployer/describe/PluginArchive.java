package io.penstock.deployer.describe;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A jar, or a directory laid out like one, open for reading. One thread at a time. */
final class PluginArchive implements Closeable {

    private final Path location;
    private final Path root;
    private final Closeable resource;

    private PluginArchive(Path location, Path root, Closeable resource) {
        this.location = location;
        this.root = root;
        this.resource = resource;
    }

    /** Opens a jar or a directory; fails with a message that names it when it is neither. */
    static PluginArchive open(Path location) throws IOException {
        if (Files.isDirectory(location)) {
            return new PluginArchive(location, location, () -> {});
        }
        if (!Files.exists(location)) {
            throw new NoSuchFileException(location + ": no such jar or directory");
        }
        try {
            FileSystem zip = FileSystems.newFileSystem(location);
            return new PluginArchive(location, zip.getPath("/"), zip);
        } catch (IOException | ProviderNotFoundException e) {
            throw new IOException(location + ": not a jar that can be read (" + e.getMessage() + ")", e);
        }
    }

    Path location() {
        return location;
    }

    boolean holdsClass(String className) {
        return Files.isRegularFile(root.resolve(className.replace('.', '/') + ".class"));
    }

    /** The classes listed under an interface; no listing and an empty one are the same. */
    ServicesFile services(PluginInterface type) throws IOException {
        Path file = root.resolve(type.servicesEntry());
        byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        return ServicesFile.parse(location + "!/" + type.servicesEntry(), content);
    }

    /**
     * The version that the archive gives itself: the manifest's {@code Implementation-Version}, else its
     * {@code Bundle-Version}, else the version in the only {@code pom.properties}. Several of those mean that other
     * libraries were merged in, and then none of them speaks for the plugin.
     */
    Optional<String> version() throws IOException {
        Path manifest = root.resolve("META-INF/MANIFEST.MF");
        if (Files.isRegularFile(manifest)) {
            try (InputStream in = Files.newInputStream(manifest)) {
                Attributes main = new Manifest(in).getMainAttributes();
                Optional<String> declared = text(main.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                        .or(() -> text(main.getValue("Bundle-Version")));
                if (declared.isPresent()) {
                    return declared;
                }
            } catch (IOException e) {
                throw new IOException(location + ": damaged META-INF/MANIFEST.MF (" + e.getMessage() + ")", e);
            }
        }
        List<Path> poms = pomProperties();
        return poms.size() == 1 ? pomVersion(poms.get(0)) : Optional.empty();
    }

    private List<Path> pomProperties() throws IOException {
        Path maven = root.resolve("META-INF/maven");
        if (!Files.isDirectory(maven)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(maven, 3)) {
            return files.filter(file -> file.endsWith("pom.properties")).toList();
        }
    }

    private Optional<String> pomVersion(Path file) throws IOException {
        Properties pom = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            pom.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException(location + "!" + file + ": not a properties file (" + e.getMessage() + ")", e);
        }
        return text(pom.getProperty("version"));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public void close() throws IOException {
        resource.close();
    }
}
