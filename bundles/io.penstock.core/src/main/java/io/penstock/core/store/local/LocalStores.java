package io.penstock.core.store.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The three stores of a standalone worker, in one directory. */
public record LocalStores(LocalConfigStore configs, LocalStatusStore statuses, LocalOffsetStore offsets)
        implements AutoCloseable {

    /**
     * Opens all three.
     *
     * @param directory made when it is missing
     * @param repair whether to keep what is intact of a damaged file ({@code penstock.store.repair})
     * @param apacheOffsets {@code offset.storage.file.filename}, imported when there are no offsets yet; or null
     * @throws io.penstock.core.store.StoreDamagedException when a file cannot be read back
     * @throws java.io.UncheckedIOException when a file cannot be opened
     */
    public static LocalStores open(Path directory, boolean repair, @Nullable Path apacheOffsets) {
        LocalConfigStore configs = new LocalConfigStore(directory, repair);
        LocalStatusStore statuses = null;
        try {
            statuses = new LocalStatusStore(directory, repair);
            return new LocalStores(configs, statuses, new LocalOffsetStore(directory, repair, apacheOffsets));
        } catch (RuntimeException e) {
            configs.close();
            if (statuses != null) {
                statuses.close();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        offsets.close();
        statuses.close();
        configs.close();
    }
}
