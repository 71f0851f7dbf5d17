package io.penstock.itests.architecture.house;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * A bundle of the project.
 *
 * @param name its symbolic name
 * @param location its jar, or the folder that the jar is made of
 * @param headers its manifest
 */
public record OwnBundle(String name, Path location, Attributes headers) {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** The bundles on the class path whose name is one of the project's. */
    public static List<OwnBundle> onClassPath() {
        List<OwnBundle> bundles = new ArrayList<>();
        try {
            for (URL url : Collections.list(OwnBundle.class.getClassLoader().getResources(MANIFEST))) {
                Attributes headers = read(url);
                String name = headers.getValue("Bundle-SymbolicName");
                if (name != null && name.startsWith("io.penstock.")) {
                    bundles.add(new OwnBundle(name.replaceFirst(";.*", ""), locationOf(url), headers));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return bundles;
    }

    /** The names of the exported packages that have no version attribute. */
    public List<String> exportsWithoutVersion() {
        Parameters exports = OSGiHeader.parseHeader(headers.getValue("Export-Package"));
        return exports.entrySet().stream()
                .filter(export -> !hasVersion(export.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean hasVersion(Attrs attributes) {
        String version = attributes.getVersion();
        return version != null && !version.isBlank();
    }

    private static Attributes read(URL manifest) throws IOException {
        try (InputStream in = manifest.openStream()) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static Path locationOf(URL manifest) throws IOException, URISyntaxException {
        if (manifest.openConnection() instanceof JarURLConnection jar) {
            return Path.of(jar.getJarFileURL().toURI());
        }
        return Path.of(URI.create(manifest.toString())).getParent().getParent();
    }
}
