package org.yiwang.people;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.yiwang.platform.Text;
import org.yiwang.tables.Csv;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;

/** {@code import posts posts.csv} and {@code import skills skills.csv}: columns code, name, en. */
class NamedImporter implements Importer {
  private final String what;
  private final String table;
  private final Function<Staff, Map<String, Named>> known;
  private final People people;

  private NamedImporter(
      String what, String table, Function<Staff, Map<String, Named>> known, People people) {
    this.what = what;
    this.table = table;
    this.known = known;
    this.people = people;
  }

  /** The two kinds of lists. */
  @Configuration(proxyBeanMethods = false)
  static class Both {
    @Bean
    @Order(20)
    Importer postImporter(People people) {
      return new NamedImporter("posts", "post", Staff::posts, people);
    }

    @Bean
    @Order(21)
    Importer skillImporter(People people) {
      return new NamedImporter("skills", "skill", Staff::skills, people);
    }
  }

  @Override
  public String what() {
    return what;
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var there = known.apply(people.staff());
    return Csv.read(
            files,
            row -> {
              var name = row.text("name");
              return new Named(row.text("code"), new Text(name, row.text("en", name)));
            })
        .store(
            what,
            named -> Optional.ofNullable(there.get(named.code())),
            Named::equals,
            all -> people.change(store -> all.forEach(named -> store.putNamed(table, named))),
            options.dryRun());
  }
}
