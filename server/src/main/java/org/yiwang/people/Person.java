package org.yiwang.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone who works for a unit.
 *
 * @param login name to sign in with, or null
 * @param unit code of the unit
 * @param posts codes of the posts the person may be on duty as
 * @param skills codes of what the person may do
 * @param phone in full; show {@link #maskedPhone} unless the reader has the right to contact
 * @param grids codes of the grids the person answers for
 */
public record Person(
    long id,
    String code,
    String name,
    @Nullable String login,
    String unit,
    List<String> posts,
    List<String> skills,
    String phone,
    List<String> grids) {
  public Person {
    posts = List.copyOf(posts);
    skills = List.copyOf(skills);
    grids = List.copyOf(grids);
  }

  /** All but the first three and last four digits hidden: {@code 100****1234}. */
  public String maskedPhone() {
    return masked(phone);
  }

  /** Any telephone number with all but its first three and last four digits hidden. */
  public static String masked(String phone) {
    return phone.length() < 8
        ? "*".repeat(phone.length())
        : phone.substring(0, 3)
            + "*".repeat(phone.length() - 7)
            + phone.substring(phone.length() - 4);
  }

  Person numbered(long number) {
    return new Person(number, code, name, login, unit, posts, skills, phone, grids);
  }

  Person answeringFor(List<String> newGrids) {
    return new Person(id, code, name, login, unit, posts, skills, phone, newGrids);
  }
}
