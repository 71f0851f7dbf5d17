package io.penstock.itests.distribution.harness;

import io.penstock.broker.BrokerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;

/**
 * Where the tests of one class work: a broker that all classes share, workers that end with the class, and a directory that is kept
 * until the next run. When a test fails, what its workers printed is in the report. To be registered as a static field.
 */
public final class Lab
        implements BeforeAllCallback,
                AfterAllCallback,
                AfterTestExecutionCallback,
                LifecycleMethodExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(Lab.class);
    private static final long COMMAND_SECONDS = 180;

    private final List<Worker> workers = new ArrayList<>();
    private final Thread lastResort = new Thread(() -> workers.forEach(Worker::forget), "last-resort");
    private @Nullable SharedBroker shared;
    private @Nullable Path directory;
    private int topics;

    @Override
    public void beforeAll(ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName();
        directory = fresh(Path.of(System.getProperty("penstock.itests.directory", "target/itests"), name));
        shared = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("broker", key -> new SharedBroker(), SharedBroker.class);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Everything that the class left running ends here. */
    @Override
    public void afterAll(ExtensionContext context) {
        workers.forEach(Worker::close);
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> report(context.getDisplayName()));
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        report(context.getDisplayName());
        throw failure;
    }

    /** The broker that all classes share: make topics of your own, and leave it running. */
    public BrokerProcess broker() {
        return shared().broker();
    }

    /** What is in the shared broker. */
    public Topics topics() {
        return shared().topics();
    }

    /** A topic name that no other test has. */
    public String topic(String name) {
        return name + "-" + directory().getFileName() + "-" + ++topics;
    }

    /** The directory of the class. */
    public Path directory() {
        if (directory == null) {
            throw new IllegalStateException("Register the lab as a static field");
        }
        return directory;
    }

    /** A worker on the shared broker, with a data directory of this name. */
    public WorkerSetup worker(String name) {
        return worker(name, broker().bootstrapServers());
    }

    /** A worker on another broker. */
    public WorkerSetup worker(String name, String bootstrapServers) {
        return new WorkerSetup(this, Distribution.underTest(), directory().resolve(name), bootstrapServers);
    }

    Worker track(Worker worker) {
        workers.add(worker);
        return worker;
    }

    /** Runs a command of the start script to its end. */
    public Finished run(String... arguments) {
        return run(Distribution.underTest(), "", List.of(arguments));
    }

    Finished run(Distribution distribution, String javaOpts, List<String> arguments) {
        return run(distribution.command(javaOpts, arguments));
    }

    /** Runs a process to its end; nothing is on its standard input. */
    public Finished run(ProcessBuilder builder) {
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            try {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError(builder.command() + " does not end:\n" + output);
                }
                return new Finished(process.exitValue(), output);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private SharedBroker shared() {
        if (shared == null) {
            throw new IllegalStateException("Register the lab as a static field");
        }
        return shared;
    }

    private void report(String test) {
        System.out.println("==== " + test + " failed; its workers:");
        workers.forEach(worker -> System.out.println(worker.describe()));
    }

    private static Path fresh(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> paths = Files.walk(directory)) {
                    for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            return Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
