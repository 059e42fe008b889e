package org.yiwang.registry;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.territory.AreasChanged;

/** Subjects lie in the grids of today. */
@Component("registry.WhenAreasChanged")
class WhenAreasChanged {
  private final Register register;

  WhenAreasChanged(Register register) {
    this.register = register;
  }

  @ApplicationModuleListener
  void on(AreasChanged event) {
    register.relocate();
  }
}
