package org.yiwang.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.cases.Actor;
import org.yiwang.cases.Cases;
import org.yiwang.dispatch.Task;
import org.yiwang.dispatch.Tasks;
import org.yiwang.handling.Handling;
import org.yiwang.handling.Sent;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;

/** A grid worker's or handler's own tasks, and the steps of the work. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskController {
  private final Tasks tasks;
  private final Cases cases;
  private final Handling handling;
  private final Views views;

  TaskController(Tasks tasks, Cases cases, Handling handling, Views views) {
    this.tasks = tasks;
    this.cases = cases;
    this.handling = handling;
    this.views = views;
  }

  @Needs("task.do")
  @GetMapping
  Page<Views.TaskView> mine(
      @RequestParam(defaultValue = "open") String state,
      @RequestParam @Nullable Long person,
      Caller caller) {
    var whose = caller.person() == null ? person : caller.person();
    if (whose == null) {
      return Page.of(java.util.List.of());
    }
    return Page.of(
        tasks.listOfPerson(whose, state.equals("open")).stream().map(views::of).toList());
  }

  @Needs("task.do")
  @GetMapping("/{id}")
  Views.TaskView get(@PathVariable long id, Caller caller) {
    return views.of(own(id, caller));
  }

  /**
   * The full number of who reported it: for the person on the way, and for who may call anybody.
   */
  @Needs("task.contact")
  @GetMapping("/{id}/contact")
  Views.Contact contact(@PathVariable long id, Caller caller) {
    var c = cases.get(tasks.get(id).cityCase());
    if (!caller.has("people.contact", c.areaPath(), c.type())) {
      own(id, caller);
    }
    return views.contact(c).orElseThrow(() -> Refused.notFound("contact", id));
  }

  @Needs("task.do")
  @PostMapping("/{id}/{step}")
  Views.TaskView step(
      @PathVariable long id,
      @PathVariable String step,
      @RequestBody(required = false) @Nullable Sent sent,
      Caller caller) {
    own(id, caller);
    var body = sent == null ? new Sent(null, null, null, null, null, null, null) : sent;
    return views.of(handling.step(id, step, Actor.of(caller), body));
  }

  /** A person does their own tasks; a machine with the right, all in its area. */
  private Task own(long id, Caller caller) {
    var task = tasks.get(id);
    var isOwn = caller.person() != null && caller.person() == task.person();
    var path = cases.get(task.cityCase()).areaPath();
    if (!isOwn && !(caller.kind().equals("machine") && caller.has("task.do", path, null))) {
      throw Refused.notFound("task", id);
    }
    return task;
  }
}
