package org.yiwang.scoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Text;
import org.yiwang.tracks.Condition;
import org.yiwang.tracks.Tracks;

/** The formulas of the evaluation, as in the tracks' {@code scores.yaml}: CEL over counts. */
@Component
class Formulas {
  private static final String[] COUNTS = {
    "cases", "on_time", "reworks", "offers", "accepted_in_time", "handle_minutes"
  };

  /** One figure of the evaluation. */
  record Formula(String id, Text name, String unit, String of) {
    Formula {
      Condition.compile(of, COUNTS);
    }
  }

  /** The one figure that sums it up, of 100 points. */
  record Score(Text name, String of) {
    Score {
      Condition.compile(of, COUNTS);
    }
  }

  record File(int version, List<Formula> formulas, Score score) {}

  private final File file;
  private final Map<String, Condition> compiled = new LinkedHashMap<>();
  private final Condition score;

  Formulas(Tracks tracks) {
    file =
        tracks.read("scores.yaml", File.class).values().stream()
            .reduce((first, last) -> last)
            .orElseThrow(() -> new IllegalStateException("no track has a scores.yaml"));
    file.formulas().forEach(f -> compiled.put(f.id(), Condition.compile(f.of(), COUNTS)));
    score = Condition.compile(file.score().of(), COUNTS);
  }

  List<Formula> list() {
    return file.formulas();
  }

  /** Each formula's value; null where it can't be computed. */
  Map<String, @Nullable Double> values(Counts counts) {
    var values = counts.values();
    var result = new LinkedHashMap<String, @Nullable Double>();
    compiled.forEach((id, formula) -> result.put(id, rounded(formula.number(values))));
    return result;
  }

  @Nullable Double score(Counts counts) {
    return rounded(score.number(counts.values()));
  }

  private static @Nullable Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 10) / 10.0 : null;
  }
}
