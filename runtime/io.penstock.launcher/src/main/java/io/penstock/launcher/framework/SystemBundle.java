package io.penstock.launcher.framework;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A bundle of the distribution.
 *
 * @param startLevel the name of the directory that it is in
 * @param jar absolute path
 */
record SystemBundle(int startLevel, Path jar) {
    private static final String HINT = "The distribution is not complete; unpack it anew";

    /** All bundles below {@code system/}, by start level and name, so that bundle ids are the same on every start. */
    static List<SystemBundle> scan(Path system) throws LaunchException {
        List<SystemBundle> bundles = new ArrayList<>();
        try (DirectoryStream<Path> levels = Files.newDirectoryStream(system, Files::isDirectory)) {
            for (Path level : levels) {
                int number = level(level);
                try (DirectoryStream<Path> jars = Files.newDirectoryStream(level, "*.jar")) {
                    jars.forEach(jar -> bundles.add(new SystemBundle(number, jar)));
                }
            }
        } catch (IOException e) {
            throw new LaunchException(ExitCode.FAILED, "The bundles in " + system + " cannot be listed: " + e, HINT, e);
        }
        if (bundles.isEmpty()) {
            throw new LaunchException(ExitCode.FAILED, "There are no bundles in " + system, HINT);
        }
        bundles.sort(Comparator.comparingInt(SystemBundle::startLevel).thenComparing(SystemBundle::jar));
        return List.copyOf(bundles);
    }

    /**
     * Felix runs the jar where it is, without a copy in its cache. It decodes the location as an HTML form, so a plus sign in a path has to be
     * escaped although a URI would not ask for it.
     */
    String location() {
        return "reference:file:" + jar.toUri().getRawPath().replace("+", "%2B");
    }

    private static int level(Path directory) throws LaunchException {
        String name = directory.getFileName().toString();
        if (!name.matches("[1-9][0-9]{0,4}")) {
            throw new LaunchException(ExitCode.FAILED, directory + " is not named after a start level", HINT);
        }
        return Integer.parseInt(name);
    }
}
