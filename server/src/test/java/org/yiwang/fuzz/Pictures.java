package org.yiwang.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures, and files that only look like one. */
final class Pictures {
  private static final byte[] GOOD = draw("png");
  private static final byte[] JPEG = draw("jpeg");

  private Pictures() {}

  static byte[] png(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> JPEG.clone();
      case 1 -> claiming(60_000, 60_000);
      default -> GOOD.clone();
    };
  }

  /** A small PNG whose head claims a huge picture: decoding it blindly would take gigabytes. */
  private static byte[] claiming(int width, int height) {
    var bytes = ByteBuffer.wrap(GOOD.clone());
    bytes.putInt(16, width).putInt(20, height);
    var check = new CRC32();
    check.update(bytes.array(), 12, 17);
    return bytes.putInt(29, (int) check.getValue()).array();
  }

  private static byte[] draw(String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
