package io.penstock.itests.architecture.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;

/** The project's classes and the bundles they are in. Classes of others that a bundle carries inside are left out. */
public final class House {

    private static final String OWN = "io/penstock/";

    private final Map<String, String> bundlesByPrefix = new LinkedHashMap<>();
    private final JavaClasses classes;

    private House(Map<String, Path> locations) {
        List<Location> all = new ArrayList<>();
        locations.forEach((bundle, path) -> {
            Location location = location(path);
            all.add(location);
            bundlesByPrefix.put(text(location.asURI()), bundle);
        });
        classes = new ClassFileImporter()
                .withImportOption(location -> isOwn(text(location.asURI())))
                .importLocations(all);
    }

    /** The classes of bundles given by name and jar or folder. */
    public static House of(Map<String, Path> locations) {
        return new House(locations);
    }

    /** The classes of these bundles. */
    public static House of(List<OwnBundle> bundles) {
        Map<String, Path> locations = new LinkedHashMap<>();
        bundles.forEach(bundle -> locations.put(bundle.name(), bundle.location()));
        return new House(locations);
    }

    /** Every class of the project that was found. */
    public JavaClasses classes() {
        return classes;
    }

    /** The bundle that a class of the project lies in; none for all others. */
    public Optional<String> bundleOf(JavaClass type) {
        return type.getSource().map(source -> text(source.getUri())).flatMap(this::bundleOf);
    }

    private Optional<String> bundleOf(String uri) {
        return bundlesByPrefix.entrySet().stream()
                .filter(entry -> uri.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private boolean isOwn(String uri) {
        return bundlesByPrefix.keySet().stream().anyMatch(prefix -> uri.startsWith(prefix + OWN));
    }

    /** File URIs come with one slash or with three. */
    private static String text(URI uri) {
        return uri.toString().replace("file:///", "file:/");
    }

    private static Location location(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return Location.of(path.toRealPath());
            }
            try (JarFile jar = new JarFile(path.toRealPath().toFile())) {
                return Location.of(jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
