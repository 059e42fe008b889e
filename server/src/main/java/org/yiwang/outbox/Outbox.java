package org.yiwang.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what has to go out until it is delivered: put in the transaction that gives rise to it,
 * sent after that, tried again with growing pauses. Waiting times are the wall clock's. Each
 * channel has a lane of its own: a receiver of notices that hangs must not hold up an order to a
 * device.
 */
@Component
public class Outbox implements DisposableBean {
  /** Sends one delivery; what it throws counts as not delivered. */
  @FunctionalInterface
  public interface Channel {
    void send(Delivery delivery) throws Exception;
  }

  /** A channel, and whether something is on its way there now. */
  private record Lane(Channel channel, AtomicBoolean isBusy) {}

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int AT_ONCE = 50;

  private final JdbcClient sql;
  private final TransactionTemplate transaction;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Outbox(JdbcClient sql, TransactionTemplate transaction) {
    this.sql = sql;
    this.transaction = transaction;
  }

  /** Says who delivers on a channel. */
  public void connect(String name, Channel channel) {
    lanes.put(name, new Lane(channel, new AtomicBoolean()));
  }

  /** Puts something in; the same id a second time changes nothing. */
  public void put(UUID id, String channel, String target, String payload, Duration keepTrying) {
    sql.sql(
            """
            insert into outbox.delivery (id, channel, target, payload, give_up_at)
            values (:id, :channel, :target, :payload, :giveUp)
            on conflict do nothing
            """)
        .param("id", id)
        .param("channel", channel)
        .param("target", target)
        .param("payload", payload)
        .param("giveUp", Instant.now().plus(keepTrying).atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Sends what is due. A crash between sending and noting it sends it again. */
  @Scheduled(fixedDelay = 100)
  void sendDue() {
    lanes.forEach((name, lane) -> {
      if (lane.isBusy().compareAndSet(false, true)) {
        threads.execute(() -> {
          try {
            sendDue(name, lane.channel());
          } catch (RuntimeException e) {
            log.info("{} waits: {}", name, e.getMessage());
          } finally {
            lane.isBusy().set(false);
          }
        });
      }
    });
  }

  /** One after the other, each in a transaction of its own: none is open while many wait. */
  private void sendDue(String name, Channel channel) {
    var isMore = true;
    for (var sent = 0; isMore && sent < AT_ONCE; sent++) {
      isMore =
          Boolean.TRUE.equals(
              transaction.execute(status -> {
                var next = due(name);
                next.ifPresent(delivery -> send(channel, delivery));
                return next.isPresent();
              }));
    }
  }

  private Optional<Delivery> due(String channel) {
    return sql.sql(
            """
            select id, channel, target, payload, attempts from outbox.delivery
            where state = 'waiting' and next_at <= now() and channel = :channel
            order by next_at
            limit 1
            for update skip locked
            """)
        .param("channel", channel)
        .query(Delivery.class)
        .optional();
  }

  private void send(Channel channel, Delivery delivery) {
    try {
      channel.send(delivery);
      sql.sql("update outbox.delivery set state = 'sent', done_at = now() where id = ?")
          .param(delivery.id())
          .update();
    } catch (Exception e) {
      log.info("{} to {} waits: {}", delivery.channel(), delivery.target(), e.getMessage());
      sql.sql(
              """
              update outbox.delivery set
                attempts = attempts + 1,
                next_at = now() + make_interval(secs => :pause),
                last_error = :error,
                state = case when now() > give_up_at then 'given-up' else state end
              where id = :id
              """)
          .param("pause", pause(delivery.attempts()).toMillis() / 1000.0)
          .param("error", String.valueOf(e.getMessage()))
          .param("id", delivery.id())
          .update();
    }
  }

  private static Duration pause(int attempts) {
    var pause = Duration.ofMillis(500L << Math.min(attempts, 12));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** What is on its way is broken off, and sent again after the next start. */
  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
