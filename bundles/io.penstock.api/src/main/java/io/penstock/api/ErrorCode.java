package io.penstock.api;

/** The kinds of error that the worker answers with. Each has a stable name and an HTTP status for the REST API. */
public enum ErrorCode {
    /** A request that cannot be understood or contradicts itself. */
    BAD_REQUEST(400),
    /** A connector configuration that does not validate. */
    CONFIG_INVALID(400),
    /** The connector does not exist. */
    CONNECTOR_NOT_FOUND(404),
    /** The task does not exist. */
    TASK_NOT_FOUND(404),
    /** No status is known for the connector or task. */
    STATUS_NOT_FOUND(404),
    /** No plugin has this class name or alias. */
    PLUGIN_NOT_FOUND(404),
    /** The dead letter, or the topic of dead letters, does not exist. */
    DEAD_LETTER_NOT_FOUND(404),
    /** No replay has this id. */
    REPLAY_NOT_FOUND(404),
    /** No logger has this name. */
    LOGGER_NOT_FOUND(404),
    /** No log level has this name; 404 as in Apache Kafka Connect. */
    LEVEL_UNKNOWN(404),
    /** The worker's configuration does not allow it. */
    FORBIDDEN(403),
    /** The connector exists already. */
    CONNECTOR_EXISTS(409),
    /** The worker's or the connector's present state does not allow it. */
    CONFLICT(409),
    /** The worker is starting or stopping. */
    UNAVAILABLE(503),
    /** It took longer than the request may take. */
    TIMEOUT(500),
    /** The stores could not be written; the request changed nothing. */
    STORE_FAILED(500),
    /** A plugin's code threw where it must not. */
    PLUGIN_FAILED(500),
    /** A defect of the worker itself. */
    INTERNAL(500);

    private final int httpStatus;

    ErrorCode(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The HTTP status that the REST API answers with. */
    public int httpStatus() {
        return httpStatus;
    }

    /** An exception with this code. */
    public WorkerException of(String message) {
        return new WorkerException(this, message, null);
    }

    /** An exception with this code and a cause. */
    public WorkerException of(String message, Throwable cause) {
        return new WorkerException(this, message, cause);
    }
}
