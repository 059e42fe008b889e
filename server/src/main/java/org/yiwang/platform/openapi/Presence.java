package org.yiwang.platform.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is always there and what may be null, as the records say it: whatever is not marked {@link
 * Nullable} has a value. An answer names all its fields, those without a value as null; in what is
 * sent, a field that may be null may be left out.
 */
final class Presence {
  private static final String PREFIX = "#/components/schemas/";

  private final Map<String, Schema<?>> schemas;
  private final Map<String, Class<?>> types;
  private final Set<String> answered = new HashSet<>();

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Presence(OpenAPI api, Map<String, Class<?>> types) {
    this.schemas = (Map) api.getComponents().getSchemas();
    this.types = types;
  }

  /**
   * Marks the schemas of a document.
   *
   * @param types of which its schemas are made, by name
   */
  static void mark(OpenAPI api, Map<String, Class<?>> types) {
    var presence = new Presence(api, types);
    for (var item : api.getPaths().values()) {
      for (var operation : item.readOperations()) {
        for (var response : operation.getResponses().values()) {
          if (response.getContent() != null) {
            response.getContent().values().forEach(media -> presence.reach(media.getSchema()));
          }
        }
      }
    }
    presence.schemas.forEach(presence::mark);
  }

  private void reach(@Nullable Schema<?> schema) {
    if (schema == null) {
      return;
    }
    var reference = schema.get$ref();
    if (reference != null) {
      var name = reference.substring(PREFIX.length());
      if (answered.add(name)) {
        reach(schemas.get(name));
      }
    }
    reach(schema.getItems());
    if (schema.getAdditionalProperties() instanceof Schema<?> values) {
      reach(values);
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(this::reach);
    }
  }

  private void mark(String name, Schema<?> schema) {
    var type = types.get(name);
    if (type == null || !type.isRecord() || schema.getProperties() == null) {
      return;
    }
    var required = new ArrayList<String>();
    mark(schema.getProperties(), type, answered.contains(name), required);
    schema.setRequired(required);
  }

  @SuppressWarnings("rawtypes") // as the model has them
  private static void mark(
      Map<String, Schema> properties, Class<?> type, boolean isAnswer, List<String> required) {
    for (var component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        mark(properties, component.getType(), isAnswer, required);
        continue;
      }
      var property = propertyOf(component, properties.keySet());
      if (property == null) {
        continue;
      }
      var isNullable = isNullable(component.getAnnotatedType());
      if (!isNullable || isAnswer) {
        required.add(property);
      }
      var described =
          markParts(requireNonNull(properties.get(property)), component.getAnnotatedType());
      properties.put(property, isNullable ? orNull(described) : described);
    }
  }

  /**
   * A component {@code onFailure} may be written {@code on-failure}, and {@code case_} is a case.
   */
  private static @Nullable String propertyOf(RecordComponent component, Set<String> names) {
    var plain = plain(component.getName());
    return names.stream().filter(name -> plain(name).equals(plain)).findFirst().orElse(null);
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  /** The same for what a list or map holds. */
  private static Schema<?> markParts(Schema<?> schema, AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType generic) {
      var last = generic.getAnnotatedActualTypeArguments();
      if (last.length > 0 && isNullable(last[last.length - 1])) {
        if (schema.getItems() != null) {
          schema.setItems(orNull(schema.getItems()));
        } else if (schema.getAdditionalProperties() instanceof Schema<?> values) {
          schema.setAdditionalProperties(orNull(values));
        }
      }
    }
    return schema;
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() != null) {
      var nothing = new Schema<>();
      nothing.addType("null");
      return new Schema<>()
          .oneOf(List.of(new Schema<>().$ref(schema.get$ref()), nothing))
          .description(schema.getDescription());
    }
    if (schema.getTypes() != null) {
      schema.addType("null");
    }
    return schema;
  }
}
