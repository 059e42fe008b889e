package org.yiwang.livemap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.yiwang.support.Tank;
import org.yiwang.support.TestServer;

/** Streams end without a word in the log, whoever ends them. */
class LeavingTests {
  @AutoClose private static TestServer server;
  private static Tank tank;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    tank = Tank.register(server, "T-1", "/500000/500105/500105101/", 106.8, 29.6);
  }

  /** A browser that closes its page is the most usual thing there is. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReaderWhoLeavesLeavesQuietly(boolean isAbrupt) throws Exception {
    var said =
        saidDuring(() -> {
          for (var i = 0; i < 10; i++) {
            listenAndLeave(isAbrupt, i);
          }
        });
    assertThat(said).isEmpty();
  }

  @Test
  void aServerThatStopsEndsItsStreamsFirst() throws Exception {
    var stopping = TestServer.start();
    var socket = listen(stopping);
    assertThat(saidDuring(stopping::close)).isEmpty();
    assertThat(socket.getInputStream().readAllBytes()).asString().endsWith("0\r\n\r\n");
    socket.close();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static List<String> saidDuring(Work work) throws Exception {
    var log = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    work.run();
    root.detachAppender(log);
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(event -> event.getLoggerName() + ": " + event.getFormattedMessage())
        .toList();
  }

  /** Follows the stream until its first event. */
  private static Socket listen(TestServer server) throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(10_000);
    var request =
        "GET /api/v1/live?series=all HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(server.token("shift-lead"));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    readUntil(socket, "event:clock");
    return socket;
  }

  /** Listens, goes, and something happens that would have been sent. */
  private static void listenAndLeave(boolean isAbrupt, int number) throws Exception {
    try (var socket = listen(server)) {
      if (isAbrupt) {
        // The connection is reset, as when a machine goes down.
        socket.setSoLinger(true, 0);
      }
    }
    for (var i = 0; i < 4; i++) {
      var time = TestServer.START.minusSeconds(number * 10L + i);
      var reading = tank.methane(time, i);
      server.post("integrator", "/api/v1/readings", List.of(reading));
      Thread.sleep(Duration.ofMillis(80));
    }
  }

  private static void readUntil(Socket socket, String text) throws IOException {
    var seen = new StringBuilder();
    var in = socket.getInputStream();
    while (seen.indexOf(text) < 0) {
      var one = in.read();
      assertThat(one).as("ended after " + seen).isNotNegative();
      seen.append((char) one);
    }
  }
}
