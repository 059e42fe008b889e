package org.yiwang.dayfiles;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * A Parquet file of somebody else's with a row a reading and the names in its columns: {@code time}
 * (a timestamp, or milliseconds since 1970), {@code device}, {@code property}, {@code value}, and
 * as far as they are there {@code subject}, {@code kind}, {@code unit}, {@code area}, {@code lon},
 * {@code lat}. It is written anew as a day file, and read as one then.
 */
public final class ForeignFile {
  private static final List<String> NEEDED = List.of("time", "device", "property", "value");

  private final DuckDBConnection connection;
  private final String table;
  private final Map<String, String> columns = new HashMap<>();

  private ForeignFile(DuckDBConnection connection, Path file) throws SQLException {
    this.connection = connection;
    this.table = DayFiles.table(List.of(file));
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("describe select * from " + table)) {
      while (rows.next()) {
        columns.put(rows.getString(1), rows.getString(2));
      }
    }
    for (var name : NEEDED) {
      if (!columns.containsKey(name)) {
        throw new DayFileException(file + " has no column '" + name + "'");
      }
    }
  }

  /**
   * Writes it as a day file.
   *
   * @param kind of subjects where the file has no column for it
   * @param units by property, where the file has no column for it
   * @param zone by whose clock times without a zone are
   */
  public static void convert(
      Duck duck, Path file, Path target, String kind, Map<String, String> units, ZoneId zone) {
    try (var connection = duck.connect()) {
      new ForeignFile(connection, file).write(target, kind, units, zone);
    } catch (SQLException e) {
      throw new DayFileException(file + " can't be read", e);
    }
  }

  private void write(Path target, String kind, Map<String, String> units, ZoneId zone)
      throws SQLException {
    execute(
        """
        create or replace temp table named as
        select (row_number() over (order by subject, device, property) - 1)::int as series, *
        from (
          select %s as subject, reading.device::varchar as device,
            reading.property::varchar as property,
            any_value(%s) as unit, any_value(%s) as kind, any_value(%s) as area,
            any_value(%s) as lon, any_value(%s) as lat
          from %s as reading group by all
        )
        """
            .formatted(
                text("subject", "reading.device::varchar"),
                text("unit", "''"),
                text("kind", Duck.quoted(kind)),
                text("area", "'/'"),
                number("lon"),
                number("lat"),
                table));
    execute(
        DayWriter.copy(
            """
            select make_timestamp_ms(%s)::timestamp_ms as time, named.series, value::double as value
            from %s as reading join named
              on named.device = reading.device::varchar
              and named.property = reading.property::varchar and named.subject = %s
            where value is not null
            """
                .formatted(millis(zone), table, text("subject", "reading.device::varchar")),
            target,
            names(units)));
  }

  private List<SeriesName> names(Map<String, String> units) throws SQLException {
    var names = new ArrayList<SeriesName>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select * from named order by series")) {
      while (rows.next()) {
        var property = rows.getString("property");
        var unit = rows.getString("unit");
        names.add(
            new SeriesName(
                rows.getInt("series"),
                rows.getString("device"),
                property,
                unit.isEmpty() ? units.getOrDefault(property, "1") : unit,
                rows.getString("subject"),
                rows.getString("kind"),
                rows.getString("area"),
                rows.getDouble("lon"),
                rows.getDouble("lat")));
      }
    }
    return names;
  }

  private String millis(ZoneId zone) {
    var type = String.valueOf(columns.get("time"));
    if (type.startsWith("TIMESTAMP WITH")) {
      return "epoch_ms(reading.time)";
    }
    return type.startsWith("TIMESTAMP")
        ? "epoch_ms(timezone(" + Duck.quoted(zone.getId()) + ", reading.time::timestamp))"
        : "reading.time::bigint";
  }

  private String text(String column, String otherwise) {
    return columns.containsKey(column)
        ? "coalesce(reading." + column + "::varchar, '')"
        : otherwise;
  }

  private String number(String column) {
    return columns.containsKey(column)
        ? "coalesce(reading." + column + "::double, 0)"
        : "0::double";
  }

  private void execute(String statement) throws SQLException {
    try (var run = connection.createStatement()) {
      run.execute(statement);
    }
  }
}
