package org.yiwang.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yiwang.platform.DataFolder;

/** Where the server of a data folder answers, kept in the folder for commands beside it. */
final class ServerAddress {
  private static final String FILE = "address";

  private ServerAddress() {}

  static void keep(Path data, String address) {
    try {
      Files.writeString(data.resolve(FILE), address + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of the server that runs now; one that a killed server has left does not count. */
  static Optional<String> find(Path data) {
    var folder = DataFolder.tryTake(data);
    if (folder != null) {
      folder.close();
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(data.resolve(FILE)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
