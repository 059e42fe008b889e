package org.yiwang.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yiwang.platform.Caller;

/** Puts the caller behind the cookie or the bearer token into the request. It refuses nobody. */
@Component
class SignInFilter extends OncePerRequestFilter {
  static final String COOKIE = "YIWANG_SESSION";
  static final String CSRF_HEADER = "X-CSRF-Token";
  private static final String CALLER = Caller.class.getName();
  private static final String SESSION = Callers.Session.class.getName();

  private final Callers callers;

  SignInFilter(Callers callers) {
    this.callers = callers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith("Bearer ")) {
      callers
          .byToken(authorization.substring("Bearer ".length()).strip())
          .ifPresent(caller -> request.setAttribute(CALLER, caller));
    } else {
      var cookie = cookie(request);
      cookie
          .flatMap(callers::bySession)
          .ifPresent(session -> {
            request.setAttribute(SESSION, session);
            request.setAttribute(CALLER, session.caller());
          });
    }
    chain.doFilter(request, response);
  }

  static @Nullable Caller caller(HttpServletRequest request) {
    return (Caller) request.getAttribute(CALLER);
  }

  static Callers.@Nullable Session session(HttpServletRequest request) {
    return (Callers.Session) request.getAttribute(SESSION);
  }

  /**
   * Whether a write is really meant by the person: another site can make a browser send our cookie,
   * but not read the token that has to come along. Bearer tokens are never sent by a browser alone.
   */
  static boolean isForged(HttpServletRequest request) {
    var session = session(request);
    if (session == null) {
      return false;
    }
    var sent = request.getHeader(CSRF_HEADER);
    return sent == null || !MessageDigest.isEqual(sent.getBytes(), session.csrf().getBytes());
  }

  static Optional<String> cookie(HttpServletRequest request) {
    var cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(COOKIE)) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }
}
