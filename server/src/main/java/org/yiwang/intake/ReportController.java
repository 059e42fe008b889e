package org.yiwang.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Refused;

/** Reports, made by anyone with the right. */
@RestController
@RequestMapping("/api/v1/reports")
class ReportController {
  record Contact(@Nullable String name, @Nullable String phone) {}

  record Body(
      @Nullable String text,
      @Nullable String category,
      @Nullable Double lon,
      @Nullable Double lat,
      @Nullable List<Long> photos,
      @Nullable Contact contact) {}

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  @Needs("report.file")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Reports.Report file(@RequestBody Body body, Caller caller) {
    if (body.lon() == null || body.lat() == null) {
      throw Refused.invalid(body.lon() == null ? "lon" : "lat", "is missing");
    }
    var contact = body.contact() == null ? new Contact(null, null) : body.contact();
    return reports.file(
        new Reports.Draft(
            caller.has("task.do") ? "grid-worker" : "citizen",
            body.category(),
            body.text() == null ? "" : body.text(),
            body.lon(),
            body.lat(),
            body.photos() == null ? List.of() : body.photos(),
            contact.name(),
            contact.phone(),
            caller.name()));
  }
}
