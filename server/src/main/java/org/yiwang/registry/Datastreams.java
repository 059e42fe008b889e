package org.yiwang.registry;

import jakarta.annotation.PostConstruct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;

/**
 * All datastreams, in memory: who sends a reading is resolved once, at the edge, to a dense number.
 * Lookups take no lock; a hundred thousand a second are usual.
 */
@Component
public class Datastreams {
  private final JdbcClient sql;
  private final Map<String, Map<String, Integer>> byDevice = new ConcurrentHashMap<>();
  private final List<Consumer<List<Datastream>>> followers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Datastream[] byId = new Datastream[0];

  Datastreams(JdbcClient sql) {
    this.sql = sql;
  }

  /** Number of a datastream, or -1. */
  public int find(String device, String property) {
    var properties = byDevice.get(device);
    var id = properties == null ? null : properties.get(property);
    return id == null ? -1 : id;
  }

  /** Whether a device with this code is registered. */
  public boolean isDevice(String device) {
    return byDevice.containsKey(device);
  }

  /** Datastreams of a device, in the order of their properties. */
  public List<Datastream> listOf(String device) {
    return byDevice.getOrDefault(device, Map.of()).values().stream()
        .map(this::get)
        .sorted(Comparator.comparing(Datastream::property))
        .toList();
  }

  /** Unit by property of a device's datastreams; empty where there is no such device. */
  Map<String, String> unitsOf(String device) {
    var units = new TreeMap<String, String>();
    byDevice
        .getOrDefault(device, Map.of())
        .forEach((property, id) -> units.put(property, get(id).unit()));
    return units;
  }

  /**
   * The datastream with a number.
   *
   * @throws Refused when there is none
   */
  public Datastream get(int id) {
    var all = byId;
    var found = id >= 0 && id < all.length ? all[id] : null;
    if (found == null) {
      throw Refused.notFound("datastream", id);
    }
    return found;
  }

  /** Whether lives depend on a datastream. */
  public boolean isLifeSafety(int id) {
    var all = byId;
    var found = id < all.length ? all[id] : null;
    return found != null && found.isLifeSafety();
  }

  /** All datastreams, by number. */
  public List<Datastream> list() {
    var all = new ArrayList<Datastream>();
    for (var one : byId) {
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  /** Datastreams of a subject. */
  public List<Datastream> listOf(long subject) {
    return list().stream().filter(one -> one.subject() == subject).toList();
  }

  /**
   * Tells a follower of all datastreams there are, and of those that are added or changed later.
   */
  public synchronized void follow(Consumer<List<Datastream>> follower) {
    followers.add(follower);
    follower.accept(list());
  }

  /** Takes over what was added to or changed in the tables. */
  @PostConstruct
  public synchronized void reload() {
    var rows =
        sql.sql(
                """
                select s.id, d.code as device, s.property, s.unit,
                       s.life_safety as is_life_safety,
                       u.id as subject, u.code as subject_code, u.kind as subject_kind,
                       u.area_path, d.lon, d.lat
                from registry.datastream s
                join registry.device d on d.id = s.device
                join registry.subject u on u.id = d.subject
                """)
            .query(Datastream.class)
            .list();
    var all = Arrays.copyOf(byId, rows.stream().mapToInt(Datastream::id).max().orElse(-1) + 1);
    var changed = rows.stream().filter(row -> !row.equals(all[row.id()])).toList();
    changed.forEach(row -> all[row.id()] = row);
    byId = all;
    changed.forEach(row ->
        byDevice
            .computeIfAbsent(row.device(), device -> new ConcurrentHashMap<>())
            .put(row.property(), row.id()));
    if (!changed.isEmpty()) {
      followers.forEach(follower -> follower.accept(changed));
    }
  }
}
