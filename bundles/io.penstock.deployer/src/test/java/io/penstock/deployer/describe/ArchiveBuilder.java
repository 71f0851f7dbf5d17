package io.penstock.deployer.describe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the archives that the tests read. */
final class ArchiveBuilder {

    private final Map<String, String> entries = new LinkedHashMap<>();

    /** A listing, with the class files that it names. */
    ArchiveBuilder plugins(PluginInterface type, String... classNames) {
        for (String name : classNames) {
            entries.put(name.replace('.', '/') + ".class", "never loaded");
        }
        return entry(type.servicesEntry(), String.join("\n", classNames) + "\n");
    }

    ArchiveBuilder entry(String name, String content) {
        entries.put(name, content);
        return this;
    }

    ArchiveBuilder manifest(String... lines) {
        return entry("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n\n");
    }

    Path jar(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    Path directory(Path root) throws IOException {
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            Path file = root.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
        return root;
    }
}
