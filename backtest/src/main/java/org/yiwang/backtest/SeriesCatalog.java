package org.yiwang.backtest;

import java.util.HashMap;
import java.util.Map;
import org.yiwang.dayfiles.SeriesName;
import org.yiwang.engine.Catalog;

/**
 * A catalog that grows as series are met by their names, and gives each the next number. All come
 * by one source: what is in order needs no patience with what is late.
 */
public final class SeriesCatalog {
  private final Catalog catalog = new Catalog();
  private final Map<String, Integer> subjects = new HashMap<>();
  private final Map<String, Integer> series = new HashMap<>();

  public SeriesCatalog() {
    catalog.addSource(0, 0, 0, 0);
  }

  public Catalog catalog() {
    return catalog;
  }

  /** The number of a series; where it is new, what its name says of it is taken in. */
  public int number(SeriesName name) {
    var key = name.subject() + "\n" + name.device() + "\n" + name.property();
    var known = series.get(key);
    if (known != null) {
      return known;
    }
    var number = series.size();
    series.put(key, number);
    var subject = subjects.get(name.subject());
    if (subject == null) {
      subject = subjects.size();
      subjects.put(name.subject(), subject);
      catalog.addSubject(subject, name.kind(), name.subject(), name.area(), name.lon(), name.lat());
    }
    catalog.addSeries(number, name.device(), name.property(), name.unit(), subject, 0);
    return number;
  }
}
