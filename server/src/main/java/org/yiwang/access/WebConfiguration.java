package org.yiwang.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Refused;

/** Hangs the gate before all controllers, and Spring Security's headers and firewall before it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebConfiguration implements WebMvcConfigurer {
  /** Everything a page may load comes from this server; a map tile may be an image from outside. */
  private static final String CONTENT_POLICY =
      "default-src 'self'; font-src 'self' data:; img-src 'self' data: blob: https:; worker-src 'self' blob:;"
          + " style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";

  private final Gate gate;

  WebConfiguration(Gate gate) {
    this.gate = gate;
  }

  /** Rights are the gate's task (they depend on the endpoint's annotation), not the chain's. */
  @Bean
  static SecurityFilterChain security(HttpSecurity http, SignInFilter signIn) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .headers(h -> h.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
        .addFilterBefore(signIn, AuthorizationFilter.class)
        .build();
  }

  /** Without it Spring Boot would make a user of its own with a password in the log. */
  @Bean
  static UserDetailsService noUsers() {
    return name -> {
      throw new UsernameNotFoundException(name);
    };
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(gate).addPathPatterns("/api/**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument());
  }

  /** Gives controllers the {@link Caller} they ask for. */
  private static final class CallerArgument implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      var servletRequest = request.getNativeRequest(HttpServletRequest.class);
      var caller = servletRequest == null ? null : SignInFilter.caller(servletRequest);
      if (caller == null) {
        throw Refused.notSignedIn("sign in first, or send a bearer token that is in force");
      }
      return caller;
    }
  }
}
