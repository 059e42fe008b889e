package org.yiwang.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;

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
    var found = audit.listBefore(Page.before(cursor), size + 1);
    return Page.byNumber(found, size, Audit.Entry::id);
  }

  @Needs("audit.read")
  @GetMapping("/api/v1/audit/verify")
  Verdict verify() {
    var broken = audit.verify();
    return new Verdict(broken.isEmpty(), broken.orElse(null));
  }
}
