package org.yiwang.platform.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of records in the document. Two controllers may each have a {@code Body}: a record inside a
 * class carries the name of that class, {@code ReportBody}, {@code AuditEntry}.
 */
final class SchemaNames extends TypeNameResolver {
  /** What ends the name of a class that says nothing of its records. */
  private static final String SILENT = "(Controller|^Views|^CaseFile)$";

  private final Map<String, Class<?>> given = new ConcurrentHashMap<>();

  /** The types that have been named so far, by name. */
  Map<String, Class<?>> types() {
    return Map.copyOf(given);
  }

  /**
   * Name of a type.
   *
   * @throws IllegalStateException when two types would share it, and one silently hide the other
   */
  @Override
  protected String nameForClass(Class<?> type, Set<Options> options) {
    var outer = type.getEnclosingClass();
    var name = super.nameForClass(type, options);
    if (outer != null) {
      var prefix = outer.getSimpleName().replaceFirst(SILENT, "");
      name = name.startsWith(prefix) ? name : prefix + name;
    }
    return note(name, type);
  }

  /** A page of something carries the name of both. */
  @Override
  protected String nameForGenericType(JavaType type, Set<Options> options) {
    return note(super.nameForGenericType(type, options), type.getRawClass());
  }

  private String note(String name, Class<?> type) {
    var other = given.putIfAbsent(name, type);
    if (other != null && other != type) {
      throw new IllegalStateException("%s and %s are both called %s".formatted(type, other, name));
    }
    return name;
  }
}
