package org.yiwang.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yiwang.cases.CaseState;
import org.yiwang.engine.Level;
import org.yiwang.support.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API says what the server does, no more and no less. */
class ApiDocumentTests {
  private static final Path COPY = Path.of("../docs/operations/openapi.json");
  @AutoClose private static TestServer server;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    document = server.get("", "/api/v1/openapi.json").body();
  }

  @Test
  void everyEndpointIsDescribedAndNoOther() {
    var described = new TreeSet<String>();
    document
        .get("paths")
        .forEachEntry((path, item) ->
            item.forEachEntry((verb, operation) -> {
              described.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path);
              assertThat(operation.path("summary").asString("")).as(verb + " " + path).isNotBlank();
            }));
    var mapped = new TreeSet<String>();
    var mapping = (RequestMappingHandlerMapping) server.named("requestMappingHandlerMapping");
    mapping
        .getHandlerMethods()
        .forEach((info, method) ->
            info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/") && !path.contains("/openapi."))
                .forEach(path ->
                    info.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> mapped.add(verb + " " + path))));
    assertThat(described).isEqualTo(mapped);
  }

  /** springdoc leaves out what it can't describe, such as two records of one name. */
  @Test
  void everyAnswerIsDescribed() {
    var silent = new TreeSet<String>();
    document
        .get("paths")
        .forEachEntry((path, item) ->
            item.forEachEntry((verb, operation) -> {
              var responses = operation.get("responses");
              if (!responses.path("200").has("content") && !responses.path("201").has("content")) {
                silent.add(verb + " " + path);
              }
            }));
    assertThat(silent)
        .containsExactly(
            "delete /api/v1/session",
            "post /api/v1/notices/read",
            "post /api/v1/notices/{id}/read",
            "post /api/v1/positions",
            "post /api/v1/session/password");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.get("openapi").asString()).startsWith("3.1");
    document
        .findValuesAsString("$ref")
        .forEach(reference ->
            assertThat(document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    var ids = document.findValuesAsString("operationId");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void anErrorIsDescribedAsItIsSent() {
    var sent = server.get("administrator", "/api/v1/scores?kind=x").body();
    var described = document.at("/components/schemas/Problem/properties");
    sent.propertyNames().forEach(name -> assertThat(described.has(name)).as(name).isTrue());
  }

  @Test
  void wordsThatAreListedAreThoseOfTheCode() {
    var summary = document.at("/components/schemas/CaseSummary/properties");
    assertThat(wordsOf(summary.get("state")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CaseState.values()).map(CaseState::code).toList());
    assertThat(wordsOf(summary.get("level")))
        .containsExactlyElementsOf(Arrays.stream(Level.values()).map(Level::name).toList());
  }

  private static List<String> wordsOf(JsonNode field) {
    return field.get("enum").valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void theCopyInTheDocumentsIsUpToDate() throws IOException {
    var text =
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(document)
            + "\n";
    Files.writeString(Path.of("target/openapi.json"), text);
    assertThat(text)
        .as("target/openapi.json has the document as it is now")
        .isEqualTo(Files.readString(COPY));
  }
}
