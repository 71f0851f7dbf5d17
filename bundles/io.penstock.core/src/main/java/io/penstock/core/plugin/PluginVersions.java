package io.penstock.core.plugin;

import io.penstock.api.ErrorCode;
import java.util.Comparator;
import java.util.function.Predicate;
import org.apache.maven.artifact.versioning.ArtifactVersion;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.jspecify.annotations.Nullable;

/** Maven versions and ranges as {@code *.plugin.version} uses them (KIP-891). */
final class PluginVersions {

    /** What a plugin's version reads when nobody says. */
    static final String UNDEFINED = "undefined";

    /** Newest last; {@code undefined} is older than everything. */
    static final Comparator<String> ORDER = Comparator.<String>comparingInt(v -> v.equals(UNDEFINED) ? 0 : 1)
            .thenComparing(DefaultArtifactVersion::new, Comparator.<ArtifactVersion>naturalOrder());

    private PluginVersions() {}

    /**
     * Which versions a setting admits.
     *
     * @param spec Maven version (exactly that one) or range; null, empty or {@code latest} admit all
     * @throws io.penstock.api.WorkerException BAD_REQUEST when it is neither
     */
    static Predicate<String> admitted(@Nullable String spec) {
        if (spec == null || isLatest(spec)) {
            return version -> true;
        }
        VersionRange range = range(spec);
        return version -> !version.equals(UNDEFINED) && range.containsVersion(new DefaultArtifactVersion(version));
    }

    /** The setting as messages show it: a plain version reads as the range {@code [v,v]}. */
    static String describe(String spec) {
        return spec.contains("[") || spec.contains("(") ? spec.trim() : "[" + spec.trim() + "," + spec.trim() + "]";
    }

    private static VersionRange range(String spec) {
        try {
            VersionRange range = VersionRange.createFromVersionSpec(spec.trim());
            return range.getRecommendedVersion() == null
                    ? range
                    : VersionRange.createFromVersionSpec("[" + spec.trim() + "]");
        } catch (InvalidVersionSpecificationException e) {
            throw ErrorCode.BAD_REQUEST.of(
                    "'" + spec + "' is neither a Maven version such as 1.2.3 nor a range such as [1.2,2.0): "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean isLatest(String spec) {
        return spec.isBlank() || spec.trim().equals("latest");
    }
}
