package org.yiwang.platform;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/** How events reach the modules that listen: by a few threads, and again where that failed. */
@Configuration(proxyBeanMethods = false)
class EventDelivery {
  /** Below the connections of the pool, so that a storm of events leaves room for people. */
  private static final int THREADS = 12;

  @Bean
  ThreadPoolTaskExecutor applicationTaskExecutor() {
    return new ThreadPoolTaskExecutorBuilder()
        .corePoolSize(THREADS)
        .threadNamePrefix("event-")
        .awaitTermination(true)
        .awaitTerminationPeriod(java.time.Duration.ofSeconds(5))
        .build();
  }

  /**
   * Delivers again what was not taken in, for example because the database was away: an event that
   * is still open in two rounds while nothing is being delivered. Who listens has to bear being
   * told twice.
   */
  @Component
  static class Again {
    private static final Logger log = LoggerFactory.getLogger(Again.class);
    private static final int MOST_ATTEMPTS = 50;

    private final IncompleteEventPublications open;
    private final ThreadPoolExecutor threads;
    private final Settings settings;
    private Set<UUID> openBefore = Set.of();

    Again(IncompleteEventPublications open, ThreadPoolTaskExecutor tasks, Settings settings) {
      this.open = open;
      this.threads = tasks.getThreadPoolExecutor();
      this.settings = settings;
    }

    @Scheduled(fixedDelay = 5_000)
    void deliver() {
      if (settings.tool() || threads.getActiveCount() > 0 || !threads.getQueue().isEmpty()) {
        openBefore = Set.of();
        return;
      }
      var seen = new HashSet<UUID>();
      open.resubmitIncompletePublications(event -> isLeftOver(event, seen));
      openBefore = seen;
    }

    private boolean isLeftOver(EventPublication event, Set<UUID> seen) {
      seen.add(event.getIdentifier());
      var attempts = event.getCompletionAttempts();
      if (!openBefore.contains(event.getIdentifier()) || attempts >= MOST_ATTEMPTS) {
        return false;
      }
      log.warn("An event is delivered again: {}", event.getEvent().getClass().getSimpleName());
      return true;
    }
  }
}
