package org.yiwang.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The clock of the installation: the wall clock, or in a demo one that runs faster. */
@Configuration(proxyBeanMethods = false)
@EnableAsync
class ClockConfiguration {

  /** A command beside a running server leaves repeated work to it. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "yiwang.tool", havingValue = "false", matchIfMissing = true)
  @EnableScheduling
  static class Scheduling {}

  @Bean
  @ConditionalOnMissingBean
  Clock clock(Settings settings, DataSource database) {
    var demo = settings.demo();
    var wall = Clock.system(settings.zone());
    if (demo == null) {
      return wall;
    }
    // A demo that was stopped goes on at its own time, which must never run backwards.
    var stopped = stoppedAt(JdbcClient.create(database));
    var start = stopped.filter(at -> at.isAfter(wall.instant())).orElseGet(wall::instant);
    return new ScaledClock(wall, start, demo.speed());
  }

  private static Optional<Instant> stoppedAt(JdbcClient sql) {
    return sql.sql("select at from platform.demo_clock")
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** Keeps the demo's time, ahead by one period so that a killed demo never goes back. */
  @Bean
  DemoClockKeeper demoClockKeeper(Clock clock, JdbcClient sql) {
    return new DemoClockKeeper(clock, sql);
  }

  record DemoClockKeeper(Clock clock, JdbcClient sql) {
    @Scheduled(fixedDelay = 1000)
    void keep() {
      if (clock instanceof ScaledClock scaled) {
        var ahead = scaled.instant().plusMillis(Math.round(1500 * scaled.speed()));
        sql.sql(
                """
                insert into platform.demo_clock (at) values (?)
                on conflict (only_row) do update set at = excluded.at
                """)
            .param(ahead.atOffset(ZoneOffset.UTC))
            .update();
      }
    }
  }
}
