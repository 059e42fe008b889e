package org.yiwang.bench;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.Edge;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Hazelcast Jet by its core API, its fastest: a source and a judging processor with an edge by
 * device between them, one of each, no snapshots. The judging processor keeps the rules of each
 * device in a map and looks for what is due at the end; silences that ended are shown by the next
 * reading, so that no timers are needed at all.
 */
final class Jet extends Pulling {
  private final HazelcastInstance hazelcast;
  private final Job job;

  /** One reading; Jet hands objects from processor to processor of a member as they are. */
  record Reading(int series, long at, double value) implements Serializable {
    int device() {
      return series / Stream.SERIES_PER_DEVICE;
    }
  }

  Jet() {
    var config = new Config();
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.getJetConfig().setEnabled(true);
    var network = config.getNetworkConfig();
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getMulticastConfig().setEnabled(false);
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    hazelcast = Hazelcast.newHazelcastInstance(config);
    var dag = new DAG();
    var source = dag.newVertex("stream", ProcessorMetaSupplier.of(Source::new)).localParallelism(1);
    var rules = dag.newVertex("rules", ProcessorMetaSupplier.of(Rules::new)).localParallelism(1);
    dag.edge(Edge.between(source, rules).partitioned(Reading::device));
    job = hazelcast.getJet().newJob(dag);
  }

  /** Reads on while it is let. */
  private static final class Source extends AbstractProcessor {
    private int at;

    /** Called again and again until there is no more; false gives the thread to others. */
    @Override
    public boolean complete() {
      int to = Gate.next(at);
      while (at < to) {
        var stream = Gate.stream();
        if (!tryEmit(new Reading(stream.series[at], stream.time[at], stream.value[at]))) {
          return false;
        }
        at++;
      }
      Gate.hasRead(at);
      return Gate.isAtEnd(at);
    }
  }

  /** The rules of all devices. */
  private static final class Rules extends AbstractProcessor {
    private final Map<Integer, DeviceRules> byDevice = new HashMap<>();

    @Override
    protected boolean tryProcess0(Object item) {
      var reading = (Reading) item;
      byDevice
          .computeIfAbsent(reading.device(), device -> new DeviceRules())
          .take(
              reading.series() % Stream.SERIES_PER_DEVICE,
              reading.at(),
              reading.value(),
              Gate.FOUND);
      return true;
    }

    @Override
    public boolean complete() {
      long end = Gate.stream().end();
      byDevice.values().forEach(rules -> rules.due(end, Gate.FOUND));
      return true;
    }
  }

  @Override
  void awaitEnd() {
    job.join();
    hazelcast.shutdown();
  }
}
