package org.yiwang.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.yiwang.access.Account;
import org.yiwang.access.Accounts;
import org.yiwang.access.Audit;
import org.yiwang.access.Roles;
import org.yiwang.people.People;
import org.yiwang.people.Person;
import org.yiwang.platform.Refused;
import org.yiwang.territory.Areas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * {@code account}: the accounts of people, from the command line of the machine, where nobody has
 * to be signed in. Passwords are made here and told once; each person changes theirs in the desk.
 */
@Command(
    name = "account",
    description = "Accounts of people: makes, lists, changes and disables them.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AccountCommand {
  private final Class<?> application;

  @Option(
      names = "--data",
      defaultValue = "data/main",
      scope = ScopeType.INHERIT,
      description = "folder of the installation (data/main)")
  private Path data = Path.of("");

  @Option(names = "--config", scope = ScopeType.INHERIT, description = "configuration file")
  private @Nullable Path config;

  AccountCommand(Class<?> application) {
    this.application = application;
  }

  @Command(name = "create", description = "Makes one and prints its first password.")
  int create(
      @Parameters(paramLabel = "LOGIN") String login,
      @Option(names = "--role", required = true, description = "such as shift-lead") String role,
      @Option(names = "--area", description = "where it holds; everywhere without it")
          @Nullable String area,
      @Option(names = "--name", description = "as timelines show it") @Nullable String name,
      @Option(names = "--person", description = "code of the person whose account it is")
          @Nullable String person) {
    return with(context -> {
      requireArea(context, area);
      var accounts = context.getBean(Accounts.class);
      var canonical = context.getBean(Roles.class).named(role);
      var whose = person == null ? null : person(context, person);
      var shown = name != null ? name : whose != null ? whose.name() : login;
      var password = accounts.create(login, shown, whose == null ? null : whose.id());
      accounts.grant(accounts.get(login).id(), canonical, area, null);
      note(context, "create", login, canonical + " in " + where(area));
      System.out.println(password);
      return 0;
    });
  }

  @Command(
      name = "people",
      description = {
        "Makes one for everybody who has a login in people.csv and no account yet:",
        "the roles of their posts, in the area of their unit. Prints login,password lines."
      })
  int people() {
    return with(context -> {
      var people = context.getBean(People.class);
      var accounts = context.getBean(Accounts.class);
      var roles = context.getBean(Roles.class);
      var taken = new ArrayList<String>();
      accounts.listAfter(0, Integer.MAX_VALUE).forEach(account -> taken.add(account.login()));
      for (var person : people.list()) {
        var login = person.login();
        if (login == null || taken.contains(login)) {
          continue;
        }
        var held = person.posts().stream().filter(roles.all()::containsKey).toList();
        if (held.isEmpty()) {
          System.err.printf("%s: none of their posts is a role: %s%n", login, person.posts());
          continue;
        }
        var area = people.unitOf(person).area();
        var password = accounts.create(login, person.name(), person.id());
        var id = accounts.get(login).id();
        held.forEach(role -> accounts.grant(id, role, area, null));
        note(context, "create", login, String.join(" ", held) + " in " + area);
        System.out.println(login + "," + password);
      }
      return 0;
    });
  }

  @Command(name = "list", description = "All of them, a line each.")
  int list() {
    return with(context -> {
      for (var account : context.getBean(Accounts.class).listAfter(0, Integer.MAX_VALUE)) {
        System.out.println(line(account));
      }
      return 0;
    });
  }

  @Command(name = "password", description = "Gives one a new password and prints it.")
  int password(@Parameters(paramLabel = "LOGIN") String login) {
    return with(context -> {
      var accounts = context.getBean(Accounts.class);
      var password = accounts.resetPassword(accounts.get(login).id());
      note(context, "password", login, "");
      System.out.println(password);
      return 0;
    });
  }

  @Command(name = "grant", description = "Gives one a role more.")
  int grant(
      @Parameters(paramLabel = "LOGIN") String login,
      @Option(names = "--role", required = true) String role,
      @Option(names = "--area") @Nullable String area,
      @Option(names = "--category", description = "a case type it is limited to")
          @Nullable String category) {
    return with(context -> {
      requireArea(context, area);
      var accounts = context.getBean(Accounts.class);
      accounts.grant(accounts.get(login).id(), role, area, category);
      note(context, "grant", login, role + " in " + where(area));
      return 0;
    });
  }

  @Command(name = "revoke", description = "Takes a role away.")
  int revoke(
      @Parameters(paramLabel = "LOGIN") String login,
      @Option(names = "--role", required = true) String role,
      @Option(names = "--area") @Nullable String area,
      @Option(names = "--category") @Nullable String category) {
    return with(context -> {
      var accounts = context.getBean(Accounts.class);
      var canonical = context.getBean(Roles.class).named(role);
      if (!accounts.revoke(accounts.get(login).id(), canonical, area, category)) {
        throw Refused.invalid("--role", login + " is not " + canonical + " in " + where(area));
      }
      note(context, "revoke", login, canonical + " in " + where(area));
      return 0;
    });
  }

  @Command(name = "disable", description = "Lets nobody in with it, from this moment.")
  int disable(@Parameters(paramLabel = "LOGIN") String login) {
    return setDisabled(login, true);
  }

  @Command(name = "enable", description = "Lets its owner in again.")
  int enable(@Parameters(paramLabel = "LOGIN") String login) {
    return setDisabled(login, false);
  }

  private int setDisabled(String login, boolean isDisabled) {
    return with(context -> {
      var accounts = context.getBean(Accounts.class);
      accounts.setDisabled(accounts.get(login).id(), isDisabled);
      note(context, isDisabled ? "disable" : "enable", login, "");
      return 0;
    });
  }

  private int with(ToIntFunction<ConfigurableApplicationContext> command) {
    Beside.requireInstallation(data, config);
    try (var context = new Installation(data).config(config).tool(application)) {
      return command.applyAsInt(context);
    }
  }

  private static void note(
      ConfigurableApplicationContext context, String what, String login, String detail) {
    context.getBean(Audit.class).record(Beside.COMMAND_LINE, "account " + what, login, detail);
  }

  private static void requireArea(ConfigurableApplicationContext context, @Nullable String area) {
    var areas = context.getBean(Areas.class);
    if (area != null && areas.find(area, areas.today()).isEmpty()) {
      throw Refused.invalid("--area", "there is no area " + area);
    }
  }

  private static Person person(ConfigurableApplicationContext context, String code) {
    return context.getBean(People.class).list().stream()
        .filter(person -> person.code().equals(code))
        .findFirst()
        .orElseThrow(() -> Refused.invalid("--person", "there is no person " + code));
  }

  private static String where(@Nullable String area) {
    return area == null ? "everywhere" : area;
  }

  private static String line(Account account) {
    var roles =
        account.roles().stream()
            .map(held ->
                held.role()
                    + "@"
                    + where(held.area())
                    + (held.category() == null ? "" : "/" + held.category()))
            .toList();
    var state = account.disabled() ? "disabled" : account.lockedUntil() != null ? "locked" : "";
    return String.join("  ", account.login(), account.name(), String.join(" ", roles), state)
        .strip();
  }
}
