package org.yiwang.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Breaks a sound request or message in one to three places. The same seed breaks it the same. */
final class Mutator {
  private static final List<String> VERBS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "FOO");

  /** One JSON value without its inside: enough to put another in its place. */
  private static final Pattern SCALAR =
      Pattern.compile("(?<=[:\\[,])\\s*(?:\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9.eE+]+|true|false|null)");

  private static final int LONGEST_JSON = 10_000;
  private static final int BOMB_BYTES = 70 << 20;
  private static final byte[] BOMB = bomb();

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  Sample mutate(Sample sample) {
    var changed = sample;
    for (var i = 1 + random.nextInt(3); i > 0; i--) {
      changed = mutateOnce(changed);
    }
    return changed;
  }

  private Sample mutateOnce(Sample sample) {
    if (sample.body().length == 0) {
      return random.nextInt(5) > 0 ? address(sample) : head(sample);
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> sample.withBody(json(sample.body()));
      case 5, 6 -> sample.withBody(bytes(sample.body()));
      case 7 -> packed(sample);
      case 8 -> random.nextInt(10) == 0 ? sample.withFalseLength() : head(sample);
      case 9 -> head(sample);
      default -> address(sample);
    };
  }

  /** A payload of a message: JSON or bytes. */
  byte[] payload(byte[] sound) {
    var changed = sound;
    for (var i = 1 + random.nextInt(3); i > 0; i--) {
      changed = random.nextInt(3) > 0 ? json(changed) : bytes(changed);
    }
    return changed;
  }

  private Sample address(Sample sample) {
    var target = sample.target();
    var question = target.indexOf('?');
    var nasty = Nasty.address(random);
    return sample.withTarget(
        switch (random.nextInt(6)) {
          case 0 -> target + (question < 0 ? "?" : "&") + "x" + random.nextInt(9) + "=" + nasty;
          case 1 -> target + nasty;
          case 2 ->
              question < 0
                  ? lastSegment(target, nasty)
                  : target + "&" + target.substring(question + 1);
          default -> question < 0 ? lastSegment(target, nasty) : oneValue(target, question, nasty);
        });
  }

  private static String lastSegment(String target, String nasty) {
    return target.substring(0, target.lastIndexOf('/') + 1) + nasty;
  }

  private String oneValue(String target, int question, String nasty) {
    var pairs = target.substring(question + 1).split("&", -1);
    var chosen = random.nextInt(pairs.length);
    var equals = pairs[chosen].indexOf('=');
    pairs[chosen] = pairs[chosen].substring(0, equals + 1) + nasty;
    return target.substring(0, question + 1) + String.join("&", pairs);
  }

  private Sample head(Sample sample) {
    return random.nextInt(8) == 0
        ? sample.withVerb(VERBS.get(random.nextInt(VERBS.size())))
        : sample.withHeader(Nasty.header(random));
  }

  /** Another value in the place of one, or a key written twice, or another key. */
  private byte[] json(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    var values =
        text.length() > LONGEST_JSON
            ? List.<MatchResult>of()
            : SCALAR.matcher(text).results().toList();
    if (values.isEmpty()) {
      return bytes(body);
    }
    var place = values.get(random.nextInt(values.size()));
    var nasty = Nasty.json(random);
    var before = text.substring(0, place.start());
    var after = text.substring(place.end());
    var changed =
        switch (random.nextInt(8)) {
          case 0 -> before + place.group() + ",\"extra\":" + nasty + after;
          case 1 -> "[" + text + "," + nasty + "]";
          case 2 -> text + "\n" + nasty;
          default -> before + nasty + after;
        };
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes changed, cut, repeated or slipped in: broken UTF-8 comes from here. */
  private byte[] bytes(byte[] body) {
    if (body.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    var at = random.nextInt(body.length);
    var changed = new ByteArrayOutputStream();
    switch (random.nextInt(4)) {
      case 0 -> changed.write(body, 0, at);
      case 1 -> {
        changed.writeBytes(body);
        changed.write(body, at, body.length - at);
      }
      case 2 -> {
        var slipped = new byte[1 + random.nextInt(8)];
        random.nextBytes(slipped);
        changed.write(body, 0, at);
        changed.writeBytes(slipped);
        changed.write(body, at, body.length - at);
      }
      default -> {
        var copy = body.clone();
        copy[at] = (byte) random.nextInt();
        changed.writeBytes(copy);
      }
    }
    return changed.toByteArray();
  }

  /** Sent as gzip: whole, cut, with a wrong byte, not gzip at all, or a bomb. */
  private Sample packed(Sample sample) {
    var packed = gzip(sample.body());
    var body =
        switch (random.nextInt(5)) {
          case 0 -> packed;
          case 1 -> Arrays.copyOf(packed, random.nextInt(packed.length));
          case 2 -> sample.body();
          case 3 -> random.nextInt(30) == 0 ? BOMB : packed;
          default -> bytes(packed);
        };
    return sample.withBody(body).withHeader("Content-Encoding: gzip");
  }

  private static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Seventy megabytes of blanks in seventy kilobytes. */
  private static byte[] bomb() {
    var blanks = new byte[BOMB_BYTES];
    Arrays.fill(blanks, (byte) ' ');
    return gzip(blanks);
  }
}
