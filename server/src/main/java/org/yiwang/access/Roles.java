package org.yiwang.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yiwang.platform.Refused;
import org.yiwang.platform.Settings;
import org.yiwang.platform.Text;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The table of roles and rights: data, with a city's own table laid over the one supplied. */
@Component
public class Roles {
  /**
   * One role.
   *
   * @param name as the screens show it
   * @param rights what it may do
   */
  public record Role(Text name, Set<String> rights) {}

  record Table(int version, Map<String, Role> roles) {}

  private final Map<String, Role> roles;

  public Roles(Settings settings) {
    roles = read(settings);
  }

  /** Rights of a role; none for a role that the table no longer has. */
  Set<String> rights(String role) {
    var found = roles.get(role);
    return found == null ? Set.of() : found.rights();
  }

  /** All roles by their names. */
  public Map<String, Role> all() {
    return roles;
  }

  /** A role's own spelling, from whatever spelling a person used ({@code grid worker}). */
  public String named(String role) {
    var name = role.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[ _]+", "-");
    if (!roles.containsKey(name)) {
      throw Refused.invalid("role", role + " is none of " + String.join(", ", roles.keySet()));
    }
    return name;
  }

  private static Map<String, Role> read(Settings settings) {
    var yaml = new YAMLMapper();
    try (var supplied = new ClassPathResource("access/rights.yml").getInputStream()) {
      var all = new TreeMap<>(yaml.readValue(supplied, Table.class).roles());
      var own = settings.dataFolder().resolve("rights.yml");
      if (Files.exists(own)) {
        all.putAll(yaml.readValue(own.toFile(), Table.class).roles());
      }
      return Map.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException("the table of rights can't be read", e);
    }
  }
}
