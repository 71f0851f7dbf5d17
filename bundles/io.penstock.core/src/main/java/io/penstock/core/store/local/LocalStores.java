package io.penstock.core.store.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stores of a standalone worker, in one directory. */
public record LocalStores(
        LocalConfigStore configs, LocalStatusStore statuses, LocalOffsetStore offsets, LocalLevelStore levels)
        implements AutoCloseable {

    /**
     * Opens all of them.
     *
     * @param directory made when it is missing
     * @param repair whether to keep what is intact of a damaged file ({@code penstock.store.repair})
     * @param apacheOffsets {@code offset.storage.file.filename}, imported when there are no offsets yet; or null
     * @throws io.penstock.core.store.StoreDamagedException when a file cannot be read back
     * @throws java.io.UncheckedIOException when a file cannot be opened
     */
    public static LocalStores open(Path directory, boolean repair, @Nullable Path apacheOffsets) {
        List<Closing> open = new ArrayList<>();
        try {
            LocalConfigStore configs = new LocalConfigStore(directory, repair);
            open.add(configs::close);
            LocalStatusStore statuses = new LocalStatusStore(directory, repair);
            open.add(statuses::close);
            LocalOffsetStore offsets = new LocalOffsetStore(directory, repair, apacheOffsets);
            open.add(offsets::close);
            return new LocalStores(configs, statuses, offsets, new LocalLevelStore(directory, repair));
        } catch (RuntimeException e) {
            open.forEach(Closing::close);
            throw e;
        }
    }

    /** A store that has to be closed when a later one cannot be opened. */
    private interface Closing {
        void close();
    }

    @Override
    public void close() {
        levels.close();
        offsets.close();
        statuses.close();
        configs.close();
    }
}
