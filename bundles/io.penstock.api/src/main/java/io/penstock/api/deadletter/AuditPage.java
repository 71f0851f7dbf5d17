package io.penstock.api.deadletter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of the audit.
 *
 * @param topic that they are in
 * @param entries each as it stands there
 * @param cursor where the next page begins; null when there are no more
 * @param complete false when reading took as long as it may: the cursor goes on from there
 */
public record AuditPage(
        String topic,
        List<Map<String, Object>> entries,
        @Nullable String cursor,
        boolean complete) {}
