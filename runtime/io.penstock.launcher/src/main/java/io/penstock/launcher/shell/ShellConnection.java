package io.penstock.launcher.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * One session with the worker's console. The client sends a header line, {@code penstock-shell 1 term=T cols=N rows=N tty=true cwd=DIR mode=M},
 * with the mode command a line with that command behind it, and from then on bytes go both ways until the worker closes. The answer to a
 * command ends with NUL, {@code exit=N} and a line feed.
 */
final class ShellConnection implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final SocketChannel channel;

    private ShellConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static ShellConnection open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ShellConnection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Runs a command and copies what it prints. Empty when the worker closed before the command ended. */
    OptionalInt run(String command, Client client, OutputStream out) throws IOException {
        send(client.header("command") + command + "\n");
        TrailerFilter filter = new TrailerFilter(out);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer.clear()) >= 0) {
            filter.write(buffer.array(), buffer.position());
        }
        return filter.finish();
    }

    /** Connects the keyboard and the screen with the worker until it closes. The keyboard is read by a daemon thread. */
    void interact(Client client, InputStream in, OutputStream out) throws IOException {
        send(client.header("interactive"));
        Thread keyboard = new Thread(() -> forward(in), "keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer.clear()) >= 0) {
            out.write(buffer.array(), 0, buffer.position());
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void forward(InputStream in) {
        byte[] bytes = new byte[BUFFER];
        try {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                write(ByteBuffer.wrap(bytes, 0, n));
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            // The worker closed; the other direction ends with it.
        }
    }

    private void send(String text) throws IOException {
        write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
