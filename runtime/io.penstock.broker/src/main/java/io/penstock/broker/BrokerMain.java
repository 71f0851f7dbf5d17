package io.penstock.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of the child JVM: one KRaft node on 127.0.0.1.
 *
 * <p>Standard output carries one line per event: {@code ready bootstrap=HOST:PORT} once clients may connect, {@code failed REASON} when it
 * cannot start (the JVM then exits with 2, or 1 for a bad command line), and the answers. Standard input carries questions, one a line:
 *
 * <ul>
 *   <li>{@code offsets TOPIC} is answered by {@code offsets TOPIC N}, N being the sum of the end offsets of all its partitions
 *   <li>{@code stop}, and the end of the input, stop the broker in order. The input also ends when the parent dies, however it dies, so a
 *       broker never outlives the process that wanted it.
 * </ul>
 *
 * A question that fails is answered by {@code error QUESTION: REASON}. Kafka's own log goes to {@code broker.log} in the data directory.
 */
public final class BrokerMain {
    private static final int USAGE = 1;
    private static final int FAILED = 2;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        // Standard output belongs to the parent; whatever a library prints must not look like an answer.
        System.setOut(System.err);
        leaveToParent("INT", "HUP");
        System.exit(run(List.of(args), out));
    }

    private static int run(List<String> args, PrintStream out) throws IOException {
        BrokerArguments arguments;
        try {
            arguments = BrokerArguments.parse(args);
        } catch (IllegalArgumentException e) {
            failed(out, e);
            return USAGE;
        }
        KraftServer server;
        try {
            logTo(Files.createDirectories(arguments.data()).resolve("broker.log"));
            server = KraftServer.start(arguments);
        } catch (Exception e) {
            failed(out, e);
            e.printStackTrace();
            return FAILED;
        }
        // SIGTERM; after an orderly end it finds nothing left to do.
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        out.println("ready bootstrap=" + server.bootstrapServers());
        answerUntilTold(server, out);
        haltUnlessStopped();
        server.stop();
        return 0;
    }

    private static void answerUntilTold(KraftServer server, PrintStream out) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (TopicQuestions questions = new TopicQuestions(server.bootstrapServers())) {
            for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
                out.println(answer(questions, line.strip()));
            }
        }
    }

    private static String answer(TopicQuestions questions, String question) {
        try {
            String[] words = question.split(" ", -1);
            if (words.length == 2 && words[0].equals("offsets")) {
                return question + " " + questions.endOffsets(words[1]);
            }
            return "error " + question + ": not a question; ask \"offsets TOPIC\" or say \"stop\"";
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return "error " + question + ": " + oneLine(cause == null ? e : cause);
        } catch (TimeoutException e) {
            return "error " + question + ": the broker took too long to answer";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "error " + question + ": interrupted";
        }
    }

    /** Nobody is left to end this process when stopping hangs. */
    private static void haltUnlessStopped() {
        Thread watchdog = new Thread(
                () -> {
                    LockSupport.parkNanos(STOP_LIMIT.toNanos());
                    Runtime.getRuntime().halt(FAILED);
                },
                "halt");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /**
     * Ctrl-C and the end of a terminal reach every process of it at once; the parent still needs its broker then, and says when to stop.
     * The JDK's class for it, jdk.unsupported's Signal, is called by reflection: where there is none, the signals do what they always do.
     */
    private static void leaveToParent(String... names) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignore = handler.getField("SIG_IGN").get(null);
            for (String name : names) {
                Object instance = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, instance, ignore);
            }
        } catch (ReflectiveOperationException e) {
            System.err.println("Signals cannot be ignored here: " + e);
        }
    }

    /** Has to come before the first use of a Kafka class: those take their logger when they are loaded. */
    private static void logTo(Path file) {
        System.setProperty("penstock.broker.log", file.toString());
        System.setProperty("log4j2.configurationFile", "classpath:io/penstock/broker/log4j2-broker.properties");
        System.setProperty("log4j2.disableJmx", "true");
    }

    private static void failed(PrintStream out, Throwable failure) {
        out.println("failed " + oneLine(failure));
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        String text = failure instanceof IOException || failure instanceof IllegalArgumentException ? "" : kind + ": ";
        return (message == null ? kind : text + message).replaceAll("\\s*\\R\\s*", " ");
    }
}
