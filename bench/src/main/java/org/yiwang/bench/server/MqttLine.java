package org.yiwang.bench.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection that speaks as much MQTT 5 as a device needs: CONNECT, PUBLISH with QoS 1,
 * PUBACK, DISCONNECT. The generator shares the processor with the server, so it does no more than
 * has to be on the wire; an answer that is not the one expected ends the run.
 */
final class MqttLine implements AutoCloseable {
  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int PUBACK = 0x40;
  private static final int DISCONNECT = 0xe0;

  /** Reason codes from here on are errors. */
  private static final int FIRST_ERROR = 0x80;

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 12);
  private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 14);
  private @Nullable SelectionKey key;
  private boolean awaitsRoom;

  private MqttLine(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects and signs in with a bearer token; waits for the broker's yes. */
  static MqttLine connect(int port, String client, String token) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var line = new MqttLine(channel);
    line.signIn(client, token);
    return line;
  }

  private void signIn(String client, String token) throws IOException {
    var body = ByteBuffer.allocate(1 << 10);
    putText(body, "MQTT");
    // Version 5; clean start, user name and password; no keep-alive; no properties.
    body.put((byte) 5).put((byte) 0xc2).putShort((short) 0).put((byte) 0);
    putText(body, client);
    putText(body, "bench");
    putText(body, token);
    putHeader(CONNECT, body.position());
    out.put(body.flip());
    send();
    in.limit(2);
    readFully();
    in.limit(2 + in.get(1));
    readFully();
    if ((in.get(0) & 0xff) != CONNACK || in.get(3) != 0) {
      throw new IOException("the broker does not let this sender in: reason " + in.get(3));
    }
    in.clear();
  }

  private void readFully() throws IOException {
    while (in.hasRemaining()) {
      if (channel.read(in) < 0) {
        throw new EOFException("the broker closed the connection");
      }
    }
  }

  /** From now on nothing waits; the selector tells, with a mark, when answers are there. */
  void attend(Selector selector, Object mark) throws IOException {
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, mark);
  }

  /** Lays a message out; it leaves with {@link #send}. */
  void publish(int packet, byte[] topic, CharSequence payload) {
    putHeader(PUBLISH_QOS_1, 2 + topic.length + 2 + 1 + payload.length());
    out.putShort((short) topic.length).put(topic).putShort((short) packet).put((byte) 0);
    for (int i = 0; i < payload.length(); i++) {
      out.put((byte) payload.charAt(i));
    }
  }

  /** Sends what was laid out; what the connection has no room for follows later. */
  void send() throws IOException {
    out.flip();
    channel.write(out);
    boolean isSent = !out.hasRemaining();
    out.compact();
    if (key != null && isSent == awaitsRoom) {
      awaitsRoom = !isSent;
      key.interestOps(isSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /** Whether messages wait for room on the connection. */
  boolean hasUnsent() {
    return out.position() > 0;
  }

  /** Reads what has come, and hands on the number of each message that was acknowledged. */
  void readAcknowledgements(IntConsumer acknowledged) throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("the broker closed the connection");
    }
    in.flip();
    while (in.remaining() >= 2 && in.remaining() >= 2 + in.get(in.position() + 1)) {
      int kind = in.get() & 0xff;
      int length = in.get();
      int end = in.position() + length;
      int packet = in.getShort() & 0xffff;
      // A longer answer names its reason; "nobody subscribed" is none of a device's business.
      int reason = length > 2 ? in.get() & 0xff : 0;
      if (kind != PUBACK || reason >= FIRST_ERROR) {
        throw new IOException("a message was not acknowledged: %x, %x".formatted(kind, reason));
      }
      in.position(end);
      acknowledged.accept(packet);
    }
    in.compact();
  }

  @Override
  public void close() throws IOException {
    putHeader(DISCONNECT, 0);
    send();
    channel.close();
  }

  private void putHeader(int kind, int length) {
    out.put((byte) kind);
    int rest = length;
    while (rest > 127) {
      out.put((byte) (rest & 127 | 128));
      rest >>= 7;
    }
    out.put((byte) rest);
  }

  private static void putText(ByteBuffer into, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    into.putShort((short) bytes.length).put(bytes);
  }
}
