package org.yiwang.platform.openapi;

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
    var other = given.putIfAbsent(name, type);
    if (other != null && other != type) {
      throw new IllegalStateException("%s and %s are both called %s".formatted(type, other, name));
    }
    return name;
  }
}
