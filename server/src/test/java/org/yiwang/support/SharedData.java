package org.yiwang.support;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Outside data that is not part of this repository: tests on it are skipped where it is absent. */
public final class SharedData {
  private SharedData() {}

  /** A file of {@code ../shared} beside the repository, or of the folder YIWANG_SHARED names. */
  public static Path file(String name) {
    var set = System.getenv("YIWANG_SHARED");
    var shared = set == null ? Path.of("../../shared") : Path.of(set);
    var file = shared.resolve("data").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no " + name + " here");
    return file;
  }
}
