package io.penstock.connect.datagen;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;

/** What a form would offer for a setting. */
final class Choices implements ConfigDef.Recommender {

    private final Function<Map<String, Object>, List<String>> choices;

    /** @param choices the values to offer, given the other settings */
    Choices(Function<Map<String, Object>, List<String>> choices) {
        this.choices = choices;
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> settings) {
        return List.copyOf(choices.apply(settings));
    }

    @Override
    public boolean visible(String name, Map<String, Object> settings) {
        return true;
    }
}
