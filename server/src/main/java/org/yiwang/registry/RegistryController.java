package org.yiwang.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.registry.Catalogue.DeviceView;
import org.yiwang.registry.Catalogue.SubjectView;
import org.yiwang.registry.Drafts.NewDevice;
import org.yiwang.registry.Drafts.NewSubject;
import org.yiwang.territory.Areas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Subjects and devices over HTTP. The reader sees those in the areas the right reaches. */
@RestController
@RequestMapping("/api/v1")
class RegistryController {
  record KindView(String code, Text name, JsonNode schema, String track) {}

  record SubjectWithDevices(
      @com.fasterxml.jackson.annotation.JsonUnwrapped SubjectView subject,
      List<DeviceView> devices) {}

  record SentSubject(
      @Nullable String code,
      @Nullable String kind,
      @Nullable String name,
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable JsonNode attributes) {}

  record SentDatastream(@Nullable String property, @Nullable String unit) {}

  record SentDevice(
      @Nullable String code,
      @Nullable String name,
      @Nullable String kind,
      @Nullable String subject,
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable List<SentDatastream> datastreams) {}

  private final Catalogue catalogue;
  private final Register register;
  private final Checks checks;
  private final Kinds kinds;
  private final Areas areas;

  RegistryController(
      Catalogue catalogue, Register register, Checks checks, Kinds kinds, Areas areas) {
    this.catalogue = catalogue;
    this.register = register;
    this.checks = checks;
    this.kinds = kinds;
    this.areas = areas;
  }

  @Needs("registry.read")
  @GetMapping("/kinds")
  Page<KindView> kinds() {
    return Page.of(
        kinds.list().stream()
            .map(kind -> new KindView(kind.code(), kind.name(), kind.definition(), kind.track()))
            .toList());
  }

  @Needs("registry.read")
  @GetMapping("/subjects")
  Page<SubjectView> subjects(
      Caller caller,
      @RequestParam @Nullable String kind,
      @RequestParam @Nullable String area,
      @RequestParam @Nullable String q,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit) {
    return catalogue.subjects(query(caller, area, kind, null, q, cursor, limit));
  }

  @Needs("registry.read")
  @GetMapping("/subjects/{id}")
  SubjectWithDevices subject(Caller caller, @PathVariable long id) {
    var subject = catalogue.subject(id, caller.scopes("registry.read"));
    var devices = catalogue.devices(query(caller, null, null, id, null, null, Page.MAX_SIZE));
    return new SubjectWithDevices(subject, devices.items());
  }

  @Needs("registry.read")
  @GetMapping("/devices")
  Page<DeviceView> devices(
      Caller caller,
      @RequestParam @Nullable String kind,
      @RequestParam @Nullable String area,
      @RequestParam @Nullable Long subject,
      @RequestParam @Nullable String q,
      @RequestParam @Nullable String cursor,
      @RequestParam @Nullable Integer limit) {
    return catalogue.devices(query(caller, area, kind, subject, q, cursor, limit));
  }

  @Needs("registry.read")
  @GetMapping("/devices/{code}")
  DeviceView device(Caller caller, @PathVariable String code) {
    return catalogue
        .findDevice(code, caller.scopes("registry.read"))
        .orElseThrow(() -> Refused.notFound("device", code));
  }

  @Needs("registry.write")
  @PostMapping("/subjects")
  @ResponseStatus(HttpStatus.CREATED)
  SubjectView addSubject(Caller caller, @RequestBody SentSubject sent) {
    var subject =
        new NewSubject(
            text(sent.code()),
            text(sent.kind()),
            text(sent.name()),
            sent.lon() == null ? Double.NaN : sent.lon(),
            sent.lat() == null ? Double.NaN : sent.lat(),
            sent.attributes() == null ? JsonNodeFactory.instance.objectNode() : sent.attributes());
    refuse(checks.faults(subject));
    caller.require("registry.write", checks.gridOf(subject).path(), null);
    if (!register.findSubjects(List.of(subject.code())).isEmpty()) {
      throw Refused.conflict("code", subject.code() + " is registered already");
    }
    var id = register.putSubjects(List.of(subject)).getFirst();
    return catalogue.subject(id, new String[] {"%"});
  }

  @Needs("registry.write")
  @PostMapping("/devices")
  @ResponseStatus(HttpStatus.CREATED)
  DeviceView addDevice(Caller caller, @RequestBody SentDevice sent) {
    var units = new LinkedHashMap<String, String>();
    if (sent.datastreams() != null) {
      sent.datastreams().forEach(one -> units.put(text(one.property()), text(one.unit())));
    }
    var device =
        new NewDevice(
            text(sent.code()),
            text(sent.name()),
            text(sent.kind()),
            text(sent.subject()),
            sent.lon(),
            sent.lat(),
            Map.copyOf(units));
    refuse(checks.faults(device));
    var subject = register.findSubjects(List.of(device.subject())).get(device.subject());
    if (subject == null) {
      throw Refused.invalid("subject", "no subject " + device.subject());
    }
    caller.require("registry.write", checks.gridOf(subject).path(), null);
    if (!register.findDevices(List.of(device.code())).isEmpty()) {
      throw Refused.conflict("code", device.code() + " is registered already");
    }
    register.putDevices(List.of(device));
    return catalogue.findDevice(device.code(), new String[] {"%"}).orElseThrow();
  }

  private Catalogue.Query query(
      Caller caller,
      @Nullable String area,
      @Nullable String kind,
      @Nullable Long subject,
      @Nullable String q,
      @Nullable String cursor,
      @Nullable Integer limit) {
    var path =
        area == null
            ? "/"
            : areas.findPath(area, areas.today()).orElseThrow(() -> Refused.notFound("area", area));
    return new Catalogue.Query(
        caller.scopes("registry.read"),
        path + "%",
        kind,
        subject,
        q == null || q.isBlank() ? null : "%" + q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%",
        number(cursor),
        Page.size(limit));
  }

  private static long number(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Refused.invalid("cursor", "is none of this list");
    }
    return Long.parseLong(cursor);
  }

  private static void refuse(List<Refused.Fault> faults) {
    if (!faults.isEmpty()) {
      throw Refused.invalid(faults);
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }
}
