package io.penstock.console.gogo.shell;

import io.penstock.console.gogo.Commands;
import io.penstock.console.gogo.ConnectFunction;
import io.penstock.console.gogo.fixture.Fixture;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;

/** A server with Gogo behind it, our commands, and some of the test's own. */
final class ShellFixture implements AutoCloseable {

    private final Fixture fixture = new Fixture();
    private final CommandProcessorImpl processor = new CommandProcessorImpl();
    private final CountDownLatch blocking = new CountDownLatch(1);
    private final Path socket;
    private final ShellServer server;

    ShellFixture(Path directory) throws IOException {
        for (Commands command : Commands.values()) {
            processor.addCommand(Commands.SCOPE, new ConnectFunction(command, fixture), command.commandName());
        }
        processor.addCommand("test", (Function) (session, arguments) -> block(), "block");
        processor.addCommand("test", (Function) (session, arguments) -> shout(), "shout");
        processor.addCommand("test", (Function) (session, arguments) -> fail(), "fail");
        processor.addCommand("test", (Function) (session, arguments) -> List.of("one", "two"), "stop");
        socket = directory.resolve("shell.sock");
        server = start(socket);
    }

    /** One more server, at another place. */
    ShellServer start(Path path) throws IOException {
        ShellServer started = new ShellServer(processor, fixture, config(path.toString()));
        started.start();
        return started;
    }

    private static ShellServer.Config config(String path) {
        return new ShellServer.Config() {
            @Override
            public String socket() {
                return path;
            }

            @Override
            public String history() {
                return path + ".history";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ShellServer.Config.class;
            }
        };
    }

    Path socket() {
        return socket;
    }

    Fixture fixture() {
        return fixture;
    }

    ShellServer server() {
        return server;
    }

    void unblock() {
        blocking.countDown();
    }

    private Object block() throws InterruptedException {
        Process.Utils.current().out().println("blocking");
        blocking.await();
        return null;
    }

    /** Gives its input back in capitals. */
    private static Object shout() throws IOException {
        Process process = Process.Utils.current();
        String text = new String(process.in().readAllBytes(), StandardCharsets.UTF_8);
        process.out().print(text.toUpperCase(Locale.ROOT));
        return null;
    }

    private static Object fail() {
        throw new IllegalStateException("broken");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        unblock();
        server.stop();
        processor.stop();
    }
}
