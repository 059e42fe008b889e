package org.yiwang.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Judgement.Emission;

/**
 * Compares what was said with what should have been said, episode by episode. An episode that
 * overlaps one already announced keeps its key, so that late data amends it and never repeats it.
 */
final class Amendment {

  /** One episode as a list of emissions says it. */
  private static final class Episode {
    final long key;
    long start;
    long end = Long.MAX_VALUE;
    @Nullable Level level;
    long saidAs;
    final List<Emission> said = new ArrayList<>();

    Episode(long key, long start, @Nullable Level level) {
      this.key = key;
      this.start = start;
      this.level = level;
    }

    boolean overlaps(Episode other) {
      return start <= other.end && other.start <= end;
    }

    boolean sameAs(Episode other) {
      return start == other.start
          && end == other.end
          && level == other.level
          && growth().equals(other.growth());
    }

    /** The moments at which it was said to have grown. */
    private List<Long> growth() {
      return said.stream()
          .filter(emission -> emission.kind() == FindingKind.AMENDED)
          .map(Emission::time)
          .toList();
    }
  }

  private Amendment() {}

  /**
   * Compares what stood before a late reading with what stands now, and gives the judgement the
   * keys to go on with.
   *
   * @return what has to be said, in the order to say it
   */
  static List<Emission> of(Judgement judgement, List<Emission> before, long lateMillis) {
    var old = episodes(judgement, before);
    var now = episodes(judgement, judgement.emitted);
    var say = new ArrayList<Emission>();
    var rekeyed = new ArrayList<Emission>();
    var taken = new ArrayList<Episode>();
    for (var episode : now) {
      var match = match(episode, old, taken);
      boolean recalled = match == null && judgement.withdrawn.remove(episode.key);
      long key = match == null ? episode.key : match.key;
      if (match != null) {
        taken.add(match);
      } else if (!recalled) {
        key = unused(judgement, key, old, now, episode);
      }
      judgement.keys.put(episode.start, key);
      episode.saidAs = key;
      for (var emission : episode.said) {
        rekeyed.add(withKey(emission, key));
      }
      if (match == null && !recalled) {
        episode.said.forEach(emission -> say.add(withKey(emission, episode.saidAs)));
      } else if (match == null || !match.sameAs(episode)) {
        sayAgain(judgement, episode, key, lateMillis, say);
      }
      if (episode.end == Long.MAX_VALUE) {
        judgement.program.grade().setKey(judgement.live, key);
      }
    }
    var withdrawn = new ArrayList<Emission>();
    for (var episode : old) {
      if (!taken.contains(episode)) {
        judgement.withdrawn.add(episode.key);
        var trace = judgement.trace(judgement.live, judgement.doneMillis, note(lateMillis));
        withdrawn.add(
            new Emission(FindingKind.AMENDED, null, episode.start, episode.key, lateMillis, trace));
      }
    }
    judgement.emitted = rekeyed;
    withdrawn.addAll(say);
    return withdrawn;
  }

  /**
   * A key for an episode never announced. Its start is taken as key already when an episode that
   * was first announced with this start has been moved by late data.
   */
  private static long unused(
      Judgement judgement, long start, List<Episode> old, List<Episode> now, Episode self) {
    long key = start;
    while (isUsed(judgement, key, old, now, self)) {
      key++;
    }
    return key;
  }

  private static boolean isUsed(
      Judgement judgement, long key, List<Episode> old, List<Episode> now, Episode self) {
    boolean elsewhere =
        judgement.keys.entrySet().stream()
            .anyMatch(entry -> entry.getValue() == key && entry.getKey() != self.start);
    return elsewhere
        || old.stream().anyMatch(episode -> episode.key == key)
        || now.stream().anyMatch(episode -> episode != self && episode.saidAs == key);
  }

  private static void sayAgain(
      Judgement judgement, Episode episode, long key, long lateMillis, List<Emission> say) {
    var last = episode.said.isEmpty() ? null : episode.said.get(episode.said.size() - 1);
    var trace = judgement.trace(judgement.live, judgement.doneMillis, note(lateMillis));
    say.add(
        new Emission(FindingKind.AMENDED, episode.level, episode.start, key, lateMillis, trace));
    if (last != null && last.kind() == FindingKind.ENDED) {
      say.add(withKey(last, key));
    }
  }

  private static String note(long lateMillis) {
    return "late reading of " + java.time.Instant.ofEpochMilli(lateMillis);
  }

  private static @Nullable Episode match(Episode episode, List<Episode> old, List<Episode> taken) {
    for (var candidate : old) {
      if (candidate.key == episode.key && !taken.contains(candidate)) {
        return candidate;
      }
    }
    for (var candidate : old) {
      if (!taken.contains(candidate) && candidate.overlaps(episode)) {
        return candidate;
      }
    }
    return null;
  }

  private static Emission withKey(Emission e, long key) {
    return new Emission(e.kind(), e.level(), e.start(), key, e.time(), e.trace());
  }

  /** Folds emissions into episodes; the one open at base comes first. */
  private static List<Episode> episodes(Judgement judgement, List<Emission> emissions) {
    var episodes = new ArrayList<Episode>();
    var grade = judgement.program.grade();
    Episode open = null;
    if (grade.level(judgement.base) != null) {
      open =
          new Episode(
              grade.key(judgement.base), grade.start(judgement.base), grade.level(judgement.base));
      episodes.add(open);
    }
    for (var emission : emissions) {
      if (open == null || emission.kind() == FindingKind.BEGAN) {
        open = new Episode(emission.key(), emission.start(), null);
        episodes.add(open);
      }
      open.said.add(emission);
      if (emission.kind() == FindingKind.ENDED) {
        open.end = emission.time();
        open = null;
      } else {
        open.level = emission.level();
      }
    }
    return episodes;
  }
}
