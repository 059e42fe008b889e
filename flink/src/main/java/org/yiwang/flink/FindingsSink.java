package org.yiwang.flink;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's sink for Kafka, but that closing it is no failure.
 *
 * <p>Its writer throws on closing what Kafka did not take: Kafka was away for longer than {@code
 * delivery.timeout.ms}. A task that is closed because another one has failed must not throw any
 * more: Flink takes that for a fault of the machine and ends the task manager, and where nobody
 * starts that again the job waits for it for ever. What was not taken is not lost: a checkpoint is
 * finished only when all before it has been sent, so it is made again.
 *
 * @param <T> what is written
 */
final class FindingsSink<T>
    implements Sink<T>,
        SupportsWriterState<T, KafkaWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(FindingsSink.class);

  private final KafkaSink<T> kafka;

  FindingsSink(KafkaSink<T> kafka) {
    this.kafka = kafka;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    var writer = kafka.createWriter(context);
    return new Writer<>(writer, writer);
  }

  @Override
  public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    var writer = kafka.restoreWriter(context, state);
    return new Writer<>(writer, writer);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return kafka.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return kafka.createCommitter(context);
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return kafka.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    kafka.addPostCommitTopology(committables);
  }

  /** One writer as the two things it is. */
  private record Writer<T>(
      StatefulSinkWriter<T, KafkaWriterState> written,
      CommittingSinkWriter<T, KafkaCommittable> committed)
      implements StatefulSinkWriter<T, KafkaWriterState>,
          CommittingSinkWriter<T, KafkaCommittable> {

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
      written.write(element, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      written.flush(endOfInput);
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
      return committed.prepareCommit();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
      return written.snapshotState(checkpoint);
    }

    @Override
    public void close() {
      try {
        written.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("what Kafka did not take will be made again from the last checkpoint", e);
      }
    }
  }
}
