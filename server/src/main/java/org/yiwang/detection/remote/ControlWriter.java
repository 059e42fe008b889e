package org.yiwang.detection.remote;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yiwang.engine.Catalog;
import org.yiwang.registry.Datastream;
import org.yiwang.topics.Control;

/**
 * Keeps the control log up to date: reads what it says, and adds what is new. A subject is a
 * source, as it is for the engine of the server. A series stays what it was first said to be.
 */
final class ControlWriter {
  private static final Logger log = LoggerFactory.getLogger(ControlWriter.class);

  /** An entry must stay below the broker's greatest message. */
  private static final int SERIES_IN_ENTRY = 2_000;

  private final Producer producer;
  private final String topic;
  private final Set<Integer> series = new HashSet<>();
  private final Set<Integer> subjects = new HashSet<>();
  private byte @Nullable [] rules;
  private long size;

  ControlWriter(Producer producer, Topic topics, String topic) {
    this.producer = producer;
    this.topic = topic;
    topics.readAll(topic, this::take);
  }

  private void take(byte[] message) {
    size++;
    try {
      var entry = Control.read(message);
      entry.subjects().forEach(one -> subjects.add(one.id()));
      entry.series().forEach(one -> series.add(one.id()));
      if (entry.rules() != null) {
        rules = message;
      }
    } catch (IllegalArgumentException e) {
      // The job leaves it out too.
      log.warn("An entry of {} can't be read: {}", topic, e.getMessage());
    }
  }

  /** How many entries there are. */
  long size() {
    return size;
  }

  /** Makes these the rules, if they are not; true if anything was written. */
  boolean write(Control.Rules now) {
    var entry = new Control(now, List.of(), List.of(), List.of());
    var message = entry.write();
    if (java.util.Arrays.equals(message, rules)) {
      return false;
    }
    append(entry);
    return true;
  }

  /** Adds datastreams that are new; true if anything was written. */
  boolean write(List<Datastream> datastreams) {
    var added = datastreams.stream().filter(one -> !series.contains(one.id())).toList();
    for (var from = 0; from < added.size(); from += SERIES_IN_ENTRY) {
      append(entry(added.subList(from, Math.min(added.size(), from + SERIES_IN_ENTRY))));
    }
    return !added.isEmpty();
  }

  private Control entry(List<Datastream> some) {
    var newSubjects = new ArrayList<Catalog.Subject>();
    var newSeries = new ArrayList<Catalog.Series>();
    for (var one : some) {
      var subject = Math.toIntExact(one.subject());
      if (subjects.add(subject)) {
        newSubjects.add(
            new Catalog.Subject(
                subject,
                one.subjectKind(),
                one.subjectCode(),
                one.areaPath(),
                one.lon(),
                one.lat()));
      }
      newSeries.add(
          new Catalog.Series(
              one.id(), one.device(), one.property(), one.unit(), subject, subject, -1));
    }
    return Control.catalog(List.of(), newSubjects, newSeries);
  }

  /** What counts is where Kafka put it: another writer would show here. */
  private void append(Control entry) {
    var message = entry.write();
    var place = producer.sendAndWait(topic, 0, message);
    if (place != size) {
      throw new IllegalStateException(
          "someone else writes to " + topic + ": an entry is at " + place + ", not " + size);
    }
    take(message);
  }
}
