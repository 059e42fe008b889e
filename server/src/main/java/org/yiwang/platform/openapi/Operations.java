package org.yiwang.platform.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;
import org.yiwang.platform.Needs;

/** Puts into each operation who may call it, from the annotation that the gate obeys. */
class Operations implements OperationCustomizer {
  static final String SESSION = "session";
  static final String CSRF = "csrf";
  static final String TOKEN = "token";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    var needs = method.getMethodAnnotation(Needs.class);
    var module = method.getBeanType().getPackageName();
    operation.setTags(List.of(module.substring(module.lastIndexOf('.') + 1)));
    if (needs == null || needs.value().equals(Needs.NOTHING)) {
      operation.setSecurity(List.of());
    } else {
      operation.setSecurity(
          List.of(
              new SecurityRequirement().addList(SESSION).addList(CSRF),
              new SecurityRequirement().addList(TOKEN)));
      operation.addExtension("x-right", needs.value());
    }
    return operation;
  }
}
