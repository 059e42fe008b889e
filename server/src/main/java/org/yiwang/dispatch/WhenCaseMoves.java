package org.yiwang.dispatch;

import java.util.Set;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.cases.CaseMoved;

/** A case that was filed, returned by its handler or handed back by a person is led on. */
@Component
class WhenCaseMoves {
  private static final Set<String> LEADING = Set.of("open", "return", "hand-back", "resume");

  private final Dispatcher dispatcher;

  WhenCaseMoves(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @ApplicationModuleListener
  void on(CaseMoved event) {
    if (LEADING.contains(event.action())) {
      dispatcher.lead(event.cityCase());
    }
  }
}
