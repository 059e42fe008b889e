package org.yiwang.platform;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: a person with a session or a machine with a token, and what they may do where. A
 * controller takes it as a parameter.
 *
 * @param kind {@code person} or {@code machine}
 * @param id the person's or the token's number
 * @param name shown in timelines and the audit
 * @param person the person's number in {@code people}, or null for machines and outside accounts
 * @param grants roles with the area subtree and the categories they hold for
 */
public record Caller(String kind, long id, String name, @Nullable Long person, List<Grant> grants) {

  /**
   * A role held in an area and all below it.
   *
   * @param role a role of the rights table, such as {@code shift-lead}
   * @param areaPath path of the area, such as {@code /500000/500105/}; {@code /} is everywhere
   * @param category a case type the role is limited to, or null for all
   * @param rights what the role may do
   */
  public record Grant(
      String role, String areaPath, @Nullable String category, Set<String> rights) {}

  /** Whether the caller has the right anywhere at all. */
  public boolean has(String right) {
    return grants.stream().anyMatch(grant -> grant.rights().contains(right));
  }

  /** Whether the caller has the right for an area, given by its path, and a category. */
  public boolean has(String right, String areaPath, @Nullable String category) {
    return grants.stream()
        .anyMatch(grant ->
            grant.rights().contains(right)
                && areaPath.startsWith(grant.areaPath())
                && (grant.category() == null || grant.category().equals(category)));
  }

  /** Whether the caller holds a role of this name for an area. */
  public boolean holds(String role, String areaPath) {
    return grants.stream()
        .anyMatch(grant -> grant.role().equals(role) && areaPath.startsWith(grant.areaPath()));
  }

  /**
   * Stops a caller who lacks the right there.
   *
   * @throws Refused when the right is missing
   */
  public void require(String right, String areaPath, @Nullable String category) {
    if (!has(right, areaPath, category)) {
      throw Refused.forbidden("the right " + right + " is needed in this area");
    }
  }

  /** Paths of the areas in which the caller has the right, for {@code path like any(…)}. */
  public String[] scopes(String right) {
    var scopes = new TreeSet<String>();
    for (var grant : grants) {
      if (grant.rights().contains(right)) {
        scopes.add(grant.areaPath() + "%");
      }
    }
    return scopes.toArray(String[]::new);
  }

  /** Every right the caller has somewhere. */
  public Set<String> rights() {
    var all = new TreeSet<String>();
    grants.forEach(grant -> all.addAll(grant.rights()));
    return all;
  }
}
