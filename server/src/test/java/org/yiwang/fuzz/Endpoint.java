package org.yiwang.fuzz;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An endpoint of the API as its controller declares it, so that one that is added tomorrow is tried
 * tomorrow.
 *
 * @param pattern its address with variables in braces
 * @param query names and types of its query parameters
 * @param body type of its JSON body, or null
 * @param hasFile it takes a file as multipart/form-data
 */
record Endpoint(
    String verb, String pattern, List<Field> query, @Nullable Type body, boolean hasFile) {
  /** A named value and what the controller reads it as. */
  record Field(String name, Type type) {}

  /** All that the server maps below /api, in the order of their addresses. */
  static List<Endpoint> all(RequestMappingHandlerMapping mapping) {
    var endpoints = new ArrayList<Endpoint>();
    mapping
        .getHandlerMethods()
        .forEach((info, method) -> {
          for (var pattern : info.getPatternValues()) {
            for (var verb : info.getMethodsCondition().getMethods()) {
              if (pattern.startsWith("/api/")) {
                endpoints.add(of(verb.name(), pattern, method));
              }
            }
          }
        });
    endpoints.sort(Comparator.comparing(Endpoint::name));
    return endpoints;
  }

  String name() {
    return pattern + " " + verb;
  }

  private static Endpoint of(String verb, String pattern, HandlerMethod method) {
    var query = new ArrayList<Field>();
    Type body = null;
    var hasFile = false;
    for (var parameter : method.getMethodParameters()) {
      parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
      if (parameter.hasParameterAnnotation(RequestBody.class)) {
        body = parameter.getGenericParameterType();
      } else if (parameter.getParameterType() == MultipartFile.class) {
        hasFile = true;
      } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
        query.add(new Field(name(parameter), parameter.getGenericParameterType()));
      }
    }
    // It reads its body from the request itself, for speed.
    if (pattern.equals("/api/v1/readings") && verb.equals("POST")) {
      body = Reading[].class;
    }
    return new Endpoint(verb, pattern, query, body, hasFile);
  }

  /** One reading as the API takes it. */
  record Reading(String device, String property, String time, double value) {}

  private static String name(MethodParameter parameter) {
    var annotation = parameter.getParameterAnnotation(RequestParam.class);
    var given = annotation == null ? "" : annotation.value();
    return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
  }
}
