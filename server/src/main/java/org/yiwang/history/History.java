package org.yiwang.history;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yiwang.dayfiles.DayFiles;
import org.yiwang.dayfiles.DayWriter;
import org.yiwang.dayfiles.Duck;
import org.yiwang.dayfiles.RowSink;
import org.yiwang.dayfiles.SeriesName;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Settings;
import org.yiwang.registry.Datastreams;

/**
 * The files of closed days. One takes force by its row in the table, in the transaction in which
 * its readings leave PostgreSQL: before that commit it is nothing, after it the only place. Who
 * asks which files there are and reads them does both in one transaction, whose lock keeps every
 * file it was told of in being.
 */
@Component
public class History {
  private static final String FOLDER = "history";

  private final Settings settings;
  private final HistorySettings policy;
  private final Datastreams datastreams;
  private final Clock clock;
  private final DayTable table;
  private @Nullable Duck reader;

  History(
      JdbcClient sql,
      Settings settings,
      HistorySettings policy,
      Datastreams datastreams,
      Clock clock) {
    this.settings = settings;
    this.policy = policy;
    this.datastreams = datastreams;
    this.clock = clock;
    this.table = new DayTable(sql, folder(settings.dataFolder()));
  }

  /** Where the files of an installation are. */
  public static Path folder(Path data) {
    return data.toAbsolutePath().normalize().resolve(FOLDER);
  }

  /**
   * The files with readings in a period, by day; to be read in the same transaction.
   *
   * @param fromMillis first moment
   * @param toMillis moment after the last
   */
  public List<DayFile> list(long fromMillis, long toMillis) {
    return table.list(fromMillis, toMillis);
  }

  /** All files in force, by day. */
  public List<DayFile> listAll() {
    return table.listAll();
  }

  /**
   * Reads what a file holds of a period, by time.
   *
   * @param series numbers of the datastreams wanted, or null for all
   */
  public void read(
      DayFile file, long fromMillis, long toMillis, int @Nullable [] series, RowSink sink) {
    DayFiles.read(reader(), List.of(file.file()), fromMillis, toMillis, series, sink);
  }

  /**
   * Writes the file of a day, with what an earlier one holds, and checks that it has every reading.
   * It is not in force before {@link #enforce}; one that never is, the next one overwrites.
   *
   * @param source adds the readings that are not in a file yet
   */
  public DayFile write(LocalDate day, Consumer<DayWriter> source) {
    var earlier = table.find(day).orElse(null);
    var version = earlier == null ? 1 : earlier.version() + 1;
    var file =
        folder()
            .resolve(String.valueOf(day.getYear()))
            .resolve("%s.%d.parquet".formatted(day, version));
    var half = file.resolveSibling(file.getFileName() + ".part");
    try (var duck = duck("write");
        var writer = new DayWriter(duck)) {
      Files.createDirectories(folder().resolve(String.valueOf(day.getYear())));
      source.accept(writer);
      writer.write(half, earlier == null ? null : earlier.file(), this::name);
      var expected = earlier == null ? writer.added() : writer.added().plus(earlier.facts());
      var found = DayFiles.check(duck, half);
      if (!found.equals(expected)) {
        throw new IllegalStateException(
            "%s holds %s instead of %s: the readings stay where they are"
                .formatted(half, found, expected));
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      DayFiles.forceFolder(file);
      return new DayFile(day, version, file, found, Files.size(file), sha256(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be written", e);
    }
  }

  /** Puts a file in force, as part of the transaction that takes its readings from elsewhere. */
  public void enforce(DayFile file) {
    table.find(file.day()).ifPresent(earlier -> table.gone(earlier, clock.instant()));
    table.put(file, clock.instant());
  }

  /**
   * Takes the days out of force that are older than the policy keeps.
   *
   * @return how many
   */
  @Transactional
  public int retire(LocalDate today) {
    var keep = policy.keepDays();
    if (keep == null) {
      return 0;
    }
    var old = table.listBefore(today.minusDays(keep - 1L));
    for (var file : old) {
      table.gone(file, clock.instant());
      table.remove(file);
    }
    return old.size();
  }

  /**
   * Deletes files that are in force no more, and halves that a run left which was cut off. A whole
   * file that never took force is left: the next one of its day overwrites it. To be called by the
   * one who writes files, when none is being written. Waits for no reader: the next time does as
   * well.
   */
  @Transactional
  public void sweep() {
    table.lock();
    try {
      for (var gone : table.listGone()) {
        Files.deleteIfExists(folder().resolve(gone));
        table.forget(gone);
      }
      for (var half : halfWritten()) {
        Files.deleteIfExists(half);
      }
      deleteWorkLeftBehind();
    } catch (IOException e) {
      throw new UncheckedIOException("old files of the history can't be deleted", e);
    }
  }

  /** What is wrong with a file; empty when it holds what the table says. */
  public String fault(DayFile file) {
    try {
      if (!Files.exists(file.file())) {
        return file.file() + " is missing";
      }
      if (Files.size(file.file()) != file.bytes()) {
        return file.file() + " has another size than when it was written";
      }
      return sha256(file.file()).equals(file.sha256())
          ? ""
          : file.file() + " does not hold what was written";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String sha256(Path file) throws IOException {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Path> halfWritten() throws IOException {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (var all = Files.walk(folder(), 2)) {
      return all.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  /** What DuckDB had laid on disk in a process that was killed, a day ago or more. */
  private void deleteWorkLeftBehind() throws IOException {
    if (!Files.isDirectory(work())) {
      return;
    }
    var yesterday = Instant.now().minus(Duration.ofDays(1));
    try (var all = Files.walk(work())) {
      for (var left : all.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(left).toInstant().isBefore(yesterday)) {
          Files.deleteIfExists(left);
        }
      }
    }
  }

  private SeriesName name(int id) {
    try {
      var one = datastreams.get(id);
      return new SeriesName(
          id,
          one.device(),
          one.property(),
          one.unit(),
          one.subjectCode(),
          one.subjectKind(),
          one.areaPath(),
          one.lon(),
          one.lat());
    } catch (Refused unknown) {
      // Readings outlive the device that sent them; its number is all that is left of it.
      return new SeriesName(id, "datastream " + id, "", "1", "", "", "/", 0, 0);
    }
  }

  private Path folder() {
    return folder(settings.dataFolder());
  }

  private Path work() {
    return folder().resolve("work");
  }

  private Duck duck(String name) {
    var own = ProcessHandle.current().pid() + "-" + name;
    return Duck.open(work().resolve(own), policy.memory(), policy.threads());
  }

  private synchronized Duck reader() {
    var open = reader;
    if (open == null) {
      open = duck("read");
      reader = open;
    }
    return open;
  }

  @PreDestroy
  synchronized void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
