package org.yiwang.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Text;
import org.yiwang.tables.ImportOptions;
import org.yiwang.tables.ImportProblem;
import org.yiwang.tables.ImportReport;
import org.yiwang.tables.Importer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code import kinds kinds.yaml}: kinds of subjects that no track brings, in the form tracks use.
 * A kind of a track is left as it is.
 */
@Component
@Order(30)
class KindImporter implements Importer {
  private final Kinds kinds;

  KindImporter(Kinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public String what() {
    return "kinds";
  }

  @Override
  public ImportReport run(List<Path> files, ImportOptions options) throws IOException {
    var added = 0;
    var changed = 0;
    var unchanged = 0;
    var read = 0;
    var problems = new ArrayList<ImportProblem>();
    for (var file : files) {
      for (var node : parse(file).path("kinds")) {
        read++;
        var kind = kind(node);
        if (kind.code().isEmpty() || !kind.definition().isObject()) {
          problems.add(new ImportProblem(read, "code, schema", "value missing"));
          continue;
        }
        var isNew = kinds.find(kind.code()).isEmpty();
        var isStored = !options.dryRun() && kinds.put(kind);
        added += isNew ? 1 : 0;
        changed += isStored && !isNew ? 1 : 0;
        unchanged += isStored || isNew ? 0 : 1;
      }
    }
    return new ImportReport(
        what(), read, added, changed, unchanged, problems, List.of(), !options.dryRun());
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      return new YAMLMapper().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private static Kind kind(JsonNode node) {
    var code = node.path("code").asString("");
    var name = new Text(node.at("/name/zh").asString(code), node.at("/name/en").asString(code));
    return new Kind(code, name, node.path("schema"), Kind.LOCAL);
  }
}
