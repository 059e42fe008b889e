package org.yiwang.engine.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.About;
import org.yiwang.engine.Rule;
import org.yiwang.engine.condition.Condition;
import org.yiwang.engine.condition.Quantity;

/** Reads one condition: a mapping with the kind as its key, and perhaps {@code for} beside it. */
final class ConditionReader {
  private static final long DAY_MILLIS = 86_400_000;
  static final Set<String> KINDS =
      Set.of(
          "above", "below", "outside", "equals", "rises", "falls", "flat", "spike", "silent",
          "during", "inside", "unusual", "members", "events", "still", "count", "then", "missing",
          "all", "any", "not");

  private static final Set<String> LEAVES =
      Set.of(
          "above", "below", "outside", "equals", "rises", "falls", "flat", "spike", "silent",
          "inside", "unusual");

  /** A quantity met while reading; it becomes a mention when the rule it stands in is known. */
  private record Met(
      Part part,
      String property,
      Quantity quantity,
      @Nullable Quantity beside,
      boolean difference) {}

  private final About about;

  /** Whether what is read now is about a member of the area that the rule is about. */
  private boolean inMember;

  private boolean devices;
  private final List<Met> met = new ArrayList<>();
  private final List<Mention> mentions = new ArrayList<>();

  ConditionReader(About about) {
    this.about = about;
    this.devices = about == About.DEVICE;
  }

  /** What the conditions read so far are about, now that their rule is known. */
  List<Mention> mentions(Rule rule) {
    var all = new ArrayList<>(mentions);
    for (var one : met) {
      all.add(
          new Mention.Compared(
              one.part, rule, one.property, one.quantity, one.beside, one.difference));
    }
    return all;
  }

  Condition read(Part part) {
    var allowed = new java.util.HashSet<>(KINDS);
    allowed.add("for");
    var fields = new LinkedHashMap<>(part.fields(allowed));
    var lasting = fields.remove("for");
    if (fields.size() != 1) {
      var known = KINDS.stream().sorted().collect(Collectors.joining(", "));
      throw part.broken(
          fields.isEmpty() ? "a condition is expected here" : "one condition only is expected here",
          fields.isEmpty() ? "one of " + known : "join several by all: or any:");
    }
    var entry = fields.entrySet().iterator().next();
    checkPlace(entry.getKey(), entry.getValue());
    var condition = read(entry.getKey(), entry.getValue());
    return lasting == null ? condition : new Condition.Sustained(condition, lasting.millis());
  }

  /** Of an area only its members can be judged, and only an area has members. */
  private void checkPlace(String kind, Part part) {
    boolean ofMembers = kind.equals("members") || kind.equals("events");
    boolean ofReadings = LEAVES.contains(kind);
    if (ofMembers && (inMember || !about.isGroup())) {
      throw part.broken("only an area has members", "write about: {area: LEVEL}");
    }
    if (ofReadings && about.isGroup() && !inMember) {
      throw part.broken("an area has no readings", "put it into members: or events:");
    }
  }

  private Condition members(String kind, Part part) {
    var fields =
        part.fields(
            kind.equals("members")
                ? Set.of("of", "each", "number", "share")
                : Set.of("of", "each", "times", "within"));
    var each = fields.containsKey("each") ? fields.get("each").text() : "subject";
    if (!each.equals("subject") && !each.equals("device")) {
      throw part.required(fields, "each")
          .broken("'" + each + "' is no member", "subject or device");
    }
    inMember = true;
    devices = each.equals("device");
    var of = member(part.required(fields, "of"));
    inMember = false;
    devices = false;
    if (kind.equals("events")) {
      return new Condition.Events(
          of,
          each.equals("device"),
          times(part.required(fields, "times")),
          part.required(fields, "within").millis());
    }
    var number = fields.get("number");
    var share = fields.get("share");
    if (number == null && share == null) {
      throw part.broken("neither a number nor a share", "add number: 3 or share: 30 %");
    }
    return new Condition.Members(
        of,
        each.equals("device"),
        number == null ? 1 : number.positiveWhole(),
        share == null ? 0 : share(share));
  }

  private Condition member(Part part) {
    var fields = part.fields(Set.of());
    if (fields.containsKey("rule")) {
      var id = part.required(fields, "rule");
      mentions.add(new Mention.OtherRule(id, id.text()));
      return new Condition.OfRule(id.text());
    }
    return event(part);
  }

  private static double share(Part part) {
    var given = part.quantity();
    if (!given.unit().equals("%") || given.value() <= 0 || given.value() > 100) {
      throw part.broken("a share is expected here", "write it like 30 %");
    }
    return given.value() / 100;
  }

  private static int times(Part part) {
    int times = part.positiveWhole();
    if (times > 100) {
      throw part.broken("counts up to 100 only", "a smaller number");
    }
    return times;
  }

  private Condition read(String kind, Part part) {
    return switch (kind) {
      case "above" -> above(part);
      case "below" -> below(part);
      case "outside" -> outside(part);
      case "equals" -> {
        var fields = part.fields(Set.of("property", "value"));
        yield new Condition.Equal(
            part.required(fields, "property").text(), part.required(fields, "value").number());
      }
      case "rises", "falls" -> moves(kind, part);
      case "flat" -> flat(part);
      case "spike" -> spike(part);
      case "during" -> during(part);
      case "inside" -> inside(part);
      case "unusual" -> unusual(part);
      case "members", "events" -> members(kind, part);
      case "silent" -> {
        var fields = part.fields(Set.of("property", "for"));
        var property = fields.get("property");
        yield new Condition.Silent(
            property == null ? null : property.text(), part.required(fields, "for").millis());
      }
      case "still" -> still(part);
      case "count" -> {
        var fields = part.fields(Set.of("of", "times", "within"));
        int times = times(part.required(fields, "times"));
        yield new Condition.Count(
            event(part.required(fields, "of")), times, part.required(fields, "within").millis());
      }
      case "then" -> {
        var fields = part.fields(Set.of("first", "second", "within"));
        yield new Condition.Then(
            event(part.required(fields, "first")),
            event(part.required(fields, "second")),
            part.required(fields, "within").millis());
      }
      case "missing" -> {
        var fields = part.fields(Set.of("after", "expected", "within"));
        yield new Condition.Missing(
            event(part.required(fields, "after")),
            event(part.required(fields, "expected")),
            part.required(fields, "within").millis());
      }
      case "all" -> new Condition.All(part.items().stream().map(this::read).toList());
      case "any" -> new Condition.Any(part.items().stream().map(this::read).toList());
      case "not" -> new Condition.Not(read(part));
      default -> throw part.broken("unknown condition", Closest.suggestion(kind, KINDS));
    };
  }

  private Condition above(Part part) {
    var fields = part.fields(Set.of("property", "limit", "rearm-below", "sensors"));
    var limit = part.required(fields, "limit").quantity();
    var rearm = Part.quantity(fields.get("rearm-below"));
    if (rearm != null && rearm.value() > limit.value() && rearm.unit().equals(limit.unit())) {
      throw part.required(fields, "rearm-below")
          .broken("rearms above its limit", "a value below the limit");
    }
    var property = part.required(fields, "property").text();
    compared(fields.get("limit"), property, null, false);
    compared(fields.get("rearm-below"), property, limit, false);
    return new Condition.Limit(
        "above", property, null, limit, null, rearm, sensors(fields.get("sensors")));
  }

  private Condition below(Part part) {
    var fields = part.fields(Set.of("property", "limit", "rearm-above", "sensors"));
    var limit = part.required(fields, "limit").quantity();
    var rearm = Part.quantity(fields.get("rearm-above"));
    if (rearm != null && rearm.value() < limit.value() && rearm.unit().equals(limit.unit())) {
      throw part.required(fields, "rearm-above")
          .broken("rearms below its limit", "a value above the limit");
    }
    var property = part.required(fields, "property").text();
    compared(fields.get("limit"), property, null, false);
    compared(fields.get("rearm-above"), property, limit, false);
    return new Condition.Limit(
        "below", property, limit, null, rearm, null, sensors(fields.get("sensors")));
  }

  private Condition outside(Part part) {
    var fields =
        part.fields(Set.of("property", "low", "high", "rearm-above", "rearm-below", "sensors"));
    Quantity low = part.required(fields, "low").quantity();
    Quantity high = part.required(fields, "high").quantity();
    if (low.unit().equals(high.unit()) && low.value() >= high.value()) {
      throw part.broken("the low limit is not below the high one", "swap them");
    }
    var property = part.required(fields, "property").text();
    compared(fields.get("low"), property, null, false);
    compared(fields.get("high"), property, low, false);
    compared(fields.get("rearm-above"), property, low, false);
    compared(fields.get("rearm-below"), property, low, false);
    return new Condition.Limit(
        "outside",
        property,
        low,
        high,
        Part.quantity(fields.get("rearm-above")),
        Part.quantity(fields.get("rearm-below")),
        sensors(fields.get("sensors")));
  }

  private Condition still(Part part) {
    var fields = part.fields(Set.of("of", "after", "for"));
    var of = fields.get("of");
    return new Condition.Still(
        of == null ? null : read(of),
        event(part.required(fields, "after")),
        part.required(fields, "for").millis());
  }

  private Condition moves(String kind, Part part) {
    var fields = part.fields(Set.of("property", "by", "within", "sensors"));
    var property = part.required(fields, "property").text();
    var by = difference(part.required(fields, "by"), property);
    long within = part.required(fields, "within").millis();
    return new Condition.Moves(kind, property, by, within, sensors(fields.get("sensors")));
  }

  private Condition flat(Part part) {
    aboutDevicesOnly(part);
    var fields = part.fields(Set.of("property", "for", "tolerance"));
    var property = part.required(fields, "property").text();
    var tolerance = fields.get("tolerance");
    return new Condition.Flat(
        property,
        tolerance == null ? null : difference(tolerance, property),
        part.required(fields, "for").millis());
  }

  private Condition spike(Part part) {
    aboutDevicesOnly(part);
    var fields = part.fields(Set.of("property", "by", "within"));
    var property = part.required(fields, "property").text();
    var by = difference(part.required(fields, "by"), property);
    return new Condition.Spike(property, by, part.required(fields, "within").millis());
  }

  private void aboutDevicesOnly(Part part) {
    if (!devices) {
      throw part.broken("tells of a device, not of the subject", "write about: device");
    }
  }

  private Quantity difference(Part part, String property) {
    var by = part.quantity();
    if (by.value() <= 0) {
      throw part.broken("a difference greater than 0 is expected here", "");
    }
    compared(part, property, null, true);
    return by;
  }

  private Condition during(Part part) {
    var schedule = ScheduleReader.read(part);
    var calendar = schedule.calendar();
    if (calendar != null) {
      mentions.add(new Mention.Named(part, "calendar", calendar));
    }
    return new Condition.During(schedule);
  }

  private Condition inside(Part part) {
    var fields = part.fields(Set.of("zone", "lon", "lat"));
    var zone = part.required(fields, "zone");
    mentions.add(new Mention.Named(zone, "zone", zone.text()));
    var lon = fields.get("lon");
    var lat = fields.get("lat");
    return new Condition.Inside(
        zone.text(), lon == null ? "lon" : lon.text(), lat == null ? "lat" : lat.text());
  }

  private Condition unusual(Part part) {
    var by = part.fields(Set.of()).get("by");
    if (by != null) {
      return forest(part, by);
    }
    var fields = part.fields(Set.of("property", "spreads", "at-least"));
    var property = part.required(fields, "property").text();
    double spreads = part.required(fields, "spreads").number();
    if (spreads <= 0) {
      throw part.required(fields, "spreads").broken("a number above 0 is expected here", "");
    }
    var atLeast = fields.get("at-least");
    return new Condition.Unusual(
        property, spreads, atLeast == null ? null : difference(atLeast, property));
  }

  private Condition forest(Part part, Part by) {
    if (!by.text().equals("forest")) {
      throw by.broken("forest is expected here", "leave it out to go by the hour of the week");
    }
    var fields = part.fields(Set.of("property", "by", "over", "within"));
    var over = part.required(fields, "over");
    if (over.number() <= 0) {
      throw over.broken("a number above 0 is expected here", "begin with 1.5");
    }
    var within = fields.get("within");
    return new Condition.Forest(
        part.required(fields, "property").text(),
        over.number(),
        within == null ? DAY_MILLIS : within.millis());
  }

  private void compared(
      @Nullable Part part, String property, @Nullable Quantity beside, boolean difference) {
    if (part != null) {
      met.add(new Met(part, property, part.quantity(), beside, difference));
    }
  }

  /** An event: {@code {property, becomes}}, or any condition at the moment it begins to hold. */
  private Condition event(Part part) {
    var fields = part.fields(Set.of());
    if (!fields.containsKey("becomes")) {
      var condition = read(part);
      if (condition.holdsUnheard(true) != condition.holdsUnheard(false)) {
        throw part.broken(
            "a schedule alone is no event", "join it with a condition on readings by all:");
      }
      return condition;
    }
    var known = part.fields(Set.of("property", "becomes"));
    return new Condition.Equal(
        part.required(known, "property").text(), part.required(known, "becomes").number());
  }

  private int sensors(@Nullable Part part) {
    return part == null ? 1 : part.positiveWhole();
  }
}
