package org.yiwang.livemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.access.Tokens;
import org.yiwang.cases.CaseMoved;
import org.yiwang.people.People;
import org.yiwang.people.Positions;
import org.yiwang.support.Await;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;
import org.yiwang.territory.Areas;

class LiveStreamTests {
  @AutoClose private static final TestServer server = TestServer.startWithDistrict();

  @Test
  void showsReadingsOfTheReadersOwnAreaOnly() throws Exception {
    var mine = sensorIn("500105001");
    var other = sensorIn("500105002");
    var token = server.bean(Tokens.class).create("street", "leader", "500105001", null);
    try (var reader = new Reader(token)) {
      send(other.code(), 4.5);
      send(mine.code(), 5.5);

      assertThat(reader.next("readings", "[" + mine.datastream() + ",")).contains("5.5");
      assertThat(reader.heard).noneMatch(line -> line.contains("[" + other.datastream() + ","));
    }
  }

  @Test
  void tellsHowManyAreOnDutyAndWhereThoseAreWhoWereSeen() throws Exception {
    var people = server.bean(People.class);
    var street = server.bean(Areas.class).findPath("500105001", LocalDate.of(2026, 1, 1));
    var all = people.listInArea(null, street.orElseThrow());
    var own = all.stream().filter(person -> !person.grids().isEmpty()).limit(2).toList();
    var now = server.clock().instant();
    for (var person : all) {
      if (people.duty(person.id(), now).isPresent() != own.contains(person)) {
        people.setDuty(person.id(), own.contains(person));
      }
    }
    var seen = own.getFirst();
    var place = people.placeOf(seen).orElseThrow();
    server.bean(Positions.class).note(seen.id(), place, server.clock().instant());
    var token = server.bean(Tokens.class).create("wall", "leader", "500105001", null);
    try (var reader = new Reader(token)) {
      reader.next("counts", "\"workersOnDuty\":2");
      reader.next("worker", "\"id\":" + seen.id() + ",");
      reader.next("on-duty", "data:[" + seen.id() + "]");

      people.setDuty(seen.id(), false);

      reader.next("counts", "\"workersOnDuty\":1");
      reader.next("on-duty", "data:[]");
    }
  }

  @Test
  void aStreamThatCanNotGoOnEndsSoThatItsReaderComesBack() throws Exception {
    var sql = server.bean(JdbcClient.class);
    try (var reader = new Reader(server.token("leader"))) {
      sql.sql("alter table people.position rename to position_away").update();

      reader.awaitEnd();
    } finally {
      sql.sql("alter table people.position_away rename to position").update();
    }
  }

  @Test
  void aChangeThatCanNotBeReadLetsEveryScreenReadAllAgain() {
    var sql = server.bean(JdbcClient.class);
    var events = server.bean(LiveEvents.class);
    var before = events.lastId();
    sql.sql("alter table cases.city_case rename to city_case_away").update();
    try {
      server.bean(WhenSomethingMoves.class).on(new CaseMoved(1, "open", null, "filed"));
    } finally {
      sql.sql("alter table cases.city_case_away rename to city_case").update();
    }
    assertThat(events.after(before)).extracting(LiveEvents.Event::type).contains("reset");
  }

  private record Sensor(String code, int datastream) {}

  private static Sensor sensorIn(String area) {
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            select d.code, t.id as datastream from registry.datastream t
            join registry.device d on d.id = t.device
            join registry.subject s on s.id = d.subject
            where t.property = 'methane' and s.area_path like '%/' || ? || '/%'
            limit 1
            """)
        .param(area)
        .query(Sensor.class)
        .single();
  }

  private static void send(String device, double value) {
    var reading = Tank.methane(device, server.clock().instant(), value);
    server.takes(List.of(reading));
  }

  /** Who follows the stream, and what they have heard so far. */
  private static final class Reader implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();
    private final CompletableFuture<?> end;

    /** Connects; the clock is the first event: from then on the stream is followed. */
    Reader(String token) throws InterruptedException {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.port() + "/api/v1/live?series=all"))
              .header("Authorization", "Bearer " + token)
              .build();
      end =
          client
              .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
              .thenAccept(answer -> answer.body().forEach(lines::add));
      try {
        next("clock", "data:");
      } catch (AssertionError e) {
        close();
        throw e;
      }
    }

    /** The next event of a type whose data has a part. */
    String next(String event, String part) throws InterruptedException {
      var isNext = false;
      for (var end = System.nanoTime() + Await.PATIENCE.toNanos(); System.nanoTime() < end; ) {
        var line = lines.poll(1, TimeUnit.SECONDS);
        if (line == null) {
          continue;
        }
        heard.add(line);
        if (isNext && line.contains(part)) {
          return line;
        }
        isNext = line.equals("event:" + event);
      }
      throw new AssertionError("no " + event + " with " + part + " among " + heard);
    }

    void awaitEnd() {
      Await.until(end::isDone, () -> "heard so far: " + lines);
    }

    /** The stream has no end: a client that waited for it would wait for ever. */
    @Override
    public void close() {
      client.shutdownNow();
    }
  }
}
