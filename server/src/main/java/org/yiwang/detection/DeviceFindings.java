package org.yiwang.detection;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yiwang.engine.Level;
import org.yiwang.platform.Text;
import org.yiwang.tracks.Tracks;

/** What a track's {@code devices.yaml} says of findings that no rule over readings can make. */
@Component
class DeviceFindings {
  /** Level and name of a finding about a device. */
  record Kind(Level level, Text name) {}

  /** The file. */
  record File(int version, Kind clockAhead) {}

  private final Optional<Kind> clockAhead;

  DeviceFindings(Tracks tracks) {
    clockAhead =
        tracks.read("devices.yaml", File.class).values().stream()
            .reduce((first, last) -> last)
            .map(File::clockAhead);
  }

  /** Of a device whose clock is ahead; empty where no track wants to be told. */
  Optional<Kind> clockAhead() {
    return clockAhead;
  }
}
