package io.penstock.core.config.key;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.jspecify.annotations.Nullable;

/** A plugin's version is a Maven version, a range of them, or {@code latest} (KIP-891). */
public final class PluginVersionRule implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value instanceof String spec) {
            String problem = problem(spec);
            if (problem != null) {
                throw new ConfigException(name, value, problem);
            }
        }
    }

    /** What is wrong with a version, or null. */
    public static @Nullable String problem(String spec) {
        if (spec.equals("latest")) {
            return null;
        }
        try {
            VersionRange range = VersionRange.createFromVersionSpec(spec.trim());
            if (!range.hasRestrictions()) {
                VersionRange.createFromVersionSpec("[" + spec.trim() + "]");
            }
            return null;
        } catch (InvalidVersionSpecificationException e) {
            return e.getMessage() + ". Write a Maven version such as 1.2.3, a range such as [1.2,2.0), or latest";
        }
    }

    @Override
    public String toString() {
        return "Maven version, version range or latest";
    }
}
