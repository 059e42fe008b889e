package org.yiwang.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;

/**
 * Photos. Whatever is sent is decoded and drawn anew: a file that only calls itself a picture is
 * refused, and what a camera hides in one (place, serial number) is gone.
 */
@Component
public class Photos {
  private static final int MAX_PIXELS = 40_000_000;
  private static final int LONGEST_SIDE = 2048;

  /** A stored picture. */
  record Photo(String type, byte[] bytes) {}

  private final JdbcClient sql;
  private final Clock clock;

  Photos(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Stores a picture; the same key a second time gives the first one's number.
   *
   * @throws Refused when it is no picture
   */
  public long add(
      byte[] file,
      @Nullable String key,
      @Nullable Instant taken,
      @Nullable Double lon,
      @Nullable Double lat,
      String by) {
    var jpeg = redrawn(file);
    return sql.sql(
            """
            insert into intake.photo (key, type, bytes, sha256, taken_at, lon, lat, added_by, added_at)
            values (:key, 'image/jpeg', :bytes, :hash, :taken, :lon, :lat, :by, :now)
            on conflict (key) do update set key = excluded.key
            returning id
            """)
        .param("key", key)
        .param("bytes", jpeg)
        .param("hash", sha256(jpeg))
        .param("taken", taken == null ? null : taken.atOffset(ZoneOffset.UTC))
        .param("lon", lon)
        .param("lat", lat)
        .param("by", by)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  Optional<Photo> find(long id) {
    return sql.sql("select type, bytes from intake.photo where id = ?")
        .param(id)
        .query((row, n) -> new Photo(row.getString("type"), row.getBytes("bytes")))
        .optional();
  }

  private static byte[] redrawn(byte[] file) {
    try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw Refused.invalid("file", "is no picture that can be read (JPEG or PNG)");
      }
      var reader = readers.next();
      reader.setInput(input);
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
        throw Refused.tooLarge("file", "has more than 40 million pixels");
      }
      var picture = reader.read(0);
      reader.dispose();
      var scale =
          Math.min(1.0, (double) LONGEST_SIDE / Math.max(picture.getWidth(), picture.getHeight()));
      var width = Math.max(1, (int) (picture.getWidth() * scale));
      var height = Math.max(1, (int) (picture.getHeight() * scale));
      var plain =
          new java.awt.image.BufferedImage(
              width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
      var graphics = plain.createGraphics();
      graphics.setColor(java.awt.Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.drawImage(picture, 0, 0, width, height, null);
      graphics.dispose();
      var out = new ByteArrayOutputStream();
      ImageIO.write(plain, "jpeg", out);
      return out.toByteArray();
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Refused.invalid("file", "is no picture that can be read (JPEG or PNG)");
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
