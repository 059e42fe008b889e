package org.yiwang.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request in its parts, before they become bytes. Every part is bytes already or text that is
 * written as UTF-8; nothing is checked, since a mutator wants to break it.
 *
 * @param target address and query, percent-encoded
 * @param headers lines, without the length of the body
 * @param isLengthTrue false: the head promises more than the body has
 */
record Sample(String verb, String target, List<String> headers, byte[] body, boolean isLengthTrue) {

  Sample withTarget(String changed) {
    return new Sample(verb, changed, headers, body, isLengthTrue);
  }

  Sample withVerb(String changed) {
    return new Sample(changed, target, headers, body, isLengthTrue);
  }

  Sample withBody(byte[] changed) {
    return new Sample(verb, target, headers, changed, isLengthTrue);
  }

  Sample withFalseLength() {
    return new Sample(verb, target, headers, body, false);
  }

  /** With a header in place of the one of its name. */
  Sample withHeader(String line) {
    var name = line.substring(0, line.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    var changed = new ArrayList<>(headers);
    changed.removeIf(old -> old.toLowerCase(Locale.ROOT).startsWith(name));
    changed.add(line);
    return new Sample(verb, target, changed, body, isLengthTrue);
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream(512 + body.length);
    var head = new StringBuilder().append(verb).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    if (body.length > 0 || !verb.equals("GET")) {
      head.append("Content-Length: ").append(body.length + (isLengthTrue ? 0 : 7)).append("\r\n");
    }
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
