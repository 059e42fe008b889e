package org.yiwang.platform;

import java.io.InputStream;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * JSON that is stricter than its grammar: {@code "\\u0000"} and half of a surrogate pair are sound
 * JSON that no database takes, {@code 1e400} a sound number that is infinite here. Refused while
 * parsing, wherever it stands: in names, in values, in trees that are only passed on.
 */
final class ReadableJson extends JsonFactory {
  private static final long serialVersionUID = 1L;

  @Override
  protected JsonParser _createParser(ObjectReadContext read, IOContext io, InputStream in) {
    return new Strict(super._createParser(read, io, in));
  }

  @Override
  protected JsonParser _createParser(ObjectReadContext read, IOContext io, Reader in) {
    return new Strict(super._createParser(read, io, in));
  }

  @Override
  protected JsonParser _createParser(
      ObjectReadContext read, IOContext io, byte[] data, int offset, int length) {
    return new Strict(super._createParser(read, io, data, offset, length));
  }

  @Override
  protected JsonParser _createParser(
      ObjectReadContext read,
      IOContext io,
      char[] data,
      int offset,
      int length,
      boolean isRecyclable) {
    return new Strict(super._createParser(read, io, data, offset, length, isRecyclable));
  }

  private static final class Strict extends JsonParserDelegate {
    Strict(JsonParser parser) {
      super(parser);
    }

    private @Nullable String checked(@Nullable String text) {
      try {
        return text == null ? null : ReadableInput.text(text);
      } catch (IllegalArgumentException e) {
        throw new StreamReadException(this, "a text " + e.getMessage());
      }
    }

    @Override
    public @Nullable String getString() {
      return checked(super.getString());
    }

    @Override
    public @Nullable String getValueAsString() {
      return checked(super.getValueAsString());
    }

    @Override
    public @Nullable String getValueAsString(@Nullable String otherwise) {
      return checked(super.getValueAsString(otherwise));
    }

    @Override
    public @Nullable String currentName() {
      return checked(super.currentName());
    }

    @Override
    public @Nullable String nextName() {
      return checked(super.nextName());
    }

    @Override
    public double getDoubleValue() {
      var value = super.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw new StreamReadException(this, "a number is too large");
      }
      return value;
    }
  }
}
