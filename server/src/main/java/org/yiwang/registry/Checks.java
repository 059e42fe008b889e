package org.yiwang.registry;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Refused.Fault;
import org.yiwang.registry.Drafts.NewDevice;
import org.yiwang.registry.Drafts.NewSubject;
import org.yiwang.territory.Area;
import org.yiwang.territory.Areas;

/** What must hold of subjects and devices before they are stored; finds all faults at once. */
@Component
class Checks {
  private final Kinds kinds;
  private final Areas areas;

  Checks(Kinds kinds, Areas areas) {
    this.kinds = kinds;
    this.areas = areas;
  }

  /** All that is wrong with a subject. */
  List<Fault> faults(NewSubject subject) {
    var faults = new ArrayList<Fault>();
    checkNames(subject.code(), subject.name(), faults);
    var kind = kinds.find(subject.kind());
    if (kind.isEmpty()) {
      faults.add(new Fault("kind", "no kind " + subject.kind()));
    } else {
      kind.get()
          .faults(subject.attributes())
          .forEach(fault -> faults.add(new Fault("attributes", fault)));
    }
    if (!isPosition(subject.lon(), subject.lat())) {
      faults.add(new Fault("lon, lat", "not a position in degrees"));
    } else if (areas.locate(subject.lon(), subject.lat(), areas.today()).isEmpty()) {
      faults.add(new Fault("lon, lat", "lies in no grid"));
    }
    return faults;
  }

  /** All that is wrong with a device, but for whether its subject is known. */
  List<Fault> faults(NewDevice device) {
    var faults = new ArrayList<Fault>();
    checkNames(device.code(), device.name(), faults);
    if (device.datastreams().isEmpty()) {
      faults.add(new Fault("datastreams", "a device observes at least one property"));
    }
    device
        .datastreams()
        .forEach((property, unit) -> {
          if (!property.matches("[A-Za-z0-9._-]{1,64}") || unit.isBlank()) {
            faults.add(new Fault("datastreams", "property=unit expected: " + property));
          }
        });
    var lon = device.lon();
    var lat = device.lat();
    if ((lon == null) != (lat == null) || (lon != null && lat != null && !isPosition(lon, lat))) {
      faults.add(new Fault("lon, lat", "not a position in degrees"));
    }
    return faults;
  }

  private static void checkNames(String code, String name, List<Fault> faults) {
    if (!code.matches("[A-Za-z0-9._:-]{1,64}")) {
      faults.add(new Fault("code", "1 to 64 of letters, digits, dot, dash, colon, underscore"));
    }
    if (name.isBlank() || name.length() > 200) {
      faults.add(new Fault("name", "1 to 200 characters"));
    }
  }

  private static boolean isPosition(double lon, double lat) {
    return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  }

  /** The grid a sound subject lies in. */
  Area gridOf(NewSubject subject) {
    return areas
        .locate(subject.lon(), subject.lat(), areas.today())
        .orElseThrow(() -> Refused.invalid("lon, lat", "lies in no grid"));
  }
}
