package io.penstock.deployer.describe;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link DescribeMain}.
 *
 * @param archives the jars and directories to read, at least one
 * @param out the folder to write to
 * @param version what to give out as version instead of each archive's own
 * @param filter which classes to describe
 */
record DescribeOptions(List<Path> archives, Path out, Optional<String> version, ClassFilter filter) {

    static final String USAGE = """
            Usage: describe --out DIR [--version VERSION] [--include PATTERN]... [--exclude PATTERN]... ARCHIVE...

            Writes a Declarative Services component descriptor for every Kafka Connect plugin class
            that the archives list in META-INF/services.

              ARCHIVE            a jar, or a directory laid out like one
              --out DIR          where to write; the descriptors are DIR/OSGI-INF/<class>.xml
              --version VERSION  the plugins' version; default: the version each archive's manifest
                                 or pom.properties has
              --include PATTERN  describe only classes whose full name matches; * stands for any characters
              --exclude PATTERN  leave these classes out
              --help             print this text

            Exit codes: 0 written; 1 something is wrong with the archives; 2 wrong usage; 3 cannot write.
            """;

    static DescribeOptions parse(List<String> arguments) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(arguments);
        List<Path> archives = new ArrayList<>();
        List<String> includes = new ArrayList<>();
        List<String> excludes = new ArrayList<>();
        @Nullable Path out = null;
        @Nullable String version = null;
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            switch (argument) {
                case "--out" -> out = path(once(argument, out, value(argument, rest)));
                case "--version" -> version = once(argument, version, value(argument, rest));
                case "--include" -> includes.add(value(argument, rest));
                case "--exclude" -> excludes.add(value(argument, rest));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new UsageException("unknown option " + argument);
                    }
                    archives.add(path(argument));
                }
            }
        }
        if (out == null) {
            throw new UsageException("--out DIR is missing");
        }
        if (archives.isEmpty()) {
            throw new UsageException("no jar or directory given");
        }
        return new DescribeOptions(
                List.copyOf(archives), out, Optional.ofNullable(version), new ClassFilter(includes, excludes));
    }

    private static String value(String option, Deque<String> rest) throws UsageException {
        String value = rest.poll();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new UsageException(option + " needs a value");
        }
        return value;
    }

    private static String once(String option, @Nullable Object before, String value) throws UsageException {
        if (before != null) {
            throw new UsageException(option + " is given twice: " + before + " and " + value);
        }
        return value;
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("\"" + text + "\" is not a path");
        }
    }
}
