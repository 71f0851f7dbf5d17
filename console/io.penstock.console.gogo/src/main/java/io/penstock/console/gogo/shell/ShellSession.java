package io.penstock.console.gogo.shell;

import io.penstock.console.gogo.access.WorkerAccess;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client, on a thread of its own from accept to close. */
final class ShellSession implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ShellSession.class);

    private final Connection connection;
    private final InteractiveShell interactive;
    private final SingleCommand single;
    private final Consumer<ShellSession> ended;
    private final Thread thread;

    ShellSession(
            SocketChannel channel,
            String name,
            CommandProcessor processor,
            WorkerAccess access,
            @Nullable Path history,
            Consumer<ShellSession> ended) {
        this.connection = new Connection(channel, name);
        this.interactive = new InteractiveShell(processor, access, history);
        this.single = new SingleCommand(processor);
        this.ended = ended;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        connection.start();
        thread.start();
    }

    @Override
    public void run() {
        try {
            Handshake handshake = Handshake.read(connection.input());
            String command = handshake.command();
            if (command == null) {
                interactive.run(handshake, connection);
            } else {
                single.run(handshake, command, connection);
            }
        } catch (ProtocolException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.debug("Shell session {} ended: {}", thread.getName(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("Shell session {} failed", thread.getName(), e);
        } finally {
            connection.finish();
            ended.accept(this);
        }
    }

    private void refuse(String message) {
        try {
            connection.output().write(("penstock-shell: " + message + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("Shell session {} ended: {}", thread.getName(), e.toString());
        }
    }

    /** Ends the session at once, and the command that runs in it. */
    void close() {
        connection.close();
        thread.interrupt();
    }

    /** Waits for its end; whether it came in time. */
    boolean join(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    String name() {
        return thread.getName();
    }
}
