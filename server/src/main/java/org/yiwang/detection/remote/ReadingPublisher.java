package org.yiwang.detection.remote;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yiwang.detection.Course;
import org.yiwang.intake.Readings;
import org.yiwang.intake.StoredReadings;
import org.yiwang.platform.OneThread;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;
import org.yiwang.rules.ArmedRules;
import org.yiwang.rules.RulesChanged;
import org.yiwang.setting.EngineSetting;
import org.yiwang.setting.SettingChanged;
import org.yiwang.topics.Control;

/**
 * The one thread that publishes what intake stored, after its commit and in the order of its
 * numbers. While Kafka is away readings go on being stored and acknowledged; what was missed is
 * read from the store again.
 */
@Component
@ConditionalOnProperty(name = "yiwang.detection.runtime", havingValue = "flink")
class ReadingPublisher implements SmartLifecycle, Runnable {
  private static final Logger log = LoggerFactory.getLogger(ReadingPublisher.class);
  private static final long WAIT_MILLIS = 50;
  private static final long PAUSE_MILLIS = 1_000;
  private static final int WAITING_GROUPS = 64;

  private final Settings installation;
  private final KafkaSettings settings;
  private final ArmedRules book;
  private final EngineSetting setting;
  private final Course course;
  private final Readings readings;
  private final Datastreams datastreams;
  private final Clock clock;
  private final BlockingQueue<StoredReadings> waiting = new ArrayBlockingQueue<>(WAITING_GROUPS);
  private final ConcurrentLinkedQueue<List<Datastream>> added = new ConcurrentLinkedQueue<>();
  private final List<Datastream> known = new ArrayList<>();
  private volatile boolean hasMissed;
  private volatile boolean rulesChanged;
  private final OneThread thread = new OneThread("reading-publisher");

  ReadingPublisher(
      Settings installation,
      KafkaSettings settings,
      Readings readings,
      Datastreams datastreams,
      ArmedRules book,
      EngineSetting setting,
      Course course,
      Clock clock) {
    this.installation = installation;
    this.settings = settings;
    this.readings = readings;
    this.datastreams = datastreams;
    this.clock = clock;
    this.book = book;
    this.setting = setting;
    this.course = course;
    readings.follow(this::enqueue);
  }

  /** Senders never wait for Kafka: a group there is no room for is read from the store later. */
  private void enqueue(StoredReadings group) {
    if (!waiting.offer(group)) {
      hasMissed = true;
    }
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (var publishing = new Publishing(settings, clock)) {
        publish(publishing);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        if (thread.isWanted()) {
          log.warn("Readings wait for Kafka or for the database: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  private void publish(Publishing publishing) throws InterruptedException {
    publishing.know(known);
    learn(publishing);
    arm(publishing);
    catchUp(publishing);
    while (!Thread.currentThread().isInterrupted()) {
      var group = waiting.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      learn(publishing);
      if (rulesChanged) {
        arm(publishing);
      }
      if (group != null ? group.firstSeq() > publishing.through() + 1 : hasMissed) {
        hasMissed = false;
        catchUp(publishing);
      }
      if (group != null) {
        publishing.publish(group);
      }
      if (waiting.isEmpty()) {
        publishing.flush();
        readings.judgedThrough(publishing.keptThrough());
      }
    }
  }

  /**
   * What is armed and in the shadow now, with all that it refers to by name, holds for what is
   * published from here on. Noted once Kafka has it: before, it may still come to nothing.
   */
  private void arm(Publishing publishing) {
    rulesChanged = false;
    var fingerprint = book.fingerprint();
    var baseline = setting.newestBaseline();
    publishing.rules(new Control.Rules(book.sources(), setting.of(book.ruleSet(), baseline)));
    course.note(publishing.through(), clock.instant(), fingerprint, baseline);
  }

  @EventListener({RulesChanged.class, SettingChanged.class})
  void goOnOtherwise() {
    rulesChanged = true;
  }

  private void catchUp(Publishing publishing) {
    publishing.behind(true);
    readings.replayAfter(
        publishing.through(),
        group -> {
          // What is stored meanwhile is read too, and may be of a datastream added meanwhile.
          learn(publishing);
          publishing.publish(group);
        });
    publishing.behind(false);
  }

  /** A datastream is added before its first reading is stored, and so told before it is sent. */
  private void learn(Publishing publishing) {
    var fresh = new ArrayList<Datastream>();
    for (var some = added.poll(); some != null; some = added.poll()) {
      fresh.addAll(some);
    }
    if (!fresh.isEmpty()) {
      known.addAll(fresh);
      publishing.know(fresh);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    datastreams.follow(added::add);
    // What is not published yet stays where its order is known.
    readings.willBeJudged();
    thread.start(this);
  }

  @Override
  public void stop() {
    thread.stop();
  }

  /** Not in a command beside a running server. */
  @Override
  public boolean isAutoStartup() {
    return !installation.tool();
  }

  @Override
  public boolean isRunning() {
    return thread.isWanted();
  }

  /** After the readings are there, before the senders. */
  @Override
  public int getPhase() {
    return 50;
  }
}
