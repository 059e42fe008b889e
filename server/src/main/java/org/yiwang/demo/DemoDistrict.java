package org.yiwang.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yiwang.access.Accounts;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.platform.Settings;
import org.yiwang.platform.Text;
import org.yiwang.tables.Importers;

/** Loads the model district on a demo's first start, through the same importers as real data. */
@Component
@Order(10)
public class DemoDistrict implements ApplicationRunner {
  /** A sample account, shown on the sign-in page of a demo. */
  public record Login(String login, String password, String role, Text label) {}

  private static final Logger log = LoggerFactory.getLogger(DemoDistrict.class);

  private final Settings settings;
  private final Importers importers;
  private final People people;
  private final Accounts accounts;

  DemoDistrict(Settings settings, Importers importers, People people, Accounts accounts) {
    this.settings = settings;
    this.importers = importers;
    this.people = people;
    this.accounts = accounts;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    var demo = settings.demo();
    if (demo == null || settings.tool() || !accounts.none()) {
      return;
    }
    log.info("Loading the model district (first start only) …");
    for (var report : importers.load(Path.of(demo.district()))) {
      report.problems().forEach(problem -> log.warn("{}", problem));
    }
    var password = password();
    for (var person : withLogin()) {
      var account = accounts.put(login(person), person.name(), password, person.id());
      for (var post : person.posts()) {
        accounts.grant(account, post, null, null);
      }
    }
  }

  /** Whom a newcomer would try, in this order; posts that are not here come after. */
  private static final List<String> FIRST =
      List.of("shift-lead", "grid-worker", "leader", "dispatcher", "verifier", "operator");

  /** One sample account a post of a demo; none otherwise. The other people sign in by typing. */
  public List<Login> logins() {
    if (settings.demo() == null) {
      return List.of();
    }
    var password = password();
    var posts = people.posts();
    var oneByPost = new LinkedHashMap<String, Person>();
    withLogin().forEach(person -> oneByPost.putIfAbsent(person.posts().getFirst(), person));
    return oneByPost.entrySet().stream()
        .sorted(Comparator.comparingInt(one -> place(one.getKey())))
        .map(Map.Entry::getValue)
        .map(person -> {
          var post = person.posts().getFirst();
          var named = posts.get(post);
          var role = named == null ? Text.of(post) : named.name();
          var label = new Text(role.zh() + " " + person.name(), role.en() + " " + person.name());
          return new Login(login(person), password, post, label);
        })
        .toList();
  }

  private static int place(String post) {
    var place = FIRST.indexOf(post);
    return place < 0 ? FIRST.size() : place;
  }

  private List<Person> withLogin() {
    return people.list().stream()
        .filter(person -> person.login() != null && !person.posts().isEmpty())
        .toList();
  }

  private static String login(Person person) {
    var login = person.login();
    return login == null ? person.code() : login;
  }

  /**
   * Made for each demo, kept in its folder: an open demo in a network is no open door elsewhere.
   */
  private String password() {
    var file = settings.dataFolder().resolve("demo-password");
    try {
      if (!Files.exists(file)) {
        var random = new SecureRandom();
        var text = new StringBuilder("demo-");
        for (var i = 0; i < 8; i++) {
          text.append((char) ('a' + random.nextInt(26)));
        }
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
