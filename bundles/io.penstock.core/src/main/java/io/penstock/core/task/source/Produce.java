package io.penstock.core.task.source;

import io.penstock.core.config.ErrorSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.deadletter.ErrorReports;
import io.penstock.core.pipeline.tolerance.FailureLimit;
import io.penstock.core.task.ledger.SourceLedger;
import io.penstock.core.task.state.TaskState;
import io.penstock.core.task.topic.UsedTopics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records and enters their fate into the ledger (Apache: {@code AbstractWorkerSourceTask.sendRecords}, {@code
 * WorkerSourceTask.producerSendFailed}). Sends on the task's thread, hears of fates on the producer's.
 */
public final class Produce {

    private static final Logger LOG = LoggerFactory.getLogger(Produce.class);

    private final Producer<byte[], byte[]> producer;
    private final SourceLedger ledger;
    private final CommitHook hook;
    private final Failures failures;
    private final UsedTopics used;
    private final TaskState state;
    private final TopicCreation topics;

    /**
     * What becomes of records that fail.
     *
     * @param reports where each is reported
     * @param metrics where it is counted
     * @param tolerateAll {@code errors.tolerance=all}
     * @param limit what ends the tolerance
     */
    public record Failures(
            ErrorReports<SourceRecord> reports, ErrorMetrics metrics, boolean tolerateAll, FailureLimit limit) {

        /** For a task with these settings. */
        public static Failures of(ErrorReports<SourceRecord> reports, ErrorMetrics metrics, ErrorSettings settings) {
            return new Failures(reports, metrics, settings.tolerateAll(), new FailureLimit(settings.limits()));
        }
    }

    /** Makes the sending end of a task. */
    public Produce(
            Producer<byte[], byte[]> producer,
            TopicCreation topics,
            SourceLedger ledger,
            CommitHook hook,
            Failures failures,
            UsedTopics used,
            TaskState state) {
        this.producer = producer;
        this.topics = topics;
        this.ledger = ledger;
        this.hook = hook;
        this.failures = failures;
        this.used = used;
        this.state = state;
    }

    /** Opens the ticket of a record that is going to be sent. */
    SendTicket open(SourceRecord record) {
        var ticket = new SendTicket(this, record);
        ledger.open(record.sourcePartition(), ticket);
        return ticket;
    }

    /**
     * Sends a record.
     *
     * @return false when it is worth trying again after a while
     * @throws ConnectException when it is not
     */
    boolean send(SendTicket ticket, ProducerRecord<byte[], byte[]> record) {
        if (state.fenced()) {
            return false;
        }
        try {
            topics.ensure(record.topic());
            var unused = producer.send(record, ticket);
            return true;
        } catch (org.apache.kafka.connect.errors.RetriableException
                | org.apache.kafka.common.errors.RetriableException e) {
            LOG.warn(
                    "Failed to send record to topic '{}' and partition '{}'. Backing off before retrying",
                    record.topic(),
                    record.partition(),
                    e);
            return false;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (e instanceof ConnectException known) {
                throw known;
            }
            throw new ConnectException("Unrecoverable exception trying to send", e);
        }
    }

    /** A transform dropped the record. */
    void dropped(SourceRecord record) {
        SendTicket ticket = open(record);
        hook.record(record, null);
        ticket.skipped();
    }

    /** The record failed before it could be sent; throws when that is one too many. */
    void failed(Failed<?> failed, SourceRecord record) {
        ConnectException flood = failures.limit().failed(failed.error());
        if (flood != null) {
            reportLast(failed, record);
            throw flood;
        }
        SendTicket ticket = open(record);
        skipWhenReported(ticket, failed, record);
    }

    /** So many records came through the record path. */
    void passed(int records) {
        failures.limit().passed(records);
    }

    /** The record failed before it could be sent, and that ends the task. */
    void reportLast(Failed<?> failed, SourceRecord record) {
        var unused = failures.reports().reportLast(failed, record);
    }

    /** Kafka has answered; on the producer's thread, or on the task's when the record was refused at once. */
    void completed(SendTicket ticket, SourceRecord record, RecordMetadata metadata, @Nullable Exception error) {
        if (error == null) {
            used.used(metadata.topic());
            hook.record(record, metadata);
            ticket.acked();
            failures.limit().arrived();
            return;
        }
        if (state.fenced()) {
            ticket.lost();
            LOG.debug("A record was not sent because the task was cut off", error);
            return;
        }
        if (failures.tolerateAll()) {
            LOG.debug("Skipping a record that could not be sent", error);
            failures.metrics().failure();
            var failed = new Failed<SourceRecord>(Stage.KAFKA_PRODUCE, KafkaProducer.class.getName(), error);
            ConnectException flood = failures.limit().failedLate(error);
            if (flood == null) {
                skipWhenReported(ticket, failed, record);
            } else {
                ticket.lost();
                reportLast(failed, record);
                state.fail(flood);
            }
        } else {
            ticket.lost();
            state.fail(new ConnectException("Unrecoverable exception from producer send callback", error));
        }
    }

    private void skipWhenReported(SendTicket ticket, Failed<?> failed, SourceRecord record) {
        var unused = failures.reports().report(failed, record).whenComplete((done, error) -> {
            if (error == null) {
                hook.record(record, null);
                ticket.skipped();
            } else {
                ticket.lost();
                state.fail(error);
            }
        });
    }
}
