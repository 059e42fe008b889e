package org.yiwang.platform.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What all operations share: words, errors, ways to sign in; everything in a fixed order. */
class Finish implements OpenApiCustomizer {
  private static final String PROBLEM = "#/components/schemas/Problem";

  private final ApiWords words;
  private final SchemaNames names;

  Finish(ApiWords words, SchemaNames names) {
    this.words = words;
    this.names = names;
  }

  @Override
  public void customise(OpenAPI api) {
    api.getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((verb, operation) -> finish(verb.name(), path, operation)));
    var components = api.getComponents();
    components.addSecuritySchemes(
        Operations.SESSION,
        new SecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.COOKIE)
            .name("YIWANG_SESSION")
            .description("Set by POST /api/v1/session, for persons in a browser."));
    components.addSecuritySchemes(
        Operations.CSRF,
        new SecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.HEADER)
            .name("X-CSRF-Token")
            .description("The session's csrf; only with a cookie, and not needed to GET."));
    components.addSecuritySchemes(
        Operations.TOKEN,
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("Made by ./yiwang token create, for machines."));
    components.addSchemas("Problem", problem());
    words
        .values()
        .forEach((set, values) ->
            values.fields().forEach(place -> allow(field(components, place), values.are())));
    Presence.mark(api, names.types());
    words.fields().forEach((place, text) -> field(components, place).setDescription(text));
    components.setSchemas(new TreeMap<>(components.getSchemas()));
  }

  /** Of a list, its elements. */
  @SuppressWarnings("unchecked")
  private static void allow(Schema<?> field, List<String> values) {
    var of = field.getItems() == null ? field : field.getItems();
    ((Schema<Object>) of).setEnum(List.copyOf(values));
  }

  private static Schema<?> field(Components components, String place) {
    var schema = components.getSchemas().get(place.substring(0, place.indexOf('.')));
    var field = place.substring(place.indexOf('.') + 1);
    if (schema == null
        || schema.getProperties() == null
        || !schema.getProperties().containsKey(field)) {
      throw new IllegalStateException("no field of the API is called " + place);
    }
    return (Schema<?>) schema.getProperties().get(field);
  }

  private void finish(String verb, String path, Operation operation) {
    var name = verb + " " + path;
    operation.setSummary(words.operations().get(name));
    operation.setOperationId(operationId(verb, path));
    if (operation.getParameters() != null) {
      operation
          .getParameters()
          .forEach(parameter -> {
            var text = words.parameters().get(parameter.getName());
            if (parameter.getDescription() == null && text != null) {
              parameter.setDescription(text);
            }
          });
    }
    var responses = new ApiResponses();
    // springdoc adds the statuses of every exception handler to every operation.
    operation
        .getResponses()
        .forEach((status, response) -> {
          if (status.startsWith("2")) {
            responses.addApiResponse(status, withMedia(response, words.media().get(name)));
          }
        });
    responses.addApiResponse(
        "default",
        new ApiResponse()
            .description("Refused: problem details with the field and the reason.")
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
    operation.setResponses(responses);
    if (operation.getRequestBody() != null) {
      sendFilesAsForms(operation.getRequestBody().getContent());
    }
  }

  private static ApiResponse withMedia(ApiResponse response, @Nullable String media) {
    if (media != null) {
      var answer = response.getContent().values().iterator().next();
      response.setContent(new Content().addMediaType(media, answer));
    }
    return response;
  }

  /** A body with a file in it is a form, which its controller need not say. */
  private static void sendFilesAsForms(Content content) {
    var json = content.get("application/json");
    var properties =
        json == null || json.getSchema() == null ? null : json.getSchema().getProperties();
    if (properties != null && properties.containsKey("file")) {
      content.remove("application/json");
      content.addMediaType("multipart/form-data", json);
    }
  }

  /** {@code POST /api/v1/tasks/{id}/{step}} as {@code postTasksIdStep}. */
  private static String operationId(String verb, String path) {
    var id = new StringBuilder(verb.toLowerCase(java.util.Locale.ROOT));
    for (var part : path.replace("/api/v1", "").split("[^A-Za-z]+", -1)) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }

  private static Schema<?> problem() {
    var fault =
        typed("object", null)
            .addProperty("field", typed("string", "name or path of the field at fault"))
            .addProperty("reason", typed("string", "what is wrong with it"))
            .required(List.of("field", "reason"));
    return typed("object", "Problem details, RFC 9457.")
        .addProperty("title", typed("string", "the status in words"))
        .addProperty("status", typed("integer", null))
        .addProperty("detail", typed("string", "the reason in a sentence"))
        .addProperty("instance", typed("string", "address of the request"))
        .addProperty("errors", typed("array", null).items(fault))
        .required(List.of("status", "title"));
  }

  private static Schema<?> typed(String type, @Nullable String description) {
    var schema = new Schema<>().description(description);
    schema.addType(type);
    return schema;
  }
}
