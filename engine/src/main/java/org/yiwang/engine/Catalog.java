package org.yiwang.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is who for the engine: subjects, their series and the sources these come by. It may grow
 * while an engine runs: add between two calls of {@link Engine#accept}, from the same thread. Ids
 * are small and dense, given by the caller, and stay what they are.
 */
public final class Catalog {

  /** A subject: a place, component, vehicle or person looked after. */
  public record Subject(
      int id, String kind, String code, String areaPath, double lon, double lat) {}

  /**
   * One observed property of one device of a subject, with the unit its values come in.
   *
   * @param latenessMillis how far behind the watermark its readings still amend what was found;
   *     negative for as far as its source grants
   */
  public record Series(
      int id,
      String device,
      String property,
      String unit,
      int subject,
      int source,
      long latenessMillis) {}

  /**
   * How a source delivers.
   *
   * @param disorderMillis readings come at most this much after a newer one; the source's watermark
   *     follows its newest reading at this distance
   * @param latenessMillis how far behind the watermark a reading still amends what was found
   * @param clockLagMillis how far behind the clock the watermark follows when the source is idle
   */
  public record Source(int id, long disorderMillis, long latenessMillis, long clockLagMillis) {

    /** Judged at once, two minutes of grace, ten seconds behind the clock. */
    public static Source usual(int id) {
      return new Source(id, 0, 120_000, 10_000);
    }
  }

  private final List<@Nullable Subject> subjects = new ArrayList<>();
  private final List<@Nullable Series> series = new ArrayList<>();
  private final List<@Nullable Source> sources = new ArrayList<>();
  private final List<Series> seriesInOrder = new ArrayList<>();

  public Catalog addSubject(
      int id, String kind, String code, String areaPath, double lon, double lat) {
    put(subjects, id, new Subject(id, kind, code, areaPath, lon, lat));
    return this;
  }

  /** Adds a series of a subject that is already there. */
  public Catalog addSeries(
      int id, String device, String property, String unit, int subject, int source) {
    return addSeries(id, device, property, unit, subject, source, -1);
  }

  /** Adds a series that grants a lateness of its own. */
  public Catalog addSeries(
      int id,
      String device,
      String property,
      String unit,
      int subject,
      int source,
      long latenessMillis) {
    if (findSubject(subject) == null) {
      throw new IllegalArgumentException("series " + id + " belongs to no known subject");
    }
    var added = new Series(id, device, property, unit, subject, source, latenessMillis);
    put(series, id, added);
    seriesInOrder.add(added);
    if (findSource(source) == null) {
      put(sources, source, Source.usual(source));
    }
    return this;
  }

  /** Says how a source delivers; to be said before its first series is added. */
  public Catalog addSource(int id, long disorderMillis, long latenessMillis, long clockLagMillis) {
    put(sources, id, new Source(id, disorderMillis, latenessMillis, clockLagMillis));
    return this;
  }

  /** All series, in the order they were added. */
  public List<Series> series() {
    return Collections.unmodifiableList(seriesInOrder);
  }

  public @Nullable Subject findSubject(int id) {
    return id < subjects.size() ? subjects.get(id) : null;
  }

  public @Nullable Series findSeries(int id) {
    return id < series.size() ? series.get(id) : null;
  }

  @Nullable Source findSource(int id) {
    return id < sources.size() ? sources.get(id) : null;
  }

  /** How far behind the watermark of its source a series may come. */
  long lateness(Series of) {
    var source = findSource(of.source());
    boolean own = of.latenessMillis() >= 0;
    return own || source == null ? Math.max(0, of.latenessMillis()) : source.latenessMillis();
  }

  /** One more than the greatest source id so far. */
  int sources() {
    return sources.size();
  }

  Subject getSubject(int id) {
    var found = findSubject(id);
    if (found == null) {
      throw new IllegalArgumentException("no subject " + id);
    }
    return found;
  }

  Series getSeries(int id) {
    var found = findSeries(id);
    if (found == null) {
      throw new IllegalArgumentException("no series " + id);
    }
    return found;
  }

  /** Number of series added so far; {@link #seriesAdded} counts through them in that order. */
  int size() {
    return seriesInOrder.size();
  }

  Series seriesAdded(int index) {
    return seriesInOrder.get(index);
  }

  private static <T> void put(List<@Nullable T> list, int id, T item) {
    if (id < 0) {
      throw new IllegalArgumentException("ids are not negative: " + id);
    }
    while (list.size() <= id) {
      list.add(null);
    }
    if (list.get(id) != null) {
      throw new IllegalArgumentException("id is taken: " + item);
    }
    list.set(id, item);
  }
}
