package org.yiwang.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Given;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.registry.Datastreams;

/** Readings that were stored and came too late to be judged. */
@RestController
class LateReadingController {
  private static final String RIGHT = "quarantine.read";

  record Item(String device, String property, Instant time, double value, Instant cameAt) {}

  /**
   * A part of the list.
   *
   * @param total how many are marked in all, wherever they are
   */
  record LatePage(long total, List<Item> items, @Nullable String next) {}

  private final LateReadings late;
  private final Datastreams datastreams;
  private final Clock clock;

  LateReadingController(LateReadings late, Datastreams datastreams, Clock clock) {
    this.late = late;
    this.datastreams = datastreams;
    this.clock = clock;
  }

  @Needs(RIGHT)
  @GetMapping("/api/v1/readings/late")
  LatePage list(
      @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit, Caller caller) {
    var size = Page.size(limit);
    var from = Place.parse(cursor, clock.instant());
    var found = late.listBefore(from.before(), from.offset(), size + 1);
    // A page may be shorter than asked for: what lies outside the caller's areas is left out.
    var items =
        found.stream()
            .limit(size)
            .filter(one -> caller.has(RIGHT, datastreams.get(one.datastream()).areaPath(), null))
            .map(this::item)
            .toList();
    var next =
        found.size() > size ? new Place(from.before(), from.offset() + size).toString() : null;
    return new LatePage(late.count(), items, next);
  }

  private Item item(LateReadings.Late one) {
    var of = datastreams.get(one.datastream());
    return new Item(of.device(), of.property(), one.time(), one.value(), one.cameAt());
  }

  /** Where in the list of a moment a page begins: what comes meanwhile does not shift it. */
  private record Place(Instant before, int offset) {
    static Place parse(@Nullable String cursor, Instant now) {
      if (cursor == null) {
        return new Place(now, 0);
      }
      try {
        var slash = cursor.indexOf('/');
        return new Place(
            Given.place(cursor.substring(0, Math.max(0, slash))),
            Integer.parseUnsignedInt(cursor.substring(slash + 1)));
      } catch (NumberFormatException e) {
        throw Page.unknownCursor();
      }
    }

    @Override
    public String toString() {
      return before + "/" + offset;
    }
  }
}
