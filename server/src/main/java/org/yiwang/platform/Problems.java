package org.yiwang.platform;

import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Every error answer of the API: problem details (RFC 9457) that name the field and the reason. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Refused refused) {
    var headers = new HttpHeaders();
    if (refused.retryAfterSeconds() > 0) {
      headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(refused.retryAfterSeconds()));
    }
    var problem =
        problem(refused.kind().status(), String.valueOf(refused.getMessage()), refused.faults());
    return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException e) {
    var reason = "can't be read as " + readable(e.getRequiredType());
    return badRequest(e.getName(), reason);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notMultipart(MultipartException e) {
    return badRequest("file", "must be sent as multipart/form-data");
  }

  /** An address whose percent signs do not stand for UTF-8, or a form that is none. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadableParameters(InvalidParameterException e) {
    return badRequest("query", "can't be read: it must be percent-encoded UTF-8");
  }

  /** A header with characters that no header may have; seen only when it is looked at. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadableHeader(RequestRejectedException e) {
    return badRequest("header", "holds characters that a header can't have");
  }

  /** Anything nobody foresaw: the log has the whole of it, the answer nothing of the inside. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unforeseen(Exception e) {
    if (isBrokenConnection(e)) {
      return ResponseEntity.noContent().build();
    }
    if (DatabaseAway.isCauseOf(e)) {
      log.warn("A request could not be answered without the database: {}", e.getMessage());
      var problem = problem(503, "The database does not answer; try again.", List.of());
      return ResponseEntity.status(503).header(HttpHeaders.RETRY_AFTER, "2").body(problem);
    }
    log.error("A request failed for a reason of our own", e);
    var problem = problem(500, "The server failed; its log has the reason.", List.of());
    return ResponseEntity.status(500).body(problem);
  }

  @Override
  protected ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var fault = new Refused.Fault(e.getParameterName(), "is missing");
    return ResponseEntity.status(status)
        .body(problem(400, fault.field() + ": is missing", List.of(fault)));
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    var field = "body";
    var reason = "is not the JSON that is expected here";
    if (e.getCause() instanceof JacksonException json) {
      var path = json.getPathReference();
      if (!json.getPath().isEmpty()) {
        field = inner(path);
      }
      var where = json.getLocation();
      if (where != null && where.getLineNr() > 0) {
        reason += " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
      }
    }
    return ResponseEntity.status(400)
        .body(problem(400, field + ": " + reason, List.of(new Refused.Fault(field, reason))));
  }

  /** Jackson's {@code org.x.Body["photos"]->java.util.ArrayList[0]} as {@code photos[0]}. */
  private static String inner(String path) {
    return path.replaceAll("(?:->)?[\\w.$]+\\[\"", ".")
        .replaceAll("(?:->)?[\\w.$]+\\[(\\d+)]", "[$1]")
        .replace("\"]", "")
        .replaceFirst("^\\.", "");
  }

  private static ResponseEntity<ProblemDetail> badRequest(String field, String reason) {
    return ResponseEntity.badRequest()
        .body(problem(400, field + ": " + reason, List.of(new Refused.Fault(field, reason))));
  }

  private static ProblemDetail problem(int status, String detail, List<Refused.Fault> faults) {
    var problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
    if (!faults.isEmpty()) {
      problem.setProperty("errors", faults);
    }
    return problem;
  }

  private static String readable(@Nullable Class<?> type) {
    if (type == null) {
      return "the expected type";
    }
    return switch (type.getSimpleName()) {
      case "Integer", "int", "Long", "long" -> "a whole number";
      case "Double", "double" -> "a number";
      case "Instant" -> "a time such as 2026-11-21T08:00:00Z";
      case "LocalDate" -> "a day such as 2026-11-21";
      default -> type.getSimpleName();
    };
  }

  private static boolean isBrokenConnection(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause
          .getClass()
          .getSimpleName()
          .matches("ClientAbortException|AsyncRequestNotUsable.*")) {
        return true;
      }
    }
    return false;
  }
}
