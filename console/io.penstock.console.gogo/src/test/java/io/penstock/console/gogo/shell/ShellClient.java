package io.penstock.console.gogo.shell;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The other end of the socket: sends bytes and keeps what comes. */
public final class ShellClient implements AutoCloseable {

    public static final String PREVIOUS = "\u0010";
    public static final String CTRL_C = "\u0003";
    public static final String CTRL_D = "\u0004";

    private final SocketChannel channel;
    private final Thread reader = new Thread(this::read, "test-client");
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private volatile boolean ended;
    private int mark;

    private ShellClient(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        reader.start();
    }

    public static ShellClient raw(Path socket, String header) throws IOException {
        return new ShellClient(socket).send(header);
    }

    public static ShellClient interactive(Path socket, String term) throws IOException {
        return raw(socket, "penstock-shell 1 term=" + term + " cols=100 rows=30 mode=interactive\n");
    }

    public static ShellClient command(Path socket, String line) throws IOException {
        return raw(socket, "penstock-shell 1 term=dumb cols=0 rows=0 mode=command\n" + line + "\n");
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try {
            while (channel.read(buffer) >= 0) {
                synchronized (received) {
                    received.write(buffer.array(), 0, buffer.position());
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // Reset or closed: the end in either way.
        } finally {
            ended = true;
        }
    }

    public ShellClient send(String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /** Says that nothing more will be sent. */
    public void closeOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Everything since the last {@link #awaitText}, without what steers a terminal. */
    public String text() {
        return all().substring(mark);
    }

    private String all() {
        synchronized (received) {
            return received.toString(StandardCharsets.UTF_8)
                    .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                    .replaceAll("\u001b[=>]", "")
                    .replace("\r", "");
        }
    }

    /** Everything as it came. */
    public String bytes() {
        synchronized (received) {
            return received.toString(StandardCharsets.UTF_8);
        }
    }

    /** Waits until the text has come, and goes on behind it. */
    public ShellClient awaitText(String expected) {
        await("'" + expected + "'")
                .atMost(Duration.ofSeconds(20))
                .failFast("the server closed; it sent: " + text(), () -> ended && !text().contains(expected))
                .until(() -> text().contains(expected));
        mark = all().indexOf(expected, mark) + expected.length();
        return this;
    }

    /** Waits for the server to close; answers with everything that it sent. */
    public String awaitEnd() {
        await("end of session").atMost(Duration.ofSeconds(20)).until(() -> ended);
        return all();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
