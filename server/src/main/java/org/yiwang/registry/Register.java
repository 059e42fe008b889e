package org.yiwang.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yiwang.registry.Drafts.NewDevice;
import org.yiwang.registry.Drafts.NewSubject;
import org.yiwang.territory.Area;
import org.yiwang.territory.Areas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only writer of subjects, devices and datastreams. What it is given was checked ({@link
 * Checks}).
 */
@Component
class Register {
  private final JdbcClient sql;
  private final Kinds kinds;
  private final Datastreams datastreams;
  private final Areas areas;
  private final Checks checks;
  private final JsonMapper json;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private volatile long seen;

  Register(
      JdbcClient sql,
      Kinds kinds,
      Datastreams datastreams,
      Areas areas,
      Checks checks,
      JsonMapper json,
      ApplicationEventPublisher events,
      TransactionTemplate transactions) {
    this.sql = sql;
    this.kinds = kinds;
    this.datastreams = datastreams;
    this.areas = areas;
    this.checks = checks;
    this.json = json;
    this.events = events;
    this.transactions = transactions;
    seen = revision();
  }

  /** Those of the subjects that are registered, by code. */
  Map<String, NewSubject> findSubjects(Collection<String> codes) {
    var result = new HashMap<String, NewSubject>();
    sql.sql(
            """
            select code, kind, name, lon, lat, attributes from registry.subject
            where code = any(?)
            """)
        .param(codes.toArray(String[]::new))
        .query((row, n) ->
            new NewSubject(
                row.getString("code"),
                row.getString("kind"),
                row.getString("name"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                json.readTree(row.getString("attributes"))))
        .list()
        .forEach(subject -> result.put(subject.code(), subject));
    return result;
  }

  /** Those of the devices that are registered, by code; their positions as they are stored. */
  Map<String, NewDevice> findDevices(Collection<String> codes) {
    var units = new HashMap<String, Map<String, String>>();
    for (var code : codes) {
      units.put(code, datastreams.unitsOf(code));
    }
    var result = new HashMap<String, NewDevice>();
    sql.sql(
            """
            select d.code, d.name, d.kind, u.code as subject, d.lon, d.lat
            from registry.device d join registry.subject u on u.id = d.subject
            where d.code = any(?)
            """)
        .param(codes.toArray(String[]::new))
        .query((row, n) ->
            new NewDevice(
                row.getString("code"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("subject"),
                row.getDouble("lon"),
                row.getDouble("lat"),
                units.getOrDefault(row.getString("code"), Map.of())))
        .list()
        .forEach(device -> result.put(device.code(), device));
    return result;
  }

  /** Stores sound subjects; one with a known code takes the place of the old. */
  List<Long> putSubjects(Collection<NewSubject> subjects) {
    return change(() -> {
      var numbers = new ArrayList<Long>();
      for (var subject : subjects) {
        numbers.add(put(subject, checks.gridOf(subject)));
      }
      publish(new SubjectChanged(numbers));
      return numbers;
    });
  }

  private long put(NewSubject subject, Area grid) {
    return sql.sql(
            """
            insert into registry.subject
              (code, kind, name, lon, lat, area, area_path, attributes)
            values (:code, :kind, :name, :lon, :lat, :area, :path, :attributes::jsonb)
            on conflict (code) do update set
              kind = excluded.kind,
              name = excluded.name,
              lon = excluded.lon,
              lat = excluded.lat,
              area = excluded.area,
              area_path = excluded.area_path,
              attributes = excluded.attributes
            returning id
            """)
        .param("code", subject.code())
        .param("kind", subject.kind())
        .param("name", subject.name())
        .param("lon", subject.lon())
        .param("lat", subject.lat())
        .param("area", grid.code())
        .param("path", grid.path())
        .param("attributes", text(subject.attributes()))
        .query(Long.class)
        .single();
  }

  /** Stores sound devices on known subjects, with their datastreams; none are taken away. */
  void putDevices(Collection<NewDevice> devices) {
    change(() -> {
      for (var device : devices) {
        var number = put(device);
        var known = datastreams.unitsOf(device.code());
        // Only what is new is inserted: a conflict would use up one of the dense numbers.
        device
            .datastreams()
            .forEach((property, unit) -> {
              if (!known.containsKey(property)) {
                addDatastream(number, property, unit);
              } else if (!unit.equals(known.get(property))) {
                changeUnit(number, property, unit);
              }
            });
      }
      return devices.size();
    });
  }

  private long put(NewDevice device) {
    return sql.sql(
            """
            insert into registry.device (code, kind, name, subject, lon, lat)
            select :code, :kind, :name, u.id,
                   coalesce(:lon::double precision, u.lon), coalesce(:lat::double precision, u.lat)
            from registry.subject u where u.code = :subject
            on conflict (code) do update set
              kind = excluded.kind,
              name = excluded.name,
              subject = excluded.subject,
              lon = excluded.lon,
              lat = excluded.lat
            returning id
            """)
        .param("code", device.code())
        .param("kind", device.kind())
        .param("name", device.name())
        .param("subject", device.subject())
        .param("lon", device.lon())
        .param("lat", device.lat())
        .query(Long.class)
        .single();
  }

  private void addDatastream(long device, String property, String unit) {
    sql.sql(
            """
            insert into registry.datastream (device, property, unit, life_safety)
            values (?, ?, ?, ?)
            """)
        .params(
            device,
            property,
            unit,
            kinds.findProperty(property).map(Property::isLifeSafety).orElse(false))
        .update();
  }

  private void changeUnit(long device, String property, String unit) {
    sql.sql("update registry.datastream set unit = ? where device = ? and property = ?")
        .params(unit, device, property)
        .update();
  }

  /**
   * Subjects follow boundaries by where they stand.
   *
   * @return numbers of those that lie in another grid, or whose path changed
   */
  List<Long> relocate() {
    return change(() -> {
      var today = areas.today();
      var moved = new LinkedHashMap<Long, Area>();
      for (var subject : listAll()) {
        areas
            .locate(subject.lon(), subject.lat(), today)
            .filter(grid -> !grid.path().equals(subject.areaPath()))
            .ifPresent(grid -> moved.put(subject.id(), grid));
      }
      moved.forEach((id, grid) ->
          sql.sql("update registry.subject set area = ?, area_path = ? where id = ?")
              .params(grid.code(), grid.path(), id)
              .update());
      var numbers = List.copyOf(moved.keySet());
      publish(new SubjectChanged(numbers));
      return numbers;
    });
  }

  private List<Subject> listAll() {
    return sql.sql("select id, code, kind, name, lon, lat, area, area_path from registry.subject")
        .query(Subject.class)
        .list();
  }

  private String text(JsonNode attributes) {
    return json.writeValueAsString(attributes);
  }

  /** What is in memory is new before anyone hears of it. */
  private void publish(SubjectChanged event) {
    refresh();
    events.publishEvent(event);
  }

  private <T> T change(Supplier<T> changes) {
    try {
      return Objects.requireNonNull(
          transactions.execute(status -> {
            sql.sql("update registry.revision set number = number + 1").update();
            return changes.get();
          }));
    } finally {
      settle();
    }
  }

  private long revision() {
    return sql.sql("select number from registry.revision").query(Long.class).single();
  }

  /**
   * Takes over what this or another process changed: whoever imports devices by a command and sends
   * their readings by the next one finds them known. Never goes back: a change of this process is
   * shown a moment before it is committed.
   */
  @Scheduled(fixedDelay = 500)
  synchronized void refresh() {
    var revision = revision();
    if (revision > seen) {
      reload(revision);
    }
  }

  /** Shows what is stored: what was shown too early, and then not committed, is taken back. */
  private synchronized void settle() {
    var revision = revision();
    if (revision != seen) {
      reload(revision);
    }
  }

  private void reload(long revision) {
    kinds.reload();
    datastreams.reload();
    seen = revision;
  }
}
