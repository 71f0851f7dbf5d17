package io.penstock.console.gogo.shell;

import io.penstock.console.gogo.access.WorkerAccess;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell's server: {@code penstock shell} connects to its socket. Who may is a matter of the socket's directory and
 * file: both belong to the worker's user alone.
 */
@Component(
        service = ShellServer.class,
        immediate = true,
        configurationPid = "io.penstock.shell",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ShellServer {

    private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);
    private static final long END_MILLIS = TimeUnit.SECONDS.toMillis(5);

    /** The keys of {@code io.penstock.shell}. */
    public @interface Config {
        /** Absolute path of the Unix domain socket. */
        String socket();

        /** Absolute path of a file for the lines that users typed; in memory, for one session, when left out. */
        String history() default "";
    }

    private final CommandProcessor processor;
    private final WorkerAccess access;
    private final Path socket;
    private final @Nullable Path history;
    private final Queue<ShellSession> sessions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Thread acceptor = new Thread(this::accept, "penstock-shell");
    private final ServerSocketChannel server;

    /** Made by Declarative Services; binds the socket. */
    @Activate
    public ShellServer(@Reference CommandProcessor processor, @Reference WorkerAccess access, Config config)
            throws IOException {
        this.processor = processor;
        this.access = access;
        this.socket = SocketFile.path("socket", Objects.requireNonNullElse(config.socket(), ""));
        this.history = config.history().isEmpty() ? null : SocketFile.path("history", config.history());
        this.server = SocketFile.bind(socket);
    }

    @Activate
    void start() {
        acceptor.setDaemon(true);
        acceptor.start();
        LOG.debug("The shell listens at {}", socket);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                String name = "penstock-shell-" + count.incrementAndGet();
                ShellSession session = new ShellSession(client, name, processor, access, history, sessions::remove);
                sessions.add(session);
                session.start();
                if (!server.isOpen()) {
                    session.close(); // came while stop went through the others
                }
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("The shell at {} could not accept a client: {}", socket, e.toString());
                }
            }
        }
    }

    /** Ends all sessions. I7: no thread and no file stays. */
    @Deactivate
    void stop() throws IOException, InterruptedException {
        server.close();
        Files.deleteIfExists(socket);
        acceptor.join(END_MILLIS);
        List<ShellSession> open = List.copyOf(sessions);
        open.forEach(ShellSession::close);
        for (ShellSession session : open) {
            if (!session.join(END_MILLIS)) {
                LOG.warn("{} did not end within {} ms: a command in it does not react", session.name(), END_MILLIS);
            }
        }
    }
}
