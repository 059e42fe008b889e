package org.yiwang.platform;

import java.util.List;

/**
 * A request that can't be fulfilled, with the reason a person can act on. The web edge turns it
 * into problem details (RFC 9457), the command line into one line.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal it is; decides the HTTP status. */
  public enum Kind {
    INVALID(400),
    NOT_SIGNED_IN(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    TOO_LARGE(413),
    TOO_MANY(429);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status that says the same. */
    public int status() {
      return status;
    }
  }

  /**
   * One thing that is wrong.
   *
   * @param field name of the field as the caller wrote it, or a path like {@code [3].value}
   * @param reason what is wrong with it, in a plain sentence
   */
  public record Fault(String field, String reason) {}

  private final Kind kind;
  private final transient List<Fault> faults;
  private final int retryAfterSeconds;

  private Refused(Kind kind, String message, List<Fault> faults, int retryAfterSeconds) {
    super(message);
    this.kind = kind;
    this.faults = List.copyOf(faults);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** A field holds something that can't be used. */
  public static Refused invalid(String field, String reason) {
    return invalid(List.of(new Fault(field, reason)));
  }

  /** Several fields hold something that can't be used. */
  public static Refused invalid(List<Fault> faults) {
    var first = faults.getFirst();
    return new Refused(Kind.INVALID, first.field() + ": " + first.reason(), faults, 0);
  }

  /** The named thing does not exist, or not for this caller. */
  public static Refused notFound(String field, Object value) {
    var reason = "nothing found for " + value;
    return new Refused(Kind.NOT_FOUND, field + ": " + reason, List.of(new Fault(field, reason)), 0);
  }

  /** The state of the thing does not allow it, or somebody else changed it first. */
  public static Refused conflict(String field, String reason) {
    return new Refused(Kind.CONFLICT, field + ": " + reason, List.of(new Fault(field, reason)), 0);
  }

  /** Nobody is signed in, or the name and password do not match. */
  public static Refused notSignedIn(String reason) {
    return new Refused(Kind.NOT_SIGNED_IN, reason, List.of(), 0);
  }

  /** The caller lacks a right, or has it for another area. */
  public static Refused forbidden(String reason) {
    return new Refused(Kind.FORBIDDEN, reason, List.of(), 0);
  }

  /** More than is taken at once. */
  public static Refused tooLarge(String field, String reason) {
    return new Refused(Kind.TOO_LARGE, field + ": " + reason, List.of(new Fault(field, reason)), 0);
  }

  /** Too much for now; the same request may be sent again later. */
  public static Refused tooMany(String reason, int retryAfterSeconds) {
    return new Refused(Kind.TOO_MANY, reason, List.of(), retryAfterSeconds);
  }

  public Kind kind() {
    return kind;
  }

  public List<Fault> faults() {
    return faults;
  }

  /** Seconds after which another try makes sense; 0 where that is not known. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
