package org.yiwang.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yiwang.people.People;
import org.yiwang.platform.Caller;
import org.yiwang.platform.Needs;
import org.yiwang.platform.Page;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Text;
import org.yiwang.territory.Areas;

/**
 * The accounts of people, for their administrators. Who administers an area gives roles in it and
 * below it only, and touches no account that reaches beyond it: nobody can lift themselves.
 */
@RestController
@RequestMapping("/api/v1/accounts")
class AccountController {
  private static final String RIGHT = "access.write";

  record NewAccount(
      @Nullable String login,
      @Nullable String name,
      @Nullable Long person,
      @Nullable List<Account.Held> roles) {}

  /** An account that was made, with its first password, which is told this once. */
  record Made(Account account, String password) {}

  record Password(String password) {}

  record State(@Nullable Boolean disabled) {}

  private final Accounts accounts;
  private final Roles roles;
  private final People people;
  private final Areas areas;

  AccountController(Accounts accounts, Roles roles, People people, Areas areas) {
    this.accounts = accounts;
    this.roles = roles;
    this.people = people;
    this.areas = areas;
  }

  @Needs(RIGHT)
  @GetMapping
  Page<Account> list(
      @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit, Caller caller) {
    var size = Page.size(limit);
    var after = cursor == null || cursor.isBlank() ? 0 : Page.before(cursor);
    var found = accounts.listAfter(after, size + 1);
    var page = Page.byNumber(found, size, Account::id);
    return new Page<>(
        page.items().stream().filter(account -> isWithin(account, caller)).toList(), page.next());
  }

  /** What roles there are, by their codes. */
  @Needs(RIGHT)
  @GetMapping("/roles")
  Map<String, Text> roles() {
    var names = new TreeMap<String, Text>();
    roles.all().forEach((code, role) -> names.put(code, role.name()));
    return names;
  }

  @Needs(RIGHT)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Transactional
  public Made create(@RequestBody NewAccount body, Caller caller) {
    var login = body.login() == null ? "" : body.login().strip();
    var person = body.person() == null ? null : people.find(body.person()).orElse(null);
    if (body.person() != null && person == null) {
      throw Refused.invalid("person", "there is no person " + body.person());
    }
    var name = body.name() == null || body.name().isBlank() ? null : body.name().strip();
    var shown = name != null ? name : person != null ? person.name() : login;
    var held = checked(body.roles(), caller);
    var password = accounts.create(login, shown, body.person());
    var made = accounts.get(login).id();
    held.forEach(one -> accounts.grant(made, one.role(), one.area(), one.category()));
    return new Made(accounts.get(made), password);
  }

  /** Instead of the roles it has, an account gets these. */
  @Needs(RIGHT)
  @PutMapping("/{id}/roles")
  @Transactional
  public Account setRoles(
      @PathVariable long id, @RequestBody List<Account.Held> body, Caller caller) {
    var account = managed(id, caller);
    var held = checked(body, caller);
    if (isOwn(account, caller)) {
      throw Refused.conflict(
          "account", "nobody changes their own roles; ask another administrator");
    }
    account.roles().forEach(one -> accounts.revoke(id, one.role(), one.area(), one.category()));
    held.forEach(one -> accounts.grant(id, one.role(), one.area(), one.category()));
    return accounts.get(id);
  }

  /** A new password, for somebody who has forgotten theirs; it is told this once. */
  @Needs(RIGHT)
  @PostMapping("/{id}/password")
  Password resetPassword(@PathVariable long id, Caller caller) {
    return new Password(accounts.resetPassword(managed(id, caller).id()));
  }

  @Needs(RIGHT)
  @PutMapping("/{id}/state")
  Account setState(@PathVariable long id, @RequestBody State body, Caller caller) {
    var account = managed(id, caller);
    if (body.disabled() == null) {
      throw Refused.invalid("disabled", "is missing");
    }
    if (isOwn(account, caller)) {
      throw Refused.conflict("account", "nobody locks themselves out");
    }
    accounts.setDisabled(id, body.disabled());
    return accounts.get(id);
  }

  private static boolean isOwn(Account account, Caller caller) {
    return caller.kind().equals("person") && caller.id() == account.id();
  }

  private Account managed(long id, Caller caller) {
    var account = accounts.get(id);
    if (!isWithin(account, caller)) {
      throw Refused.notFound("account", id);
    }
    return account;
  }

  /** An account from which all roles were taken belongs to no area. */
  private boolean isWithin(Account account, Caller caller) {
    return account.roles().isEmpty()
        ? caller.has(RIGHT, "/", null)
        : account.roles().stream().allMatch(held -> isWithin(held, caller));
  }

  /** A role in an area that has ended holds in what its land became, and has to be within too. */
  private boolean isWithin(Account.Held held, Caller caller) {
    var area = held.area();
    return area == null
        ? caller.has(RIGHT, "/", held.category())
        : areas.standingFor(area, areas.today()).stream()
            .allMatch(now -> caller.has(RIGHT, now.path(), held.category()));
  }

  private List<Account.Held> checked(@Nullable List<Account.Held> given, Caller caller) {
    if (given == null || given.isEmpty()) {
      throw Refused.invalid("roles", "at least one is needed");
    }
    for (var held : given) {
      if (held == null || held.role() == null) {
        throw Refused.invalid("roles", "a role is missing");
      }
      roles.named(held.role());
      if (held.area() != null && areas.findPath(held.area(), areas.today()).isEmpty()) {
        throw Refused.invalid("area", "there is no area " + held.area());
      }
      if (!isWithin(held, caller)) {
        throw Refused.forbidden("the right " + RIGHT + " is needed where the role shall hold");
      }
    }
    return given;
  }
}
