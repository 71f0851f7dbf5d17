package io.penstock.console.gogo.command;

import io.penstock.api.WorkerException;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.ExitStatus;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/** A command that gives the worker an order and waits, not for ever, until it is accepted. */
public abstract class WritingCommand extends ConnectCommand {

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the worker's answer (default: ${DEFAULT-VALUE}).")
    private int timeout;

    /**
     * Waits for the worker's answer.
     *
     * @param order what was ordered, for the message that no answer came: {@code deletion of orders}
     */
    protected <T> T await(CompletionStage<T> answer, String order) {
        if (timeout <= 0) {
            throw CommandFailure.usage("--timeout is " + timeout + " and must be a number of seconds above 0");
        }
        try {
            return answer.toCompletableFuture().get(timeout, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    ExitStatus.TIMEOUT,
                    "No answer to the " + order + " within " + timeout
                            + " s (--timeout). The worker may still carry it out; status and why show where it is.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitStatus.INTERRUPTED,
                    "Interrupted while waiting for the " + order + ". The worker may still carry it out.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof WorkerException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(cause);
        }
    }
}
