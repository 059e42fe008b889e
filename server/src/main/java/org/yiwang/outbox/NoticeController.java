package org.yiwang.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;

/** The caller's own notices: those that were sent while nobody followed the stream, too. */
@RestController
@RequestMapping("/api/v1/notices")
class NoticeController {
  record NoticePage(List<Notices.Notice> items, @Nullable String next, long unread) {}

  private final Notices notices;

  NoticeController(Notices notices) {
    this.notices = notices;
  }

  @Needs(Needs.SIGN_IN)
  @GetMapping
  NoticePage list(
      @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit, Caller caller) {
    var size = Page.size(limit);
    var found = notices.list(caller, place(cursor), size + 1);
    var items = found.stream().limit(size).toList();
    var last = items.isEmpty() ? null : items.getLast();
    var next =
        last == null || found.size() <= size ? null : (last.read() ? "read-" : "new-") + last.id();
    return new NoticePage(items, next, notices.unread(caller));
  }

  @Needs(Needs.SIGN_IN)
  @PostMapping("/{id}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void markRead(@PathVariable long id, Caller caller) {
    if (!notices.markRead(caller, id)) {
      throw Refused.notFound("notice", id);
    }
  }

  @Needs(Needs.SIGN_IN)
  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void markAllRead(Caller caller) {
    notices.markRead(caller, null);
  }

  private static Notices.@Nullable Place place(@Nullable String cursor) {
    if (cursor == null || cursor.isBlank()) {
      return null;
    }
    if (!cursor.matches("(new|read)-[0-9]{1,18}")) {
      throw Page.unknownCursor();
    }
    var id = Long.parseLong(cursor.substring(cursor.indexOf('-') + 1));
    return new Notices.Place(cursor.startsWith("read"), id);
  }
}
