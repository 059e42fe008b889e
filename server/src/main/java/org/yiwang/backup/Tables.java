package org.yiwang.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What PostgreSQL says of the tables that belong to an installation. */
final class Tables {
  /** Tables the program makes for itself on every start: they say how far the schema is. */
  private static final String NOT_OURS =
      "('pg_catalog', 'information_schema') and c.relname not in ('flyway_schema_history',"
          + " 'migrated')";

  /**
   * A table with the columns that are stored, in their order.
   *
   * @param name with its schema, quoted as SQL wants it
   */
  record Table(String name, List<String> columns) {
    String columnList() {
      return String.join(", ", columns);
    }
  }

  private Tables() {}

  /** All tables, each after those it refers to; partitions are part of their table. */
  static List<Table> list(Connection connection) throws SQLException {
    var columns = columns(connection);
    var references = references(connection);
    var ordered = new ArrayList<Table>();
    var done = new HashSet<String>();
    for (var table : columns.keySet()) {
      visit(table, columns, references, done, ordered);
    }
    return ordered;
  }

  private static void visit(
      String table,
      Map<String, List<String>> columns,
      Map<String, Set<String>> references,
      Set<String> done,
      List<Table> ordered) {
    if (!done.add(table)) {
      return;
    }
    for (var other : references.getOrDefault(table, Set.of())) {
      visit(other, columns, references, done, ordered);
    }
    ordered.add(new Table(table, columns.getOrDefault(table, List.of())));
  }

  private static Map<String, List<String>> columns(Connection connection) throws SQLException {
    var columns = new TreeMap<String, List<String>>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select format('%I.%I', n.nspname, c.relname), quote_ident(a.attname)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid
                where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_'
                  and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  and n.nspname not in
                """
                    + NOT_OURS
                    + " order by 1, a.attnum")) {
      while (rows.next()) {
        columns.computeIfAbsent(rows.getString(1), t -> new ArrayList<>()).add(rows.getString(2));
      }
    }
    return columns;
  }

  private static Map<String, Set<String>> references(Connection connection) throws SQLException {
    var references = new HashMap<String, Set<String>>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select format('%I.%I', n.nspname, c.relname), format('%I.%I', m.nspname, r.relname)
                from pg_constraint k
                join pg_class c on c.oid = k.conrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_class r on r.oid = k.confrelid
                join pg_namespace m on m.oid = r.relnamespace
                where k.contype = 'f' and not c.relispartition and c.oid <> r.oid
                """)) {
      while (rows.next()) {
        references.computeIfAbsent(rows.getString(1), t -> new HashSet<>()).add(rows.getString(2));
      }
    }
    return references;
  }

  /** Partitions by name, each with its table and bounds, as statements that make them. */
  static Map<String, String> partitions(Connection connection) throws SQLException {
    var partitions = new TreeMap<String, String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select format('%I.%I', n.nspname, c.relname),
                       format('%I.%I', m.nspname, p.relname) || ' '
                         || pg_get_expr(c.relpartbound, c.oid)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_inherits i on i.inhrelid = c.oid
                join pg_class p on p.oid = i.inhparent
                join pg_namespace m on m.oid = p.relnamespace
                where c.relispartition and c.relkind = 'r'
                """)) {
      while (rows.next()) {
        partitions.put(rows.getString(1), rows.getString(2));
      }
    }
    return partitions;
  }

  /** How far the sequences are, by name. */
  static Map<String, Long> sequences(Connection connection) throws SQLException {
    var sequences = new TreeMap<String, Long>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select format('%I.%I', schemaname, sequencename), last_value from pg_sequences
                where last_value is not null
                """)) {
      while (rows.next()) {
        sequences.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sequences;
  }
}
