package org.yiwang.livemap;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.yiwang.cases.CaseMoved;
import org.yiwang.cases.Cases;
import org.yiwang.desk.Views;
import org.yiwang.dispatch.TaskMoved;
import org.yiwang.dispatch.Tasks;
import org.yiwang.outbox.NoticeSent;
import org.yiwang.plan.PlanMoved;
import org.yiwang.warning.WarningChanged;
import org.yiwang.warning.WarningCleared;
import org.yiwang.warning.WarningRaised;
import org.yiwang.warning.Warnings;

/**
 * Puts into the stream what has been committed. What a crash swallows here is in the next snapshot,
 * so these listeners need no memory of their own; what the database could not be asked about,
 * readers are told to take a new snapshot for.
 */
@Component
class WhenSomethingMoves {
  private static final Logger log = LoggerFactory.getLogger(WhenSomethingMoves.class);

  record NoticeView(
      long id, java.time.Instant at, org.yiwang.platform.Text title, String link, String post) {}

  record DeviceState(long id, String state, @org.jspecify.annotations.Nullable String level) {}

  private final LiveEvents events;
  private final Now now;
  private final Warnings warnings;
  private final Cases cases;
  private final Tasks tasks;
  private final Views views;

  WhenSomethingMoves(
      LiveEvents events, Now now, Warnings warnings, Cases cases, Tasks tasks, Views views) {
    this.events = events;
    this.now = now;
    this.warnings = warnings;
    this.cases = cases;
    this.tasks = tasks;
    this.views = views;
  }

  @TransactionalEventListener
  void on(WarningRaised event) {
    warning(event.warning());
  }

  @TransactionalEventListener
  void on(WarningChanged event) {
    warning(event.warning());
  }

  @TransactionalEventListener
  void on(WarningCleared event) {
    warning(event.warning());
  }

  @TransactionalEventListener
  void on(PlanMoved event) {
    warning(event.warning());
  }

  @TransactionalEventListener
  void on(CaseMoved event) {
    quietly(() -> {
      var cityCase = cases.get(event.cityCase());
      events.add("case", cityCase.areaPath(), views.of(cityCase));
    });
  }

  @TransactionalEventListener
  void on(TaskMoved event) {
    quietly(() -> {
      var task = tasks.get(event.task());
      events.add("task", cases.get(task.cityCase()).areaPath(), task.person(), views.of(task));
    });
  }

  @TransactionalEventListener
  void on(NoticeSent event) {
    events.add(
        "notice",
        event.areaPath(),
        new NoticeView(event.id(), event.at(), event.text(), event.link(), event.post()));
  }

  private void warning(long id) {
    quietly(() -> {
      var warning = warnings.get(id);
      events.add("warning", warning.areaPath(), views.of(warning));
      for (var device : now.devicesOf(warning)) {
        var state = new DeviceState(device.id(), device.state(), device.level());
        events.add("device", warning.areaPath(), state);
      }
    });
  }

  /** The clock tells every reader that the stream is alive. */
  @Scheduled(fixedRate = 5000)
  void tellTheTime() {
    events.add("clock", "/", now.clock());
  }

  private void quietly(Runnable show) {
    try {
      show.run();
    } catch (DataAccessException | TransactionException e) {
      log.warn("All screens are told to read everything again: {}", e.getMessage());
      events.add("reset", "/", Map.of());
    } catch (RuntimeException e) {
      log.warn("A change is not shown live: {}", e.getMessage());
    }
  }
}
