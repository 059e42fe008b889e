package org.yiwang.platform;

/**
 * A name or sentence in the two languages of the screens.
 *
 * @param zh Chinese, shown by default
 * @param en English
 */
public record Text(String zh, String en) {
  public Text {
    if (zh == null || en == null) {
      throw new IllegalArgumentException("a text has zh and en");
    }
  }

  /** The same words in both languages, for proper names. */
  public static Text of(String both) {
    return new Text(both, both);
  }

  /** The same sentence with a value where it says {@code {name}}. */
  public Text with(String name, Object value) {
    return with(name, Text.of(String.valueOf(value)));
  }

  /** The same sentence with a word of either language where it says {@code {name}}. */
  public Text with(String name, Text value) {
    var place = "{" + name + "}";
    return new Text(zh.replace(place, value.zh), en.replace(place, value.en));
  }
}
