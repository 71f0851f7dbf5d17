package io.penstock.rest.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.config.ConfigReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of a validation. */
public record ConfigReportView(
        @JsonProperty("name") String name,
        @JsonProperty("error_count") int errorCount,
        @JsonProperty("groups") List<String> groups,
        @JsonProperty("configs") List<Entry> configs) {

    /** One key; the definition is null for a key that nobody defined. */
    public record Entry(
            @JsonProperty("definition") @Nullable ConfigKeyView definition,
            @JsonProperty("value") ConfigValueView value) {

        private static Entry of(ConfigReport.Entry entry) {
            return new Entry(
                    entry.definition() == null ? null : ConfigKeyView.of(entry.definition()),
                    ConfigValueView.of(entry.value()));
        }
    }

    /** The wire form of a report. */
    public static ConfigReportView of(ConfigReport report) {
        return new ConfigReportView(
                report.name(),
                report.errorCount(),
                report.groups(),
                report.configs().stream().map(Entry::of).toList());
    }
}
