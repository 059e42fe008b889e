package org.yiwang.engine;

/**
 * What a finding says about its episode.
 *
 * <p>A reader that keeps one line per key needs four moves: BEGAN opens it, LEVEL_CHANGED regrades
 * it, ENDED closes it, AMENDED replaces what was said (a level: the episode stands, is open, and
 * has this level and start; no level: the episode is withdrawn, late data showed it never was). A
 * fifth, WITHDRAWN, closes it too: its rule is no longer there, and nobody will say more about it.
 */
public enum FindingKind {
  BEGAN,
  LEVEL_CHANGED,
  ENDED,
  AMENDED,
  WITHDRAWN
}
