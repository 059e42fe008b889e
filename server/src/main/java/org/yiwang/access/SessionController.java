package org.yiwang.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.people.People;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;
import org.yiwang.territory.Area;
import org.yiwang.territory.Areas;

/** Sign in, see who one is, sign out. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
  record SignIn(@Nullable String login, @Nullable String password) {}

  record NewPassword(@Nullable String old, @Nullable String next) {}

  record UnitName(long id, String name) {}

  record AreaName(String code, String name) {}

  /** The account; the person behind it, their unit and masked telephone number if there is one. */
  record User(
      long id,
      String login,
      String name,
      @Nullable Long person,
      @Nullable UnitName unit,
      @Nullable String phone) {}

  /** A role held; without an area it holds everywhere. */
  record GrantView(
      String role, @Nullable AreaName area, String areaPath, @Nullable String category) {}

  record SessionView(User user, List<GrantView> grants, Set<String> rights, String csrf) {}

  private final Accounts accounts;
  private final Callers callers;
  private final People people;
  private final Areas areas;

  SessionController(Accounts accounts, Callers callers, People people, Areas areas) {
    this.accounts = accounts;
    this.callers = callers;
    this.people = people;
    this.areas = areas;
  }

  @Needs(Needs.NOTHING)
  @PostMapping
  ResponseEntity<SessionView> signIn(@RequestBody SignIn body, HttpServletRequest request) {
    if (body.login() == null || body.login().isBlank()) {
      throw Refused.invalid("login", "is missing");
    }
    if (body.password() == null || body.password().isEmpty()) {
      throw Refused.invalid("password", "is missing");
    }
    var token = callers.open(accounts.check(body.login(), body.password()));
    var session = callers.bySession(token).orElseThrow();
    return ResponseEntity.ok()
        .header(HttpHeaders.SET_COOKIE, cookie(token, Callers.SESSION.toSeconds(), request))
        .body(view(session));
  }

  @Needs(Needs.SIGN_IN)
  @GetMapping
  SessionView current(HttpServletRequest request, Caller caller) {
    var session = SignInFilter.session(request);
    return view(session == null ? new Callers.Session(caller, caller.name(), "") : session);
  }

  /** Changes one's own password; whoever is signed in with the old one has to sign in again. */
  @Needs(Needs.SIGN_IN)
  @PostMapping("/password")
  ResponseEntity<Void> changePassword(@RequestBody NewPassword body, HttpServletRequest request) {
    var session = SignInFilter.session(request);
    if (session == null) {
      throw Refused.conflict("session", "only a person who is signed in has a password");
    }
    if (body.old() == null || body.next() == null) {
      throw Refused.invalid(body.old() == null ? "old" : "next", "is missing");
    }
    try {
      accounts.changePassword(session.login(), body.old(), body.next());
    } catch (Refused wrong) {
      // The session is in force: only the password typed beside it is wrong.
      throw wrong.kind() == Refused.Kind.NOT_SIGNED_IN
          ? Refused.invalid("old", "is not your password")
          : wrong;
    }
    return signOut(request);
  }

  @Needs(Needs.SIGN_IN)
  @DeleteMapping
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    SignInFilter.cookie(request).ifPresent(callers::close);
    return ResponseEntity.status(HttpStatus.NO_CONTENT)
        .header(HttpHeaders.SET_COOKIE, cookie("", 0, request))
        .build();
  }

  private SessionView view(Callers.Session session) {
    var caller = session.caller();
    var number = caller.person();
    var person = number == null ? null : people.find(number).orElse(null);
    var unit = person == null ? null : people.unitOf(person);
    return new SessionView(
        new User(
            caller.id(),
            session.login(),
            caller.name(),
            number,
            unit == null ? null : new UnitName(unit.id(), unit.name()),
            person == null ? null : person.maskedPhone()),
        caller.grants().stream()
            .map(grant ->
                new GrantView(grant.role(), area(grant), grant.areaPath(), grant.category()))
            .toList(),
        caller.rights(),
        session.csrf());
  }

  /** The last code of the path, with its name of today. */
  private @Nullable AreaName area(Caller.Grant grant) {
    var path = grant.areaPath();
    if (path.equals("/")) {
      return null;
    }
    var code = path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
    var name = areas.find(code, areas.today()).map(Area::name).orElse(code);
    return new AreaName(code, name);
  }

  private static String cookie(String token, long seconds, HttpServletRequest request) {
    return ResponseCookie.from(SignInFilter.COOKIE, token)
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Strict")
        .path("/")
        .maxAge(seconds)
        .build()
        .toString();
  }
}
