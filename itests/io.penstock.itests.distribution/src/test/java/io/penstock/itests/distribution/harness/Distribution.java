package io.penstock.itests.distribution.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unpacked distribution and the Java installation that runs it.
 *
 * @param home where {@code bin/penstock} is
 * @param java a Java installation, for {@code JAVA_HOME}
 */
public record Distribution(Path home, Path java) {

    /** Heap enough for every test; a quick start counts more than a high speed. */
    public static final String SMALL = "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    /** The one that the build made. */
    public static Distribution underTest() {
        Path home = Path.of(required("penstock.distribution")).toAbsolutePath().normalize();
        if (!Files.isExecutable(home.resolve("bin/penstock"))) {
            throw new IllegalStateException("There is no distribution in " + home
                    + " (penstock.distribution); build it first: mvn package -pl runtime/io.penstock.dist -am");
        }
        return new Distribution(home, Path.of(System.getProperty("penstock.java", System.getProperty("java.home"))));
    }

    /** The same files run by another Java. */
    public Distribution with(Path otherJava) {
        return new Distribution(home, otherJava);
    }

    /** A call of the start script, not started. Its environment names the Java installation and the JVM options. */
    public ProcessBuilder command(String javaOpts, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/penstock").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("JAVA_OPTS", javaOpts);
        builder.environment().put("TERM", "dumb");
        return builder;
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(
                    "The system property " + property + " is not set; run the tests with mvn verify");
        }
        return value;
    }
}
