package org.yiwang.registry;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is to be registered, as an import or a request says it. */
final class Drafts {
  private Drafts() {}

  /** A subject; its grid follows from its position. */
  record NewSubject(
      String code, String kind, String name, double lon, double lat, JsonNode attributes) {}

  /**
   * A device on a subject.
   *
   * @param subject code of the subject
   * @param lon degrees, WGS-84; null for the subject's own position, and lat with it
   * @param datastreams unit by property
   */
  record NewDevice(
      String code,
      String name,
      String kind,
      String subject,
      @Nullable Double lon,
      @Nullable Double lat,
      Map<String, String> datastreams) {}
}
