package org.yiwang.registry;

import java.util.List;

/** Subjects were added, changed or came to lie in another area. */
public record SubjectChanged(List<Long> subjects) {
  public SubjectChanged {
    subjects = List.copyOf(subjects);
  }
}
