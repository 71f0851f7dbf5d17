package io.penstock.rest.model;

import org.jspecify.annotations.Nullable;

/** Kafka writes "undefined" for a plugin without a version; the REST API leaves the field out. */
final class Versions {

    private static final String UNDEFINED = "undefined";

    private Versions() {}

    static @Nullable String known(@Nullable String version) {
        return UNDEFINED.equals(version) ? null : version;
    }
}
