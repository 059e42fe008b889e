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
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;

/** Sign in, see who one is, sign out. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
  record SignIn(@Nullable String login, @Nullable String password) {}

  record User(long id, String login, String name, @Nullable Long person) {}

  record GrantView(String role, String areaPath, @Nullable String category) {}

  record SessionView(User user, List<GrantView> grants, Set<String> rights, String csrf) {}

  private final Accounts accounts;
  private final Callers callers;

  SessionController(Accounts accounts, Callers callers) {
    this.accounts = accounts;
    this.callers = callers;
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

  @Needs(Needs.SIGN_IN)
  @DeleteMapping
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    SignInFilter.cookie(request).ifPresent(callers::close);
    return ResponseEntity.status(HttpStatus.NO_CONTENT)
        .header(HttpHeaders.SET_COOKIE, cookie("", 0, request))
        .build();
  }

  private static SessionView view(Callers.Session session) {
    var caller = session.caller();
    return new SessionView(
        new User(caller.id(), session.login(), caller.name(), caller.person()),
        caller.grants().stream()
            .map(grant -> new GrantView(grant.role(), grant.areaPath(), grant.category()))
            .toList(),
        caller.rights(),
        session.csrf());
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
