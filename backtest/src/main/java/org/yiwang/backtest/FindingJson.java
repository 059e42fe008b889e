package org.yiwang.backtest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Catalog;
import org.yiwang.engine.Finding;

/** A finding as one line of JSON, with the predicates and readings that prove it. */
final class FindingJson {
  private FindingJson() {}

  static String line(Finding finding, Catalog catalog) {
    var subject = catalog.findSubject(finding.subject());
    var text = new StringBuilder("{\"key\":").append(quoted(finding.key()));
    field(text, "kind", finding.kind().name());
    field(text, "rule", finding.rule());
    text.append(",\"version\":").append(finding.ruleVersion());
    field(text, "subject", subject == null ? null : subject.code());
    field(text, "device", finding.device());
    field(text, "area", finding.area());
    var level = finding.level();
    field(text, "level", level == null ? null : level.name());
    field(text, "start", Csv.isoTime(finding.episodeStartMillis()));
    field(text, "time", Csv.isoTime(finding.timeMillis()));
    text.append(",\"predicates\":[");
    var comma = "";
    for (var predicate : finding.trace().predicates()) {
      text.append(comma).append("{\"path\":").append(quoted(predicate.path()));
      text.append(",\"holds\":").append(predicate.holds());
      number(text, "value", predicate.value());
      number(text, "limit", predicate.limit());
      text.append('}');
      comma = ",";
    }
    text.append("],\"readings\":[");
    comma = "";
    for (var reading : finding.trace().readings()) {
      text.append(comma).append("{\"property\":").append(quoted(reading.property()));
      field(text, "time", Csv.isoTime(reading.timeMillis()));
      number(text, "value", reading.value());
      text.append('}');
      comma = ",";
    }
    return text.append("]}").toString();
  }

  private static void field(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(",\"").append(name).append("\":").append(quoted(value));
    }
  }

  private static void number(StringBuilder text, String name, @Nullable Double value) {
    if (value != null && Double.isFinite(value)) {
      text.append(",\"").append(name).append("\":").append(value);
    }
  }

  private static String quoted(String value) {
    var text = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
