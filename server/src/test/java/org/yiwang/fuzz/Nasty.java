package org.yiwang.fuzz;

import java.util.List;
import java.util.Random;

/** Values that have brought programs down before. */
final class Nasty {
  /** In the text of JSON, where an escape is still an escape. */
  private static final List<String> JSON =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "[[]]",
          "{\"\":{}}",
          "\"\"",
          "\" \"",
          "0",
          "-0.0",
          "-1",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "1e308",
          "1e400",
          "-1e400",
          "1e-400",
          "1e1000000000",
          "0.1e-999999999",
          "123456789012345678901234567890123456789",
          "NaN",
          "Infinity",
          "01",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00 x\"",
          "\"\\uffff\"",
          "\"\\u202e\"",
          "\"'; drop table cases.city_case; --\"",
          "\"%\"",
          "\"\\\\\"",
          "\"{}\"",
          "\"$1 :name ?\"",
          "\"${jndi:ldap://127.0.0.1/a}\"",
          "\"#{1+1}\"",
          "\"<script>alert(1)</script>\"",
          "\"../../../etc/passwd\"",
          "\"2026-02-30\"",
          "\"2026-11-21\"",
          "\"0000-00-00\"",
          "\"+1000000000-12-31T23:59:59Z\"",
          "\"-1000000000-01-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"9999-12-31T23:59:59+18:00\"",
          "\"0001-01-01T00:00:00Z\"",
          "\"2026-11-21T24:00:00Z\"",
          "\"2026-11-21T23:59:60Z\"",
          "\"2026-11-21T08:00:00.123456789123Z\"",
          "\"٢٠٢٦-11-21T08:00:00Z\"",
          "\"１２\"",
          "\"1e5\"",
          "\"\\r\\nX-Evil: 1\"",
          "\"\uD83D\uDE00\uD83D\uDC69\u200D\"");

  /** In an address, percent-encoded or not at all. */
  private static final List<String> ADDRESS =
      List.of(
          "",
          "%00",
          "a%00b",
          "%ff",
          "%c0%80",
          "%ed%a0%80",
          "%f0%9f%98%80",
          "%",
          "%zz",
          "%u0041",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "..%5c..",
          "%0d%0aX-Evil:%201",
          "%27%20or%201=1--",
          "%25",
          "%25%5f",
          "%5c",
          "0",
          "-1",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "1e400",
          "NaN",
          "-Infinity",
          "0x7f",
          "1,2,,3",
          "null",
          "true",
          "[]",
          "%7b%7d",
          "2026-02-30",
          "2026-13",
          "0000-00",
          "%2b999999999-12",
          "%2b999999999-12-31",
          "-999999999-01-01",
          "%2b1000000000-12-31T23:59:59Z",
          "-1000000000-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "0001-01-01T00:00:00Z",
          "%3cscript%3e",
          "${jndi:ldap://x}",
          "%E2%80%AE",
          "%EF%BF%BF",
          "中文",
          "a;b=c",
          "a&b=c",
          "a#b",
          "a%3Fb",
          "%2F",
          "%20");

  private static final List<String> HEADERS =
      List.of(
          "Authorization: Bearer ",
          "Authorization: Bearer yw_\u0001",
          "Authorization: Basic YTpi",
          "Authorization: Bearer 中文",
          "Cookie: YIWANG_SESSION=",
          "Cookie: YIWANG_SESSION=\"",
          "Cookie: YIWANG_SESSION=a; YIWANG_SESSION=b",
          "Cookie: =;=;;",
          "Last-Event-ID: -1",
          "Last-Event-ID: 9223372036854775808",
          "Last-Event-ID: 中",
          "If-None-Match: \"",
          "If-None-Match: *",
          "If-Modified-Since: Never",
          "Accept: image/png",
          "Accept: /",
          "Accept: ,,;q=2",
          "Accept: text/event-stream",
          "Accept-Language: ,;q=",
          "Accept-Encoding: br;q=x",
          "Accept-Charset: nonsense",
          "Content-Type: ",
          "Content-Type: /",
          "Content-Type: text/plain",
          "Content-Type: application/json; charset=utf-99",
          "Content-Type: application/json;charset=UTF-16",
          "Content-Type: application/xml",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: multipart/form-data",
          "Content-Type: multipart/form-data; boundary=",
          "Content-Type: application/x-ndjson",
          "Content-Type: application/octet-stream",
          "Content-Encoding: gzip",
          "Content-Encoding: br",
          "Content-Encoding: gzip, gzip",
          "Range: bytes=9-1",
          "Range: bytes=-999999999999",
          "Origin: null",
          "Origin: https://evil.example",
          "X-CSRF-Token: ",
          "X-CSRF-Token: 中文",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: 1.2.3.4, x",
          "X-Forwarded-Port: x",
          "Forwarded: for=\"",
          "X-Forwarded-Prefix: //evil",
          "traceparent: 00-zz-1-01",
          "Upgrade: websocket",
          "Expect: nonsense",
          "TE: x",
          "Date: yesterday");

  private Nasty() {}

  static String json(Random random) {
    if (random.nextInt(40) == 0) {
      var depth = 1 + random.nextInt(20_000);
      return (random.nextBoolean() ? "[" : "{\"a\":").repeat(depth);
    }
    if (random.nextInt(40) == 0) {
      return "\"" + "长".repeat(1 + random.nextInt(20_000)) + "\"";
    }
    if (random.nextInt(60) == 0) {
      return "1".repeat(1 + random.nextInt(5_000));
    }
    return JSON.get(random.nextInt(JSON.size()));
  }

  static String address(Random random) {
    return random.nextInt(60) == 0
        ? "x".repeat(1 + random.nextInt(4_000))
        : ADDRESS.get(random.nextInt(ADDRESS.size()));
  }

  static String header(Random random) {
    return HEADERS.get(random.nextInt(HEADERS.size()));
  }
}
