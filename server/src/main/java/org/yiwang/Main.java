package org.yiwang;

import org.yiwang.cli.Commands;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(Server.class, arguments));
  }
}
