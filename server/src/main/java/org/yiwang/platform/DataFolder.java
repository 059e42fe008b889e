package org.yiwang.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder an installation lives in, held by one server at a time. */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the folder, creating it when absent. The lock goes with the process, however it ends.
   *
   * @throws Refused when another server holds it
   */
  public static DataFolder take(Path path) {
    var folder = tryTake(path);
    if (folder == null) {
      throw Refused.conflict("data", path + " is in use by another running server");
    }
    return folder;
  }

  /** Like {@link #take}, but null when another process holds the folder. */
  public static @Nullable DataFolder tryTake(Path path) {
    try {
      Files.createDirectories(path);
      var channel =
          FileChannel.open(
              path.resolve("yiwang.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return null;
      }
      return new DataFolder(path, channel);
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder " + path + " can't be used", e);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
