package org.yiwang.platform;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.platform.postgres.PostgresServer;

/** The one database: an external PostgreSQL where one is set, else the program's own. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  /** Holds the folder and the PostgreSQL in it, and lets go of both in the right order. */
  record Ground(@Nullable DataFolder folder, @Nullable PostgresServer server)
      implements AutoCloseable {
    @Override
    public void close() {
      if (folder == null) {
        return;
      }
      if (server != null) {
        server.close();
      }
      folder.close();
    }
  }

  @Bean
  Ground ground(Settings settings) {
    // A command may work beside the server that holds the folder; it leaves PostgreSQL running
    // then.
    var folder =
        settings.tool()
            ? DataFolder.tryTake(settings.dataFolder())
            : DataFolder.take(settings.dataFolder());
    var server =
        settings.database() == null
            ? PostgresServer.start(
                settings.dataFolder().resolve("postgres"), settings.cacheFolder(), true)
            : null;
    return new Ground(folder, server);
  }

  @Bean
  DataSource dataSource(Settings settings, Ground ground) {
    var pool = new HikariDataSource();
    var external = settings.database();
    var own = ground.server();
    if (external != null) {
      pool.setJdbcUrl(external.url());
      pool.setUsername(external.user());
      pool.setPassword(external.password());
    } else if (own != null) {
      pool.setJdbcUrl(own.jdbcUrl());
      pool.setUsername(own.user());
      pool.setPassword(own.password());
    }
    pool.setMaximumPoolSize(24);
    pool.setMinimumIdle(4);
    // A person waits for an answer: better "try again" soon than a long silence.
    pool.setConnectionTimeout(5_000);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    Migrations.apply(pool);
    return pool;
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }
}
