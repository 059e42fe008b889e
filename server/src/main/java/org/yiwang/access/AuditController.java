package org.yiwang.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;

/** The audit, for those who may read it. */
@RestController
class AuditController {
  record Verdict(boolean whole, @Nullable Long brokenAt) {}

  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  @Needs("audit.read")
  @GetMapping("/api/v1/audit")
  Page<Audit.Entry> newest(
      @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
    var size = Page.size(limit);
    var found = audit.listBefore(before(cursor), size + 1);
    var items = found.subList(0, Math.min(size, found.size()));
    return new Page<>(items, found.size() > size ? Long.toString(items.getLast().id()) : null);
  }

  private static long before(@Nullable String cursor) {
    try {
      return cursor == null || cursor.isBlank() ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw Refused.invalid("cursor", "is not one that this list gave");
    }
  }

  @Needs("audit.read")
  @GetMapping("/api/v1/audit/verify")
  Verdict verify() {
    var broken = audit.verify();
    return new Verdict(broken.isEmpty(), broken.orElse(null));
  }
}
