package io.penstock.core.worker.deadletter;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** What Kafka's clients throw, in the worker's terms. */
final class KafkaFailures {

    private KafkaFailures() {}

    static <T> T translated(String connector, Callable<T> command) throws Exception {
        try {
            return command.call();
        } catch (WorkerException e) {
            throw e;
        } catch (InterruptException e) {
            throw ErrorCode.TIMEOUT.of("Interrupted while Kafka was asked for the dead letters of " + connector, e);
        } catch (TimeoutException e) {
            throw ErrorCode.TIMEOUT.of(
                    "The Kafka cluster did not answer in time when asked for the dead letters of " + connector + ": "
                            + e.getMessage(),
                    e);
        } catch (AuthorizationException e) {
            throw ErrorCode.STORE_FAILED.of(
                    "The Kafka cluster does not let connector " + connector + " at its dead letters: " + e.getMessage()
                            + ". Its consumer has to be allowed to read the dead letter topic and the topic of the audit",
                    e);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw ErrorCode.STORE_FAILED.of(
                    "The dead letters of connector " + connector + " cannot be reached: " + e.getMessage()
                            + (cause == e ? "" : " (" + cause.getMessage() + ")"),
                    e);
        }
    }
}
