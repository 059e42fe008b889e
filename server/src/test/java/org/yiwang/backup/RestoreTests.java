package org.yiwang.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yiwang.history.History;
import org.yiwang.intake.ClosedDays;
import org.yiwang.intake.Readings;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Settings;
import org.yiwang.support.Tank;
import org.yiwang.support.TestDatabase;
import org.yiwang.support.TestServer;
import tools.jackson.databind.json.JsonMapper;

class RestoreTests {
  @TempDir static Path folder;
  private static String sourceUrl;
  private static Path file;
  @AutoClose private static TestServer server;
  private static long caseId;

  @BeforeAll
  static void aDistrictWithALifeOfItsOwn() throws Exception {
    sourceUrl = TestDatabase.freshUrl();
    file = folder.resolve("yiwang.backup");
    server = TestServer.startWithDistrict("yiwang.database.url=" + sourceUrl);
    var readings =
        List.of(reading("2026-11-20T20:00:00Z", 4.5), reading("2019-02-28T08:00:00Z", 5.5));
    server.takes(readings);
    var report = Map.of("text", "井盖破损\t\\ \"危险\"", "lon", 106.525442, "lat", 29.576284);
    var filed = server.post("operator", "/api/v1/reports", report);
    assertThat(filed.status()).as(filed.raw().body()).isLessThan(300);
    caseId = awaitCase();
    moveTheClosedDay();
    try (var source = connect(sourceUrl)) {
      Backup.write(source, historyFolder(), file, line -> {});
    }
  }

  @Test
  void aRestoredInstallationHasEveryRowAndGoesOn() throws Exception {
    var target = TestDatabase.freshUrl();
    try (var connection = connect(target)) {
      Restore.read(connection, folder.resolve("restored/history"), file, line -> {});
    }

    assertThat(checksums(target)).isEqualTo(checksumsOfTheSource());
    var data = "yiwang.data=" + folder.resolve("restored");
    try (var restored = TestServer.start("yiwang.database.url=" + target, data)) {
      var old =
          restored.get(
              "analyst",
              "/api/v1/readings?device=QT-0001&property=methane"
                  + "&from=2019-01-01T00:00:00Z&to=2020-01-01T00:00:00Z");
      assertThat(old.body().at("/items/0/value").asDouble()).isEqualTo(5.5);
      var found = restored.get("administrator", "/api/v1/cases/" + caseId);
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.body().toString()).contains("井盖破损");
      // Numbers go on where they were: the next row does not collide with one restored.
      var next =
          restored.post(
              "integrator", "/api/v1/readings", List.of(reading("2026-11-20T20:05:00Z", 4)));
      assertThat(next.body().path("accepted").asInt()).isEqualTo(1);
    }
  }

  @Test
  void aDamagedFileIsRefusedBeforeAnythingIsWritten() throws Exception {
    var damaged = Files.copy(file, folder.resolve("damaged.backup"));
    try (var zip = FileSystems.newFileSystem(URI.create("jar:" + damaged.toUri()), Map.of())) {
      Files.writeString(zip.getPath("tables/registry.subject.copy"), "1\tnonsense\n");
    }
    var target = TestDatabase.freshUrl();
    try (var connection = connect(target)) {
      assertThatThrownBy(
              () -> Restore.read(connection, folder.resolve("none"), damaged, line -> {}))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("the checksum of registry.subject differs");
    }
    assertThat(checksums(target).get("territory.area")).startsWith("0 ");
  }

  @Test
  void aDamagedDayIsRefusedBeforeAnythingIsWritten() throws Exception {
    var damaged = Files.copy(file, folder.resolve("damaged-day.backup"));
    try (var zip = FileSystems.newFileSystem(URI.create("jar:" + damaged.toUri()), Map.of())) {
      Files.writeString(zip.getPath("history/2019/2019-02-28.1.parquet"), "PAR1");
    }
    try (var connection = connect(TestDatabase.freshUrl())) {
      assertThatThrownBy(
              () -> Restore.read(connection, folder.resolve("none"), damaged, line -> {}))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("the checksum of 2019/2019-02-28.1.parquet differs");
    }
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aTornFileIsRefused() throws Exception {
    var bytes = Files.readAllBytes(file);
    var torn = folder.resolve("torn.backup");
    Files.write(torn, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    try (var connection = connect(TestDatabase.freshUrl())) {
      assertThatThrownBy(() -> Restore.read(connection, folder.resolve("none"), torn, line -> {}))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("is damaged");
    }
  }

  @Test
  void anInstallationInUseIsNotOverwritten() throws Exception {
    try (var connection = connect(sourceUrl)) {
      assertThatThrownBy(
              () -> Restore.read(connection, folder.resolve("restored/history"), file, line -> {}))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("is not empty");
    }
  }

  @Test
  void onlyTheOwnerMayReadABackupAndItOverwritesNothing() throws Exception {
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var connection = connect(sourceUrl)) {
      assertThatThrownBy(() -> Backup.write(connection, historyFolder(), file, line -> {}))
          .hasMessageContaining("is there already");
    }
  }

  /** The reading of 2019: the rest is of the last days. */
  private static void moveTheClosedDay() {
    var seq =
        server.bean(JdbcClient.class).sql("select seq from intake.head").query(Long.class).single();
    server.bean(Readings.class).judgedThrough(seq);
    assertThat(server.bean(ClosedDays.class).run()).isTrue();
    assertThat(server.bean(History.class).listAll()).hasSize(1);
  }

  private static Path historyFolder() {
    return History.folder(server.bean(Settings.class).dataFolder());
  }

  private static Map<String, Object> reading(String time, double value) {
    return Tank.methane("QT-0001", Instant.parse(time), value);
  }

  private static long awaitCase() throws InterruptedException {
    for (var tries = 0; tries < 200; tries++) {
      var cases = server.get("administrator", "/api/v1/cases").body().path("items");
      if (!cases.isEmpty()) {
        return cases.get(0).path("id").asLong();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no case was filed");
  }

  /** As they were at the moment of the backup: the source has gone on since. */
  private static Map<String, String> checksumsOfTheSource() throws IOException {
    try (var zip = new ZipFile(file.toFile());
        var in = zip.getInputStream(zip.getEntry(Manifest.NAME))) {
      var checksums = new TreeMap<String, String>();
      for (var entry : new JsonMapper().readValue(in, Manifest.class).entries()) {
        checksums.put(entry.table(), entry.rows() + " " + entry.sha256());
      }
      assertThat(checksums.get("territory.area")).matches("1[0-9]{3} .*");
      return checksums;
    }
  }

  private static Map<String, String> checksums(String url) throws SQLException, IOException {
    var checksums = new TreeMap<String, String>();
    try (var connection = connect(url)) {
      for (var table : Tables.list(connection)) {
        var entry = Backup.copy(connection, table, OutputStream.nullOutputStream());
        checksums.put(table.name(), entry.rows() + " " + entry.sha256());
      }
    }
    return checksums;
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, TestDatabase.user(), TestDatabase.password());
  }
}
