package io.penstock.core.config.validate;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.config.ConfigReport;
import java.util.Optional;

/** Says what is wrong with a configuration in the words that clients of Kafka Connect's REST API know. Pure. */
public final class InvalidConfig {

    private InvalidConfig() {}

    /** The error that creating or changing a connector ends in; empty when the report has no errors. */
    public static Optional<WorkerException> of(ConfigReport report) {
        return report.errorCount() == 0 ? Optional.empty() : Optional.of(ErrorCode.CONFIG_INVALID.of(describe(report)));
    }

    /** All errors of a report, a line each. */
    public static String describe(ConfigReport report) {
        StringBuilder text = new StringBuilder("Connector configuration is invalid and contains the following ")
                .append(report.errorCount())
                .append(" error(s):");
        for (ConfigReport.Entry entry : report.configs()) {
            for (String error : entry.value().errors()) {
                text.append('\n').append(error);
            }
        }
        return text.append("\nYou can also find the above list of errors at the endpoint"
                        + " `/connector-plugins/{connectorType}/config/validate`")
                .toString();
    }
}
