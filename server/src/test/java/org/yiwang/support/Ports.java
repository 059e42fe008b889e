package org.yiwang.support;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for what is stopped and started again. They lie below those that systems give to whoever
 * connects: one of these could be taken meanwhile, or a client that looks for a server that is away
 * could find itself behind it.
 */
public final class Ports {
  private static final int FIRST = 12_000;
  private static final int COUNT = 18_000;

  private Ports() {}

  public static int free() throws IOException {
    while (true) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue; // Taken: another one.
      }
    }
  }
}
