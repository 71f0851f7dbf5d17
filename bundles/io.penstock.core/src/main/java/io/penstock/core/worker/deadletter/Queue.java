package io.penstock.core.worker.deadletter;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.config.key.ExtensionKeys;
import io.penstock.core.config.variables.ResolvedConfig;
import java.util.Map;

/**
 * A connector's dead letter queue. Holds secrets (I6).
 *
 * @param connector its name
 * @param written its configuration as the user wrote it
 * @param config the same, resolved
 * @param settings what the framework reads of it
 * @param letters the queue
 */
record Queue(
        String connector,
        Map<String, String> written,
        ResolvedConfig config,
        ConnectorSettings settings,
        DeadLetterSettings letters) {

    private static final String AUDIT_SUFFIX = ".audit";

    String topic() {
        return letters.topic();
    }

    /** The topic that says who replayed what. */
    String auditTopic() {
        String named =
                settings.originals().getOrDefault(ExtensionKeys.AUDIT_TOPIC, "").trim();
        return named.isEmpty() ? topic() + AUDIT_SUFFIX : named;
    }

    /** What to say when the topic is not there. */
    WorkerException missing() {
        return ErrorCode.DEAD_LETTER_NOT_FOUND.of("The dead letter topic '" + topic() + "' of connector " + connector
                + " (errors.deadletterqueue.topic.name) does not exist. A task creates it when it starts; it may have been"
                + " deleted since, or no task has started yet");
    }
}
