package org.yiwang.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * What a JVM learns of a program in one run and another starts with: its classes, and how often
 * each way through a method was taken (ahead-of-time cache, JEP 483, 514 and 515). The server is
 * started so. The cache is for one class path of jars, so folders of classes are packed first.
 */
final class Trained {
  private final Path folder;
  private final String classPath;

  private Trained(Path folder) throws IOException {
    this.folder = folder;
    folder.toFile().deleteOnExit();
    var jars = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var path = Path.of(entry);
      if (Files.isDirectory(path)) {
        jars.add(pack(path, folder.resolve("classes-" + jars.size() + ".jar")).toString());
      } else if (Files.exists(path)) {
        jars.add(entry);
      }
    }
    classPath = String.join(File.pathSeparator, jars);
  }

  /** Options of a run with what a run before has learnt, which the options given make one of. */
  static List<String> options(Run training) throws IOException, InterruptedException {
    var trained = new Trained(Files.createTempDirectory("yiwang-bench"));
    var cache = trained.folder.resolve("engine.aot");
    cache.toFile().deleteOnExit();
    training.start(List.of("-XX:AOTCacheOutput=" + cache, "-cp", trained.classPath));
    if (!Files.exists(cache)) {
      throw new IOException("the JVM has written no cache");
    }
    return List.of("-XX:AOTCache=" + cache, "-cp", trained.classPath);
  }

  /** A run of the program in a JVM with these options, to its end. */
  interface Run {
    String start(List<String> options) throws IOException, InterruptedException;
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    jar.toFile().deleteOnExit();
    return jar;
  }
}
