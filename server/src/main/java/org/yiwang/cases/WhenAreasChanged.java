package org.yiwang.cases;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yiwang.territory.Areas;
import org.yiwang.territory.AreasChanged;

/** Open cases follow a change of the map; closed ones keep the area they had. */
@Component("casesWhenAreasChanged")
class WhenAreasChanged {
  private final Cases cases;
  private final Areas areas;

  WhenAreasChanged(Cases cases, Areas areas) {
    this.cases = cases;
    this.areas = areas;
  }

  @ApplicationModuleListener
  void on(AreasChanged event) {
    cases.follow(new AreaSuccession(event.successors().keySet(), event.day(), areas));
  }
}
