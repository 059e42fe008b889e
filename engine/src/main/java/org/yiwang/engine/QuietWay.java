package org.yiwang.engine;

/**
 * The way of nearly every reading: in the order of its series, within the limits of all its rules.
 * It takes one word of the series and leaves the rest to {@link Excursions}, or to {@link
 * CarefulWay} what can't be told in one pass forward.
 */
final class QuietWay {
  /** Readings whose words are fetched together. */
  private static final int AHEAD = 64;

  private final Engine engine;

  /** All that was fetched; kept, or the compiler would see that nobody needs it. */
  private long touched;

  QuietWay(Engine engine) {
    this.engine = engine;
  }

  /** Takes the readings of a block in their order. */
  void accept(ReadingBlock block) {
    var groups = engine.groups;
    var marks = engine.marks;
    int sole = marks.sole();
    // What the loop reads at every turn; the compiler can't know that no call replaces it.
    int[] ofSeries = block.series;
    long[] times = block.timeMillis;
    double[] values = block.value;
    long[] words = engine.state.words;
    double[] low = groups.low;
    double[] high = groups.high;
    long[] lateness = groups.lateness;
    long[] mark = marks.mark;
    long[] newest = marks.newest;
    long latest = engine.aheadOf;
    long horizon = marks.horizon;
    int to = block.to;
    int run = block.from;
    int fetched = block.from;
    for (int i = block.from; i < to; i++) {
      if (i == fetched) {
        fetched = fetch(block, i);
      }
      int series = ofSeries[i];
      long time = times[i];
      double value = values[i];
      long word = series >= 0 && series < words.length ? words[series] : SeriesState.FRESH;
      int group = (int) word & SeriesState.GROUP;
      long before = word >>> SeriesState.TIME_SHIFT;
      if ((word & SeriesState.HOT) == 0 && time > before && time <= latest) {
        int source = sole >= 0 ? sole : groups.sourceOf[series];
        boolean isQuiet =
            (word & SeriesState.AWAY) == 0 && value >= low[group] && value <= high[group];
        if (time >= mark[source] - lateness[group]
            && (isQuiet || engine.excursions.take(series, group, source, time, value))) {
          if (time - before > horizon) {
            run = remember(block, run, i);
            engine.recent.add(series, before, Double.NaN);
          }
          words[series] = SeriesState.at(time, isQuiet ? word : words[series]);
          if (time > newest[source] || !isQuiet) {
            run = moveOn(block, run, i + 1, source, time);
          }
          continue;
        }
      }
      remember(block, run, i);
      run = i + 1;
      engine.careful.accept(series, time, value);
    }
    remember(block, run, to);
  }

  /**
   * Reads the words of the next series, one after the other with nothing in between: their misses
   * of the cache then overlap, where judging in between would let one wait for the other.
   */
  private int fetch(ReadingBlock block, int from) {
    long[] words = engine.state.words;
    int to = Math.min(block.to, from + AHEAD);
    long all = 0;
    for (int i = from; i < to; i++) {
      int series = block.series[i];
      all |= series >= 0 && series < words.length ? words[series] : 0;
    }
    touched = all;
    return to;
  }

  /** Remembers a run of readings in order; says where the next one begins. */
  private int remember(ReadingBlock block, int from, int to) {
    engine.tally.judged += to - from;
    engine.recent.addAll(block, from, to);
    return to;
  }

  /**
   * Moves a source on. The run of readings up to there is remembered where someone could ask for
   * it: where something comes due, or where there is no room for it, since what is forgotten for it
   * depends on the watermark.
   */
  private int moveOn(ReadingBlock block, int from, int to, int source, long time) {
    int run = to - from > engine.recent.room() ? remember(block, from, to) : from;
    engine.marks.see(source, time, engine.clock);
    if (engine.waking.isDue(source)) {
      run = remember(block, run, to);
      engine.waking.wakeIfDue(source);
    }
    return run;
  }
}
