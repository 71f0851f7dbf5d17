package io.penstock.core.task.source;

import io.penstock.core.plugin.PluginScope;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a source task what became of its records (Apache: {@code AbstractWorkerSourceTask.commitTaskRecord}). Runs on
 * whatever thread knows, as Connect has it; what the task throws is logged and harms nobody. A task that does not
 * listen, and most do not, costs nothing.
 */
public final class CommitHook {

    private static final Logger LOG = LoggerFactory.getLogger(CommitHook.class);

    private final SourceTask task;
    private final ClassLoader loader;
    private final boolean listens;

    /** For a task whose code runs under this loader. */
    public CommitHook(SourceTask task, ClassLoader loader) {
        this.task = task;
        this.loader = loader;
        this.listens = overrides(task.getClass(), "commitRecord", SourceRecord.class, RecordMetadata.class);
    }

    /**
     * A record is safe, or was dropped.
     *
     * @param metadata where it is, null when it was dropped
     */
    void record(SourceRecord record, @Nullable RecordMetadata metadata) {
        if (!listens) {
            return;
        }
        try (PluginScope scope = PluginScope.enter(loader)) {
            task.commitRecord(record, metadata);
        } catch (InterruptedException e) {
            LOG.error("commitRecord() of the task was interrupted", e);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Exception thrown while calling task.commitRecord()", e);
        }
    }

    /** All offsets of records that were acknowledged so far are durable. */
    void offsets() {
        try (PluginScope scope = PluginScope.enter(loader)) {
            task.commit();
        } catch (InterruptedException e) {
            LOG.warn("commit() of the task was interrupted", e);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Exception thrown while calling task.commit()", e);
        }
    }

    private static boolean overrides(Class<?> type, String method, Class<?>... parameters) {
        try {
            return type.getMethod(method, parameters).getDeclaringClass() != SourceTask.class;
        } catch (NoSuchMethodException | LinkageError e) {
            // Whatever keeps us from knowing, calling is right.
            return true;
        }
    }
}
