package org.yiwang.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yiwang.cases.CityCase;
import org.yiwang.platform.Durations;
import org.yiwang.tracks.Condition;
import org.yiwang.tracks.Tracks;

/**
 * Which centre takes a case, as in the tracks' {@code routes.yaml}: the first line that holds
 * decides.
 */
@Component
class RoutingTable {
  private static final String[] VALUES = {
    "case.type", "case.level", "case.source", "area.code", "area.path"
  };

  /**
   * The file of a track.
   *
   * @param maxOffers persons asked one after the other before a shift lead has to decide
   */
  record File(List<Route> routes, int maxOffers, Choice choice) {
    File {
      if (routes == null || routes.isEmpty()) {
        throw new IllegalArgumentException("routes: there is none");
      }
      if (maxOffers < 1) {
        throw new IllegalArgumentException("max-offers must be 1 or more");
      }
    }
  }

  /** One line: a condition, and the area level whose centre takes the case. */
  record Route(String when, String centre) {
    Route {
      Condition.compile(when, VALUES);
    }
  }

  /**
   * How persons are weighed: points taken off.
   *
   * @param stalePosition a position older than this counts as if from the person's own grids
   */
  record Choice(
      double perKilometre, double perOpenTask, double maxKilometres, String stalePosition) {
    Choice {
      Durations.parse(stalePosition);
    }

    Duration stale() {
      return Durations.parse(stalePosition);
    }
  }

  private final File file;

  RoutingTable(Tracks tracks) {
    file =
        tracks.read("routes.yaml", File.class).values().stream()
            .reduce((first, last) -> last)
            .orElseThrow(() -> new IllegalStateException("no track has a routes.yaml"));
  }

  File file() {
    return file;
  }

  /** The line that decides for a case. */
  Route decide(CityCase cityCase) {
    var values =
        Map.of(
            "case",
            Map.of("type", cityCase.type(), "level", cityCase.level(), "source", cityCase.source()),
            "area",
            Map.of("code", cityCase.area(), "path", cityCase.areaPath()));
    return file.routes().stream()
        .filter(route -> Condition.compile(route.when(), VALUES).holds(values))
        .findFirst()
        .orElse(file.routes().getLast());
  }
}
