package io.penstock.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A small distribution around the real launcher and its script, with bundles of the test's own in place of the worker. */
final class Distribution implements AutoCloseable {
    static final String VERSION = "1.2.3";

    private static final long LIMIT_SECONDS = 60;

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();
    /** Runs are short. */
    private String options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private int runs;

    Distribution(Path home) throws IOException {
        this.home = home;
        Path script = Files.createDirectories(home.resolve("bin")).resolve("penstock");
        Files.copy(Path.of("src/main/dist/bin/penstock"), script);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        jar(
                home.resolve("lib/io.penstock.launcher.jar"),
                Map.of("Implementation-Version", VERSION),
                Path.of("target/classes"),
                "");
        libraries("lib", "org.apache.felix.framework", "io.penstock.broker");
        libraries("system/1", "configadmin", "util.promise", "util.function");
        libraries("system/2", "pax-logging-api", "pax-logging-log4j2");
        libraries("system/20", "fileinstall");
        bundle("system/30", "io.penstock.core", "FixtureWorker", Map.of());
        bundle("system/40", "org.example.console", "FixtureConsole", Map.of());
        Files.createDirectories(home.resolve("deploy"));
        worker("");
    }

    Path home() {
        return home;
    }

    Path data() {
        return home.resolve("data");
    }

    /** Writes conf/worker.properties. */
    void worker(String text) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("conf")).resolve("worker.properties"), text);
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    void jvmOption(String option) {
        options += " " + option;
    }

    /** Adds a bundle with an activator of the fixture package; without one when it is empty. */
    Path bundle(String directory, String symbolicName, String activator, Map<String, String> headers)
            throws IOException {
        Map<String, String> manifest = new HashMap<>(headers);
        manifest.put("Bundle-ManifestVersion", "2");
        manifest.put("Bundle-SymbolicName", symbolicName);
        if (!activator.isEmpty()) {
            manifest.put("Bundle-Activator", "io.penstock.launcher.fixture." + activator);
            manifest.put("Import-Package", "org.osgi.framework,org.osgi.service.cm");
        }
        Path jar = home.resolve(directory).resolve(symbolicName + ".jar");
        jar(jar, manifest, Path.of("target/test-classes"), "io/penstock/launcher/fixture/" + activator);
        return jar;
    }

    /** A jar that is no bundle. */
    void plainJar(String name) throws IOException {
        jar(home.resolve(name), Map.of(), Path.of("target/test-classes"), "io/penstock/launcher/fixture/FixtureBroken");
    }

    /** Runs bin/penstock to its end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    /** Runs bin/penstock in a directory, to its end. */
    Result runIn(Path directory, String... arguments) throws IOException, InterruptedException {
        return start(command(home.resolve("bin/penstock"), arguments), directory)
                .end();
    }

    /** Starts bin/penstock. */
    Running start(String... arguments) throws IOException {
        return start(home.resolve("bin/penstock"), arguments);
    }

    Running start(Path script, String... arguments) throws IOException {
        return startCommand(command(script, arguments));
    }

    Running startCommand(List<String> command) throws IOException {
        return start(command, Path.of("").toAbsolutePath());
    }

    private static List<String> command(Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Running start(List<String> command, Path directory) throws IOException {
        Path out = home.resolve("out-" + ++runs);
        Path err = home.resolve("err-" + runs);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", options);
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return new Running(process, out, err);
    }

    /** Ends whatever a test left. */
    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Path pid = data().resolve("run/penstock.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void libraries(String directory, String... names) throws IOException {
        Files.createDirectories(home.resolve(directory));
        for (String name : names) {
            Path found = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(path -> path.toString().contains(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(name + " is not on the class path"));
            Path target = home.resolve(directory).resolve(name + ".jar");
            if (Files.isDirectory(found)) {
                jar(target, Map.of(), found, "");
            } else {
                Files.copy(found, target);
            }
        }
    }

    /** Of the classes below a directory those whose name starts so. */
    private static void jar(Path jar, Map<String, String> headers, Path classes, String prefix) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                if (name.startsWith(prefix) && !name.startsWith("META-INF/MANIFEST")) {
                    out.putNextEntry(new ZipEntry(name));
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }

    /** How a run ended. */
    record Result(int code, String out, String err) {}

    /** A run that goes on. */
    record Running(Process process, Path out, Path err) {
        String shown() {
            try {
                return Files.readString(out);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void type(String text) throws IOException {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
        }

        Result end() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Still running: " + shown() + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }
}
