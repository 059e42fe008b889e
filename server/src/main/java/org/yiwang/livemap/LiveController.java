package org.yiwang.livemap;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;
import org.yiwang.registry.Datastreams;
import org.yiwang.territory.Areas;

/** A snapshot of the map, and the one stream that all screens follow. */
@RestController
@RequestMapping("/api/v1/live")
class LiveController implements SmartLifecycle {
  /** What came within this time goes out together. */
  private static final long ROUND_MILLIS = 50;

  private static final int LONGEST_GOODBYE_ROUNDS = 40;

  private static final Logger log = LoggerFactory.getLogger(LiveController.class);

  private final Now now;
  private final LiveEvents events;
  private final FreshReadings readings;
  private final Datastreams datastreams;
  private final Areas areas;
  private final AtomicInteger listeners = new AtomicInteger();
  private volatile boolean running;

  LiveController(
      Now now, LiveEvents events, FreshReadings readings, Datastreams datastreams, Areas areas) {
    this.now = now;
    this.events = events;
    this.readings = readings;
    this.datastreams = datastreams;
    this.areas = areas;
  }

  @Needs("map.read")
  @GetMapping("/snapshot")
  Now.Snapshot snapshot(@RequestParam @Nullable String area, Caller caller) {
    return now.snapshot(caller.scopes("map.read"), path(area));
  }

  @Needs("live.read")
  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      @RequestHeader(value = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam @Nullable String after,
      @RequestParam @Nullable String series,
      @RequestParam @Nullable String area,
      Caller caller,
      HttpServletResponse response) {
    var from = number(lastEventId == null ? after : lastEventId);
    var watched = watched(series);
    var path = path(area);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    var emitter = new SseEmitter(0L);
    listeners.incrementAndGet();
    Thread.ofVirtual()
        .name("live stream")
        .start(() -> follow(emitter, from, watched, path, caller));
    return emitter;
  }

  private void follow(
      SseEmitter emitter,
      @Nullable Long from,
      @Nullable BitSet watched,
      @Nullable String path,
      Caller caller) {
    var scopes = caller.scopes("map.read");
    try {
      var last = from == null ? events.lastId() : from;
      if (!events.reachesBack(last)) {
        emitter.send(SseEmitter.event().name("reset").data("{}"));
        last = events.lastId();
      }
      // Taken before the first event: who has heard that misses nothing from then on.
      var round = readings.round();
      emitter.send(SseEmitter.event().name("clock").data(now.clock()));
      var pulse = new Pulse(now, scopes, path);
      while (running) {
        for (var event : events.after(last)) {
          if (isFor(event, caller, scopes, path)) {
            emitter.send(
                SseEmitter.event()
                    .id(Long.toString(event.id()))
                    .name(event.type())
                    .data(event.json(), MediaType.TEXT_PLAIN));
          }
          last = event.id();
        }
        for (var beat : pulse.beat()) {
          emitter.send(
              SseEmitter.event().name(beat.type()).data(beat.json(), MediaType.TEXT_PLAIN));
        }
        if (watched != null) {
          var newest = readings.round();
          var fresh =
              newest == round
                  ? ""
                  : readings.after(round, watched, id -> isVisible(id, scopes, path));
          round = newest;
          if (!fresh.isEmpty()) {
            emitter.send(SseEmitter.event().name("readings").data(fresh, MediaType.TEXT_PLAIN));
          }
        }
        Thread.sleep(ROUND_MILLIS);
      }
    } catch (IOException | IllegalStateException e) {
      // The reader is gone: the server has ended the request already.
      log.debug("A live stream ended: {}", e.getMessage());
    } catch (RuntimeException e) {
      // The database is away, say. Who is told that the stream ends comes back for the rest.
      log.warn("A live stream failed: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      emitter.complete();
      listeners.decrementAndGet();
    }
  }

  /** A person hears of what is theirs, also without the right to look at the map. */
  private static boolean isFor(
      LiveEvents.Event event, Caller caller, String[] scopes, @Nullable String path) {
    return event.areaPath().equals("/")
        || Now.isIn(event.areaPath(), scopes, path)
        || event.person() != null && event.person().equals(caller.person());
  }

  private boolean isVisible(int datastream, String[] scopes, @Nullable String path) {
    return Now.isIn(datastreams.get(datastream).areaPath(), scopes, path);
  }

  private @Nullable String path(@Nullable String area) {
    return area == null || area.isBlank()
        ? null
        : areas
            .findPath(area, areas.today())
            .orElseThrow(() -> Refused.invalid("area", "there is no area " + area));
  }

  /** Which readings are wanted: none, some by their numbers, or {@code all} (an empty set). */
  private static @Nullable BitSet watched(@Nullable String series) {
    if (series == null || series.isBlank()) {
      return null;
    }
    var set = new BitSet();
    if (series.equals("all")) {
      return set;
    }
    for (var one : series.split(",")) {
      var number = number(one.strip());
      if (number == null || number < 0 || number > Integer.MAX_VALUE) {
        throw Refused.invalid("series", "must be numbers of datastreams, or all");
      }
      set.set(number.intValue());
    }
    return set;
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw Refused.invalid("after", "must be the number of an event");
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** Ends the streams while the web server still stands: it can't answer for them later. */
  @Override
  public void stop() {
    running = false;
    try {
      for (var i = 0; i < LONGEST_GOODBYE_ROUNDS && listeners.get() > 0; i++) {
        Thread.sleep(ROUND_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stopped before everything else. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
