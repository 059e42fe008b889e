package org.yiwang.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What is to happen at a time: a task not accepted, a command not answered, a case overdue. Set in
 * the transaction that gives rise to it, kept in the database, run by the installation's clock. A
 * crash in the middle runs it again, so an action looks first whether it still applies.
 */
@Component
public class Deadlines implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
  private static final String TASK = "deadline";

  /** Between the name of a deadline and the time it was moved to while it was running. */
  private static final String MOVED = "#";

  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final long LOOK_MILLIS = 100;

  /** How often an action that failed is tried again at once, before the pauses begin. */
  private static final int AT_ONCE = 2;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Settings settings;
  private final Clock clock;
  private final JdbcClient sql;
  private final Scheduler scheduler;
  private final OneTimeTask<Void> task;
  private final Map<String, Consumer<String>> actions = new ConcurrentHashMap<>();

  Deadlines(DataSource database, Clock clock, Settings settings) {
    this.settings = settings;
    this.clock = clock;
    this.sql = JdbcClient.create(database);
    task =
        Tasks.oneTime(TASK)
            .onFailure(this::tryAgain)
            .execute((instance, context) -> run(instance.getId()));
    scheduler =
        Scheduler.create(new TransactionAwareDataSourceProxy(database), task)
            .tableName("platform.scheduled_tasks")
            .clock(clock::instant)
            .pollingInterval(Duration.ofMillis(LOOK_MILLIS))
            .threads(4)
            // One whose work was cut off by the database is taken up again after two minutes. The
            // heartbeat beats in wall time, but its age is counted by the installation's clock.
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit((int) Math.ceil(6 * speed(settings)))
            .build();
  }

  /**
   * Says what to do at deadlines of a kind; a module does so when it is made.
   *
   * @param kind name of the kind, such as {@code task-not-accepted}
   * @param action is given the deadline's key
   */
  public void on(String kind, Consumer<String> action) {
    actions.put(kind, action);
  }

  /** Sets or moves a deadline; beside one that is running just now, another is set. */
  public void set(String kind, String key, Instant at) {
    var id = kind + "/" + key;
    if (scheduler.scheduleIfNotExists(task.instance(id), at)) {
      return;
    }
    try {
      scheduler.reschedule(TaskInstanceId.of(TASK, id), at);
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
      scheduler.scheduleIfNotExists(task.instance(id + MOVED + at.toEpochMilli()), at);
    }
  }

  /** Takes a deadline back, if it is there and not running. */
  public void cancel(String kind, String key) {
    try {
      scheduler.cancel(TaskInstanceId.of(TASK, kind + "/" + key));
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
      // It has come or comes just now: the action sees that it no longer applies.
      log.debug("Too late to take back {}/{}", kind, key);
    }
  }

  /**
   * Looks for deadlines that are due. The library waits from one look to the next by the
   * installation's clock: if that stands, or is set back by an hour, it would not look until the
   * clock has caught up, and what falls due meanwhile would lie. So it is woken in wall time.
   */
  @Scheduled(fixedDelay = LOOK_MILLIS)
  void look() {
    if (isRunning()) {
      scheduler.triggerCheckForDueExecutions();
    }
  }

  /**
   * A collision in the database is over at once; what keeps failing is tried after 2, 4, 8 …
   * seconds of wall time.
   */
  private void tryAgain(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    var before = failed.getExecution().consecutiveFailures;
    var pause =
        before < AT_ONCE
            ? Duration.ZERO
            : Duration.ofSeconds(1L << Math.min(before - AT_ONCE + 1, 16));
    var wall = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    var nanos = Math.round(wall.toNanos() * speed(settings));
    operations.reschedule(failed, clock.instant().plusNanos(nanos));
  }

  private void run(String instance) {
    var id = instance.split(MOVED, 2)[0];
    var slash = id.indexOf('/');
    var kind = id.substring(0, slash);
    var action = actions.get(kind);
    if (action == null) {
      throw new IllegalStateException("nobody knows deadlines of the kind " + kind);
    }
    action.accept(id.substring(slash + 1));
  }

  private static double speed(Settings settings) {
    var demo = settings.demo();
    return demo == null ? 1 : Math.max(1, demo.speed());
  }

  /** What an earlier run of the program was at when it was killed is free to be run again. */
  @Override
  public void start() {
    sql.sql("update platform.scheduled_tasks set picked = false, picked_by = null where picked")
        .update();
    scheduler.start();
  }

  @Override
  public void stop() {
    scheduler.stop();
  }

  /** Not in a command beside a running server. */
  @Override
  public boolean isAutoStartup() {
    return !settings.tool();
  }

  @Override
  public boolean isRunning() {
    var state = scheduler.getSchedulerState();
    return state.isStarted() && !state.isShuttingDown();
  }

  /** After the readings are there, before the web server. */
  @Override
  public int getPhase() {
    return 100;
  }
}
