package org.yiwang.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over a plain socket that is kept open. A proper client would put right, or refuse to
 * send, just what the server has to stand: bytes that are no UTF-8, half a body, a broken line.
 */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int KEPT_BYTES = 1 << 20;

  /** An answer, its body read as Latin-1 so that every byte can be looked at. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  RawHttp(int port) {
    this.port = port;
  }

  /**
   * Sends bytes and reads one answer.
   *
   * @param isLast the bytes leave the connection in a state nobody can go on from
   */
  Answer exchange(byte[] request, boolean isLast) throws IOException {
    var isReused = socket != null;
    try {
      return exchangeOnce(request, isLast);
    } catch (IOException e) {
      close();
      if (!isReused) {
        throw e;
      }
      // The server may close a kept connection at any time; only a fresh one has to answer.
      return exchangeOnce(request, isLast);
    }
  }

  private Answer exchangeOnce(byte[] request, boolean isLast) throws IOException {
    var open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout(PATIENCE_MILLIS);
      socket = open;
      in = new BufferedInputStream(open.getInputStream(), 1 << 14);
    }
    IOException brokenPipe = null;
    try {
      open.getOutputStream().write(request);
      open.getOutputStream().flush();
      if (isLast) {
        open.shutdownOutput();
      }
    } catch (IOException e) {
      // A refusal may come before the whole body was sent: the answer is there to read.
      brokenPipe = e;
    }
    var answer = read(java.util.Objects.requireNonNull(in), startsWithHead(request));
    if (isLast
        || brokenPipe != null
        || "close".equalsIgnoreCase(answer.headers().get("connection"))) {
      close();
    }
    return answer;
  }

  private static boolean startsWithHead(byte[] request) {
    return new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1)
        .equals("HEAD ");
  }

  private Answer read(InputStream from, boolean isHead) throws IOException {
    var status = line(from);
    if (!status.startsWith("HTTP/1.1 ")) {
      throw new IOException("no answer but: " + status);
    }
    var code = Integer.parseInt(status.substring(9, 12));
    var headers = new HashMap<String, String>();
    for (var line = line(from); !line.isEmpty(); line = line(from)) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (isHead || code == 204 || code == 304) {
      return new Answer(code, headers, "");
    }
    if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
      // The live stream has no end; leaving in the middle is part of the trial.
      close();
      return new Answer(code, headers, "");
    }
    return new Answer(code, headers, body(from, headers));
  }

  private static String body(InputStream from, Map<String, String> headers) throws IOException {
    var out = new ByteArrayOutputStream();
    var length = headers.get("content-length");
    if (length != null) {
      copy(from, Integer.parseInt(length), out);
    } else if ("chunked".equals(headers.get("transfer-encoding"))) {
      for (var size = chunk(from); size > 0; size = chunk(from)) {
        copy(from, size, out);
        line(from);
      }
      line(from);
    } else {
      from.transferTo(out);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static int chunk(InputStream from) throws IOException {
    return Integer.parseInt(line(from).strip(), 16);
  }

  private static void copy(InputStream from, int length, ByteArrayOutputStream out)
      throws IOException {
    var buffer = new byte[8192];
    for (var left = length; left > 0; ) {
      var read = from.read(buffer, 0, Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("the answer ended early");
      }
      if (out.size() < KEPT_BYTES) {
        out.write(buffer, 0, read);
      }
      left -= read;
    }
  }

  private static String line(InputStream from) throws IOException {
    var out = new StringBuilder();
    for (var c = from.read(); c != '\n'; c = from.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        out.append((char) c);
      }
    }
    return out.toString();
  }

  @Override
  public void close() throws IOException {
    var open = socket;
    socket = null;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
