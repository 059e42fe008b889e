package org.yiwang.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Text;
import tools.jackson.databind.json.JsonMapper;

/** Kinds of subjects and the properties their devices observe: brought by tracks and imports. */
@Component
public class Kinds {
  private record Loaded(Map<String, Kind> kinds, Map<String, Property> properties) {}

  private final JdbcClient sql;
  private final JsonMapper json;
  private volatile Loaded loaded;

  Kinds(JdbcClient sql, JsonMapper json) {
    this.sql = sql;
    this.json = json;
    loaded = load();
  }

  public Optional<Kind> find(String code) {
    return Optional.ofNullable(loaded.kinds.get(code));
  }

  public List<Kind> list() {
    return List.copyOf(loaded.kinds.values());
  }

  public Optional<Property> findProperty(String code) {
    return Optional.ofNullable(loaded.properties.get(code));
  }

  public List<Property> listProperties() {
    return List.copyOf(loaded.properties.values());
  }

  /** Name of a property; one that nobody named is shown by its code. */
  public Text propertyName(String code) {
    return findProperty(code).map(Property::name).orElse(Text.of(code));
  }

  /**
   * Adds or changes a kind. One that a track brought is changed by tracks only.
   *
   * @return whether anything changed
   */
  boolean put(Kind kind) {
    var old = loaded.kinds.get(kind.code());
    var isTracks = old != null && !old.track().equals(Kind.LOCAL);
    if (kind.equals(old) || (isTracks && kind.track().equals(Kind.LOCAL))) {
      return false;
    }
    sql.sql(
            """
            insert into registry.subject_kind (code, name, schema, track)
            values (:code, :name::jsonb, :schema::jsonb, :track)
            on conflict (code) do update set
              name = excluded.name, schema = excluded.schema, track = excluded.track
            """)
        .param("code", kind.code())
        .param("name", json.writeValueAsString(kind.name()))
        .param("schema", json.writeValueAsString(kind.definition()))
        .param("track", kind.track())
        .update();
    reload();
    return true;
  }

  /**
   * Takes over the {@code kinds.yaml} of a track.
   *
   * @throws IllegalArgumentException with the reason when it can't be used; nothing is taken then
   */
  public void install(String track, String yaml) {
    KindFile.parse(yaml, track).forEach(this::put);
  }

  /** Adds or changes a property. */
  void put(Property property) {
    sql.sql(
            """
            insert into registry.property (code, zh, en, life_safety)
            values (:code, :zh, :en, :safety)
            on conflict (code) do update set
              zh = excluded.zh, en = excluded.en, life_safety = excluded.life_safety
            """)
        .param("code", property.code())
        .param("zh", property.name().zh())
        .param("en", property.name().en())
        .param("safety", property.isLifeSafety())
        .update();
    reload();
  }

  /** Takes over what another process changed. */
  void reload() {
    loaded = load();
  }

  private Loaded load() {
    var kinds = new TreeMap<String, Kind>();
    sql.sql("select code, name, schema, track from registry.subject_kind")
        .query((row, n) ->
            new Kind(
                row.getString("code"),
                json.readValue(row.getString("name"), Text.class),
                json.readTree(row.getString("schema")),
                row.getString("track")))
        .list()
        .forEach(kind -> kinds.put(kind.code(), kind));
    var properties = new TreeMap<String, Property>();
    sql.sql("select code, zh, en, life_safety from registry.property")
        .query((row, n) ->
            new Property(
                row.getString("code"),
                new Text(row.getString("zh"), row.getString("en")),
                row.getBoolean("life_safety")))
        .list()
        .forEach(property -> properties.put(property.code(), property));
    return new Loaded(kinds, properties);
  }
}
