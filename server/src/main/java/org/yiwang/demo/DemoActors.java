package org.yiwang.demo;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;
import org.yiwang.cases.Act;
import org.yiwang.cases.Actor;
import org.yiwang.cases.CaseState;
import org.yiwang.cases.CaseTypes;
import org.yiwang.cases.Cases;
import org.yiwang.cases.CityCase;
import org.yiwang.dispatch.Task;
import org.yiwang.dispatch.Tasks;
import org.yiwang.handling.Handling;
import org.yiwang.handling.Sent;
import org.yiwang.intake.Photos;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.people.Positions;
import org.yiwang.territory.Position;

/** The people of the demo: they do what the script says, unless a real person was there first. */
@Component
class DemoActors {
  private static final int SHOWN_ON_DUTY = 120;

  /** A position older than this is of an earlier shift. */
  private static final int FRESH_MINUTES = 8 * 60;

  private final Cases cases;
  private final CaseTypes types;
  private final Tasks tasks;
  private final Handling handling;
  private final People people;
  private final Positions positions;
  private final Photos photos;
  private final Clock clock;

  DemoActors(
      Cases cases,
      CaseTypes types,
      Tasks tasks,
      Handling handling,
      People people,
      Positions positions,
      Photos photos,
      Clock clock) {
    this.cases = cases;
    this.types = types;
    this.tasks = tasks;
    this.handling = handling;
    this.people = people;
    this.positions = positions;
    this.photos = photos;
    this.clock = clock;
  }

  /** Leads one case on by a step, if the script's time for it has come. */
  void play(CityCase cityCase, DayScript.Episode episode, DayScript.Said said) {
    var task = tasks.findOpen(cityCase.id());
    if (!cityCase.automatic() || task.isEmpty()) {
      return;
    }
    var worker = episode.worker();
    if (worker != null) {
      work(cityCase, task.get(), worker, said);
    }
    var verifier = episode.verifier();
    if (verifier != null && cityCase.state() == CaseState.HANDED_IN) {
      verify(cityCase, task.get(), verifier, said);
    }
  }

  private void work(CityCase cityCase, Task task, DayScript.Worker worker, DayScript.Said said) {
    var since = task.assignedAt();
    switch (cityCase.state()) {
      case ASSIGNED -> {
        if (isAfter(since, worker.accept())) {
          step(cityCase, task, "accept", 0.5, said);
        }
      }
      case ACCEPTED -> {
        if (isAfter(since, worker.arrive())) {
          step(cityCase, task, "arrive", 1, said);
        }
      }
      case ARRIVED, REWORK -> {
        if (isAfter(since, worker.handIn())) {
          step(cityCase, task, "hand-in", 1, said);
        }
      }
      case FILED, DISPATCHED, HANDED_IN, SUSPENDED, CLOSED, CANCELLED -> {}
    }
  }

  private void verify(
      CityCase cityCase, Task task, DayScript.Verifier verifier, DayScript.Said said) {
    var handedIn = task.handedInAt();
    if (handedIn == null || !isAfter(handedIn, verifier.after())) {
      return;
    }
    var verdict =
        verifier.verdicts().get(Math.min(cityCase.reworks(), verifier.verdicts().size() - 1));
    var person =
        people.listInArea("verifier", "/").stream()
            .filter(one -> one.id() != task.person())
            .findFirst();
    person.ifPresent(found -> {
      var isGood = verdict.equals("verify");
      var note = isGood ? said.verify() : said.refuse();
      var act = new Act(verdict, actor(found), null, note, List.of(), Map.of());
      handling.verify(cityCase.id(), isGood, act);
    });
  }

  /** The person has come a share of the way from their own grid. */
  private void step(CityCase cityCase, Task task, String step, double share, DayScript.Said said) {
    var person = people.get(task.person());
    var from = start(person, cityCase);
    var lon = from.lon() + share * (cityCase.lon() - from.lon());
    var lat = from.lat() + share * (cityCase.lat() - from.lat());
    var isHandIn = step.equals("hand-in");
    var sent =
        new Sent(
            null,
            clock.instant(),
            lon,
            lat,
            isHandIn ? said.handIn() : null,
            isHandIn ? List.of(photo(cityCase, person)) : List.of(),
            isHandIn ? answers(cityCase, said.answer()) : Map.of());
    handling.step(task.id(), step, actor(person), sent);
  }

  private Position start(Person person, CityCase cityCase) {
    var seen = positions.latest(List.of(person.id())).get(person.id());
    return seen == null ? new Position(cityCase.lon() + 0.004, cityCase.lat()) : seen.position();
  }

  /** Something of the right kind for each line of the checklist. */
  private Map<String, Object> answers(CityCase cityCase, String text) {
    var answers = new HashMap<String, Object>();
    for (var line : types.of(cityCase).checklist()) {
      switch (line.type()) {
        case "check" -> answers.put(line.id(), true);
        case "number" -> answers.put(line.id(), 4.5);
        case "text" -> answers.put(line.id(), text);
        default -> {}
      }
    }
    return answers;
  }

  /** A drawn picture that says that it is one. */
  private long photo(CityCase cityCase, Person person) {
    var picture = new BufferedImage(640, 420, BufferedImage.TYPE_INT_RGB);
    var graphics = picture.createGraphics();
    graphics.setColor(new Color(0x64748b));
    graphics.fillRect(0, 0, 640, 420);
    graphics.setColor(new Color(0x334155));
    graphics.fillOval(220, 120, 200, 200);
    graphics.setColor(Color.WHITE);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
    graphics.drawString("DEMO " + cityCase.number(), 24, 40);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return photos.add(
        bytes.toByteArray(), null, clock.instant(), cityCase.lon(), cityCase.lat(), person.name());
  }

  /**
   * About a hundred workers on duty stand in their grids, so that the map shows them. Who has been
   * seen since the shift began stays there.
   */
  void takePlaces() {
    var now = clock.instant();
    var onDuty =
        people.listInArea("grid-worker", "/").stream()
            .filter(person -> people.duty(person.id(), now).isPresent())
            .limit(SHOWN_ON_DUTY)
            .toList();
    var seen = positions.latest(onDuty.stream().map(Person::id).toList());
    for (var person : onDuty) {
      var last = seen.get(person.id());
      if (last == null || isAfter(last.at(), FRESH_MINUTES)) {
        people.placeOf(person).ifPresent(place -> positions.note(person.id(), place, now));
      }
    }
  }

  /** The open case of a subject. */
  java.util.Optional<CityCase> caseOf(long subject, List<CityCase> open) {
    return open.stream()
        .filter(one -> Long.valueOf(subject).equals(one.subject()))
        .findFirst()
        .map(one -> cases.get(one.id()));
  }

  private boolean isAfter(Instant since, int minutes) {
    return clock.instant().isAfter(since.plus(Duration.ofMinutes(minutes)));
  }

  private static Actor actor(Person person) {
    return new Actor("person", person.id(), person.name(), person.id());
  }
}
