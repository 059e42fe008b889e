package org.yiwang.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;

/**
 * Stands before every endpoint: lets in who has the right it {@link Needs}, and notes every write
 * and every look at personal data before it happens, so that none can happen unnoted.
 */
@Component
class Gate implements HandlerInterceptor {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /**
   * Readings are their own record, thousands a second: their batches are not audited one by one.
   */
  private static final Set<String> NOT_AUDITED = Set.of("reading.write", "position.send");

  /** Rights to see what is personal: every use of one is noted, a look as much as a change. */
  private static final Set<String> PERSONAL = Set.of("people.contact", "task.contact");

  private final Audit audit;

  Gate(Audit audit) {
    this.audit = audit;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return true;
    }
    var needs = method.getMethodAnnotation(Needs.class);
    if (needs == null) {
      throw Refused.forbidden("this endpoint is open to nobody");
    }
    if (needs.value().equals(Needs.NOTHING)) {
      return true;
    }
    var caller = SignInFilter.caller(request);
    if (caller == null) {
      throw Refused.notSignedIn("sign in first, or send a bearer token that is in force");
    }
    if (!needs.value().equals(Needs.SIGN_IN) && !caller.has(needs.value())) {
      throw Refused.forbidden("the right " + needs.value() + " is needed");
    }
    if (!READING.contains(request.getMethod())) {
      if (SignInFilter.isForged(request)) {
        throw Refused.forbidden("the header " + SignInFilter.CSRF_HEADER + " is missing or wrong");
      }
      if (!NOT_AUDITED.contains(needs.value())) {
        note(caller, request);
      }
    } else if (PERSONAL.contains(needs.value())) {
      note(caller, request);
    }
    return true;
  }

  private void note(Caller caller, HttpServletRequest request) {
    var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    audit.record(caller, request.getMethod() + " " + pattern, request.getRequestURI(), "");
  }
}
