package org.yiwang.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The right a caller needs for an endpoint, such as {@code case.read}. An endpoint without it
 * answers nobody. In which areas the right holds is asked with {@link Caller#scopes}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
  /** For endpoints that need no sign-in, such as signing in. */
  String NOTHING = "";

  /** For endpoints that everyone who is signed in may use. */
  String SIGN_IN = "signed-in";

  String value();
}
