package org.yiwang.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
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
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * What is to happen at a time: a task not accepted, a command not answered, a case overdue. Set in
 * the transaction that gives rise to it, kept in the database, run by the installation's clock. A
 * crash in the middle runs it again, so an action looks first whether it still applies.
 */
@Component
public class Deadlines implements SmartLifecycle {
  private static final String TASK = "deadline";
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final Settings settings;
  private final JdbcClient sql;
  private final Scheduler scheduler;
  private final OneTimeTask<Void> task;
  private final Map<String, Consumer<String>> actions = new ConcurrentHashMap<>();

  Deadlines(DataSource database, Clock clock, Settings settings) {
    this.settings = settings;
    this.sql = JdbcClient.create(database);
    task = Tasks.oneTime(TASK).execute((instance, context) -> run(instance.getId()));
    scheduler =
        Scheduler.create(new TransactionAwareDataSourceProxy(database), task)
            .tableName("platform.scheduled_tasks")
            .clock(clock::instant)
            .pollingInterval(Duration.ofMillis(100))
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

  /** Sets or moves a deadline. */
  public void set(String kind, String key, Instant at) {
    var id = TaskInstanceId.of(TASK, kind + "/" + key);
    if (!scheduler.scheduleIfNotExists(task.instance(id.getId()), at)) {
      scheduler.reschedule(id, at);
    }
  }

  /** Takes a deadline back, if it is there and not running. */
  public void cancel(String kind, String key) {
    scheduler
        .getScheduledExecution(TaskInstanceId.of(TASK, kind + "/" + key))
        .filter(execution -> !execution.isPicked())
        .ifPresent(execution -> scheduler.cancel(execution.getTaskInstance()));
  }

  private void run(String id) {
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
