package io.penstock.deployer.describe;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the component descriptors of plugin archives from the command line or a build; {@code --help} prints the usage.
 *
 * <p>All or nothing: when any plugin cannot be described nothing is written, because a bundle that silently lacks a
 * plugin is found out too late.
 */
public final class DescribeMain {

    /** Everything was written. */
    public static final int WRITTEN = 0;

    /** An archive cannot be read, names what is not there, has no version, or has no plugin that is wanted. */
    public static final int BAD_ARCHIVE = 1;

    /** The command line is wrong. */
    public static final int BAD_USAGE = 2;

    /** The descriptors cannot be written. */
    public static final int CANNOT_WRITE = 3;

    private DescribeMain() {}

    /** Runs and, unless all went well, ends the JVM with one of the codes above. */
    public static void main(String[] args) {
        int code = run(List.of(args), System.out, System.err);
        if (code != WRITTEN) {
            System.exit(code);
        }
    }

    /**
     * Runs without ending the JVM.
     *
     * @return one of the codes above
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(DescribeOptions.USAGE);
            return WRITTEN;
        }
        DescribeOptions options;
        try {
            options = DescribeOptions.parse(arguments);
        } catch (UsageException e) {
            err.println("describe: " + e.getMessage());
            err.print(DescribeOptions.USAGE);
            return BAD_USAGE;
        }
        List<ComponentDescriptor> descriptors;
        try {
            descriptors = describe(options, err);
        } catch (IOException e) {
            err.println("describe: " + e.getMessage());
            return BAD_ARCHIVE;
        }
        if (descriptors.isEmpty()) {
            return BAD_ARCHIVE;
        }
        try {
            new DescriptorFolder(options.out()).replace(descriptors);
        } catch (IOException e) {
            err.println("describe: cannot write to " + options.out() + ": " + e);
            return CANNOT_WRITE;
        }
        out.println("Described " + descriptors.size() + " plugins in " + options.out());
        return WRITTEN;
    }

    /** The descriptors wanted, or none after saying on {@code err} what is wrong. */
    private static List<ComponentDescriptor> describe(DescribeOptions options, PrintStream err) throws IOException {
        PluginScan scan = PluginScan.of(options.archives());
        List<String> problems = new ArrayList<>();
        scan.problems().forEach(problem -> problems.add(problem.toString()));
        List<String> names = scan.plugins().stream().map(PluginClass::name).toList();
        for (String pattern : options.filter().idlePatterns(names)) {
            problems.add("the pattern " + pattern + " matches no plugin of " + options.archives());
        }
        List<ComponentDescriptor> descriptors = new ArrayList<>();
        for (PluginClass plugin : scan.plugins()) {
            if (!options.filter().accepts(plugin.name())) {
                continue;
            }
            ComponentDescriptor own = ComponentDescriptor.of(plugin);
            ComponentDescriptor descriptor =
                    options.version().map(own::withVersion).orElse(own);
            if (descriptor.version().isEmpty()) {
                problems.add(plugin.archive() + ": has no version for " + plugin.name() + "; give one with --version");
            }
            descriptors.add(descriptor);
        }
        if (descriptors.isEmpty() && problems.isEmpty()) {
            problems.add("no plugin to describe: " + options.archives() + " list " + names.size()
                    + " plugin classes in META-INF/services, and the filter leaves none");
        }
        problems.forEach(problem -> err.println("describe: " + problem));
        return problems.isEmpty() ? descriptors : List.of();
    }
}
