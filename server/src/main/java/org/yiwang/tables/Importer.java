package org.yiwang.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes one kind of file into the installation. Importers are ordered ({@code @Order}) so that what
 * refers to something comes after it.
 */
public interface Importer {
  /** What it imports, as the command line names it and as its files begin: {@code units}. */
  String what();

  /**
   * Adds and updates; a line that can't be used is reported and left out.
   *
   * @throws IOException when a file can't be read at all
   */
  ImportReport run(List<Path> files, ImportOptions options) throws IOException;
}
