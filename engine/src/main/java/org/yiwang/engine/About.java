package org.yiwang.engine;

/** Whom the findings of a rule are about. */
public enum About {
  /** Each subject of the rule's kind, by the series of all its devices. */
  SUBJECT,
  /** Each device of such a subject, by its own series alone. */
  DEVICE
}
