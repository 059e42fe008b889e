package org.yiwang.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.access.Tokens;
import org.yiwang.cases.CaseSearch;
import org.yiwang.cases.Cases;
import org.yiwang.detection.Detector;
import org.yiwang.gateways.mqtt.MqttGateway;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastream;
import org.yiwang.registry.Datastreams;

/**
 * Plays the scripted day, over and over: the devices' readings go out in rounds, and the people act
 * when their time has come. A person at the desk who takes a case over is left alone with it.
 */
@Component
@Order(20)
class DemoPlayer implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(DemoPlayer.class);
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Duration PLACES_EVERY = Duration.ofMinutes(15);
  private static final long LEAST_REAL_MILLIS = 100;
  private static final long LOOK_MILLIS = 5;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
  private static final String[] EVERYWHERE = {"/%"};
  private static final int SHOWN = 300;

  private final Settings settings;
  private final MqttGateway gateway;
  private final Tokens tokens;
  private final Datastreams datastreams;
  private final DemoActors actors;
  private final Cases cases;
  private final ObjectProvider<Detector> detector;
  private final Clock clock;
  private final Pace pace;
  private final Random random = new Random(20261121);
  private final Map<String, Instant> lastSent = new HashMap<>();
  private @Nullable Thread thread;

  DemoPlayer(
      Settings settings,
      MqttGateway gateway,
      Tokens tokens,
      Datastreams datastreams,
      DemoActors actors,
      Cases cases,
      ObjectProvider<Detector> detector,
      Clock clock) {
    this.settings = settings;
    this.gateway = gateway;
    this.tokens = tokens;
    this.datastreams = datastreams;
    this.actors = actors;
    this.cases = cases;
    this.detector = detector;
    this.clock = clock;
    this.pace = new Pace(clock);
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    var demo = settings.demo();
    var file = demo == null ? null : demo.script();
    if (file == null || settings.tool() || !Files.exists(Path.of(file))) {
      return;
    }
    var script = DayScript.read(Path.of(file));
    thread = Thread.ofPlatform().name("demo-player").daemon().start(() -> play(script));
  }

  private void play(DayScript script) {
    tokens.revokeNamed("demo devices");
    var token = tokens.create("demo devices", "integrator", null, null);
    try (var devices = new DemoDevices(gateway.port(), token, script.order(), clock)) {
      var start = clock.instant();
      var placesDue = start;
      while (!Thread.currentThread().isInterrupted()) {
        var now = clock.instant();
        var begun = System.nanoTime();
        try {
          if (!now.isBefore(placesDue)) {
            actors.takePlaces();
            placesDue = now.plus(PLACES_EVERY);
          }
          round(script, start, devices);
        } catch (RuntimeException e) {
          log.warn("A round of the demo failed: {}", e.getMessage());
        }
        devices.awaitStored();
        awaitJudged();
        pace.takenIn(now);
        var demo = settings.demo();
        var speed = demo == null ? 1 : demo.speed();
        // What the round itself took is part of its time: else the day loses it every round.
        var took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        var real = Math.max(LEAST_REAL_MILLIS, (long) (ROUND.toMillis() / speed));
        Thread.sleep(Math.max(0, real - took));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pace.end();
    }
  }

  /** Elsewhere than in this program, what is judged can't be seen; then stored has to do. */
  private void awaitJudged() throws InterruptedException {
    var here = detector.getIfAvailable();
    while (here != null && here.isRunning() && !here.hasJudgedAll()) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void round(DayScript script, Instant start, DemoDevices devices) {
    var minutes = Duration.between(start, clock.instant()).toMillis() / 60_000.0;
    var minuteOfDay = minutes % script.repeatMinutes();
    var open =
        cases.list(
            new CaseSearch(
                EVERYWHERE, "open", null, null, null, null, null, null, false, null, SHOWN));
    var played = new HashMap<String, DayScript.Episode>();
    script.episodes().forEach(episode -> played.put(episode.subject(), episode));
    for (var one : datastreams.list()) {
      var episode = played.get(one.subjectCode());
      if (episode != null && one.property().equals(script.order().property())) {
        devices.setSilent(one.device(), "silent".equals(episode.fan()));
        actors
            .caseOf(one.subject(), open)
            .ifPresent(found -> actors.play(found, episode, script.said()));
      }
      if (one.property().equals(script.background().property())) {
        sendIfDue(script, one, episode, minuteOfDay, devices);
      }
    }
  }

  private void sendIfDue(
      DayScript script,
      Datastream one,
      DayScript.@Nullable Episode episode,
      double minuteOfDay,
      DemoDevices devices) {
    var value = episode == null ? Double.NaN : episode.value(minuteOfDay - episode.at());
    var isPlaying = !Double.isNaN(value);
    var every = isPlaying ? ROUND : Duration.ofMinutes(script.background().unitReadingsMinutes());
    var now = clock.instant();
    var last = lastSent.get(one.device());
    if (last != null && Duration.between(last, now).compareTo(every) < 0) {
      return;
    }
    if (last == null && !isPlaying) {
      // The first readings are spread over a period, as those of real devices are.
      lastSent.put(one.device(), now.minusSeconds(random.nextLong(every.toSeconds())));
      return;
    }
    lastSent.put(one.device(), now);
    var range = script.background().high() - script.background().low();
    var usual = script.background().low() + range * random.nextDouble();
    devices.send(one.device(), one.property(), isPlaying ? value : usual);
  }

  /** Ends the play while the broker still stands: what was sent would be missed otherwise. */
  @EventListener(ContextClosedEvent.class)
  void stop() throws InterruptedException {
    var playing = thread;
    if (playing != null) {
      playing.interrupt();
      playing.join(LONGEST_STOP);
    }
  }
}
