package org.yiwang.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.cases.CaseState;
import org.yiwang.cases.CaseTypes;
import org.yiwang.cases.Cases;
import org.yiwang.cases.NewCase;
import org.yiwang.cases.PastStep;
import org.yiwang.intake.Quarantine;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.territory.Area;
import org.yiwang.territory.Areas;

/** Files past reports as cases with their history. */
@Component
public class ReportImport {
  private static final Pattern COLUMN = Pattern.compile("\\{([^}]+)}");
  private static final int ROWS_A_COMMIT = 500;
  private static final int LONGEST_TEXT = 200;

  /** What became of a file. */
  public record Counts(long rows, long stored, long duplicate, long quarantined) {}

  /** A row that can't be used, and why. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String field;

    Unusable(String field, String reason) {
      super(reason);
      this.field = field;
    }
  }

  private record Past(NewCase opened, List<PastStep> steps) {}

  private final Cases cases;
  private final CaseTypes types;
  private final Areas areas;
  private final Quarantine quarantine;
  private final TransactionTemplate transaction;

  ReportImport(
      Cases cases,
      CaseTypes types,
      Areas areas,
      Quarantine quarantine,
      TransactionTemplate transaction) {
    this.cases = cases;
    this.types = types;
    this.areas = areas;
    this.quarantine = quarantine;
    this.transaction = transaction;
  }

  /** Files a whole file, so many rows a commit. */
  public Counts run(Path file, Path mapFile) throws IOException {
    var run = new Run(ReportMap.read(mapFile), file);
    try (var rows = run.map.form().open(file)) {
      var progress = Progress.of(file);
      for (var row = rows.next(); row != null; row = rows.next()) {
        run.take(row);
        progress.show(rows.position(), run.rows);
      }
      run.store();
      progress.finish(run.rows);
    }
    return new Counts(run.rows, run.stored, run.duplicate, run.quarantined);
  }

  /** One file being read. */
  private final class Run {
    private final ReportMap map;
    private final String source;
    private final TimeForm.Reader opened;
    private final Map<ReportMap.Step, TimeForm.Reader> times = new HashMap<>();
    private final List<Past> waiting = new ArrayList<>();
    private long rows;
    private long stored;
    private long duplicate;
    private long quarantined;

    Run(ReportMap map, Path file) {
      this.map = map;
      this.source = "import " + file.getFileName();
      this.opened = Objects.requireNonNull(map.opened()).reader();
      for (var step : map.steps()) {
        var at = step.at();
        if (at != null) {
          times.put(step, at.reader());
        }
      }
    }

    void take(Rows.Row row) {
      rows++;
      try {
        var values = row.values();
        if (values == null) {
          throw new Unusable("", String.valueOf(row.fault()));
        }
        var past = opened(values);
        waiting.add(new Past(past, steps(values, past.openedAt())));
        if (waiting.size() >= ROWS_A_COMMIT) {
          store();
        }
      } catch (Unusable e) {
        quarantined++;
        quarantine.keep(
            source,
            row.line(),
            e.field,
            shortened(String.valueOf(e.getMessage())),
            shortened(row.text()));
      }
    }

    private static String shortened(String text) {
      return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }

    void store() {
      transaction.executeWithoutResult(t -> {
        for (var past : waiting) {
          if (cases.fileHistory(past.opened(), past.steps()).isPresent()) {
            stored++;
          } else {
            duplicate++;
          }
        }
      });
      waiting.clear();
    }

    private NewCase opened(CSVRecord row) throws Unusable {
      var number = column(row, "number", Objects.requireNonNull(map.number()));
      if (number.isBlank()) {
        throw new Unusable("number", "is missing");
      }
      var type = choice(row, "type", map.type());
      if (types.list().stream().noneMatch(known -> known.id().equals(type))) {
        throw new Unusable("type", "there is no case type " + type);
      }
      var at = time(row, "opened", opened);
      var area = area(row);
      return new NewCase(
          "import/" + map.name() + "/" + number,
          type,
          Text.of(filled(row, map.title())),
          null,
          choice(row, "source", map.source()),
          null,
          null,
          null,
          map.body() == null ? "" : filled(row, map.body()),
          area.code(),
          area.path(),
          areas.placeName(area.code(), areas.today()),
          area.lon(),
          area.lat(),
          at);
    }

    /** The place is the area's as it is today: boundaries of the day of the report are unknown. */
    private Area area(CSVRecord row) throws Unusable {
      var code = choice(row, "area", map.area());
      return areas
          .find(code, areas.today())
          .orElseThrow(() -> new Unusable("area", "there is no area " + code));
    }

    /** Times have to go on from step to step: a case closed before it was opened is a mistake. */
    private List<PastStep> steps(CSVRecord row, Instant opened) throws Unusable {
      var steps = new ArrayList<PastStep>();
      var before = opened;
      for (var step : map.steps()) {
        var condition = step.when();
        if (condition != null && !condition.holds(row)) {
          continue;
        }
        var form = times.get(step);
        var at = form == null ? null : time(row, "history.at", form);
        if (at != null && at.isBefore(before)) {
          throw new Unusable("history.at", "is before the step it follows: " + at);
        }
        before = at == null ? before : at;
        steps.add(
            new PastStep(
                state(step),
                at,
                filled(row, step.actor()),
                step.note() == null ? null : filled(row, step.note()),
                Boolean.TRUE.equals(step.overdue())));
      }
      return steps;
    }

    private static CaseState state(ReportMap.Step step) {
      var code = String.valueOf(step.state());
      for (var state : CaseState.values()) {
        if (state.code().equals(code)) {
          return state;
        }
      }
      throw Refused.invalid("history.state", code + " is no state of a case");
    }
  }

  private static Instant time(CSVRecord row, String key, TimeForm.Reader reader) throws Unusable {
    try {
      return reader.read(row);
    } catch (DateTimeException e) {
      throw new Unusable(key, "can't be read: " + reader.text(row));
    }
  }

  private static String choice(CSVRecord row, String key, ReportMap.@Nullable Choice choice)
      throws Unusable {
    var column = choice == null ? null : choice.column();
    var said = column == null ? "" : column(row, key, column);
    var value = choice == null ? null : choice.of(row);
    if (value == null) {
      throw new Unusable(key, "the map has none for '" + said + "'");
    }
    return value;
  }

  private static String column(CSVRecord row, String key, String name) {
    if (!row.isMapped(name)) {
      throw Refused.invalid(key, "the file has no column " + name);
    }
    return row.get(name);
  }

  /** A text with the row's values in place of {@code {column}}. */
  private static String filled(CSVRecord row, @Nullable String template) {
    return COLUMN
        .matcher(template == null ? "" : template)
        .replaceAll(found -> Matcher.quoteReplacement(column(row, found.group(), found.group(1))));
  }
}
