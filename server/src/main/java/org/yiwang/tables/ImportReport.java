package org.yiwang.tables;

import java.util.List;

/**
 * What an import did: read = added + changed + unchanged + refused. A refused line never sinks the
 * others; reading the same file twice changes nothing the second time.
 *
 * @param notes what is worth knowing beyond single lines, such as gaps between areas
 * @param stored false where nothing was kept: a dry run, or something blocked the whole of it
 */
public record ImportReport(
    String what,
    int read,
    int added,
    int changed,
    int unchanged,
    List<ImportProblem> problems,
    List<String> notes,
    boolean stored) {
  public ImportReport {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  public int refused() {
    return read - added - changed - unchanged;
  }

  /** One line for people and programs: counts by name. */
  public String summary() {
    return "%s: read %d, added %d, changed %d, unchanged %d, refused %d%s"
        .formatted(
            what, read, added, changed, unchanged, refused(), stored ? "" : "; nothing was stored");
  }
}
