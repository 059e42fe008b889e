package org.yiwang.engine;

/**
 * The way of nearly every reading: in the order of its series, within the limits of all its rules.
 * It takes one word of the series and leaves the rest to {@link Excursions}, or to {@link
 * CarefulWay} what can't be told in one pass forward.
 *
 * <p>The loop over quiet readings calls nothing and stands alone: whatever a loop calls is compiled
 * into it, and once more, calls and all, when one of them turns out otherwise than it was seen to.
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
    engine.recent.begin(block);
    engine.tally.judged += block.size();
    int at = block.from;
    while (at < block.to) {
      int end = fetch(block, at);
      at = passQuiet(block, at, end);
      while (at < end) {
        takeOther(block, at);
        at = passQuiet(block, at + 1, end);
      }
    }
    engine.recent.take(block.to);
    engine.recent.end();
  }

  /**
   * Reads the words of the next series, one after the other with nothing in between: their misses
   * of the cache then overlap, where judging in between would let one wait for the other.
   */
  private int fetch(ReadingBlock block, int from) {
    long[] words = engine.state.words;
    int[] ofSeries = block.series;
    int to = Math.min(block.to, from + AHEAD);
    long all = 0;
    for (int i = from; i < to; i++) {
      int series = ofSeries[i];
      all |= series >= 0 && series < words.length ? words[series] : 0;
    }
    touched = all;
    return to;
  }

  /**
   * Notes the times of readings that are quiet, and moves the watermark as long as nobody waits for
   * it; returns the place of the first of which this can't be said. What is too rare to be told
   * here exactly is left to the other way too.
   */
  private int passQuiet(ReadingBlock block, int from, int end) {
    var groups = engine.groups;
    var marks = engine.marks;
    int sole = marks.sole();
    int to = engine.recent.reach(end);
    int[] ofSeries = block.series;
    long[] times = block.timeMillis;
    double[] values = block.value;
    long[] words = engine.state.words;
    double[] low = groups.low;
    double[] high = groups.high;
    long horizon = marks.horizon;
    long patience = groups.leastLateness;
    long moved = sole < 0 ? 0 : marks.newest[sole];
    long newest = moved;
    long awaited = sole < 0 ? 0 : engine.waking.awaited(sole);
    long floor = sole < 0 ? 0 : marks.mark[sole] - patience;
    long behind = sole < 0 ? 0 : marks.disorder[sole] + patience;
    int i = from;
    for (; i < to; i++) {
      int series = ofSeries[i];
      if (series < 0 || series >= words.length) {
        break;
      }
      long word = words[series];
      long time = times[i];
      double value = values[i];
      // One that is hot or away has a number beyond those of all groups.
      int group = (int) word & SeriesState.LOWER;
      long gap = time - (word >>> SeriesState.TIME_SHIFT);
      if (group >= low.length
          || gap <= 0
          || gap > horizon
          || !(value >= low[group] && value <= high[group])) {
        break;
      }
      if (sole < 0) {
        // With several sources none is moved here.
        int source = groups.sourceOf[series];
        awaited = marks.newest[source] + 1;
        floor = marks.mark[source] - patience;
      }
      if (time >= awaited || time < floor) {
        break;
      }
      newest = Math.max(newest, time);
      floor = Math.max(floor, time - behind);
      words[series] = SeriesState.at(time, word);
    }
    if (sole >= 0 && newest > moved) {
      marks.see(sole, newest, engine.clock);
      marks.settled = marks.foremost;
    }
    return i;
  }

  /** Takes a reading that may be anything but quiet. */
  private void takeOther(ReadingBlock block, int at) {
    int series = block.series[at];
    long time = block.timeMillis[at];
    double value = block.value[at];
    long[] words = engine.state.words;
    long word = series >= 0 && series < words.length ? words[series] : SeriesState.FRESH;
    long before = word >>> SeriesState.TIME_SHIFT;
    if ((word & SeriesState.HOT) == 0 && time > before && time <= engine.aheadOf) {
      var groups = engine.groups;
      int group = (int) word & SeriesState.GROUP;
      int source = groups.sourceOf[series];
      boolean isQuiet =
          (word & SeriesState.AWAY) == 0
              && value >= groups.low[group]
              && value <= groups.high[group];
      if (time >= engine.marks.mark[source] - groups.lateness[group]
          && (isQuiet || engine.excursions.take(series, group, source, time, value))) {
        engine.recent.take(at);
        if (time - before > engine.marks.horizon) {
          engine.recent.add(series, before, Double.NaN);
        }
        engine.recent.take(at + 1);
        words[series] = SeriesState.at(time, isQuiet ? word : words[series]);
        moveOn(source, time);
        return;
      }
    }
    engine.recent.leaveOut(at);
    // That way counts for itself: it may refuse the reading.
    engine.tally.judged--;
    engine.careful.accept(series, time, value);
  }

  /**
   * Moves a source on. Readings taken are remembered first where there is no room for them, since
   * what is forgotten for it depends on the watermark.
   */
  private void moveOn(int source, long time) {
    engine.recent.keepWithinRoom();
    engine.marks.see(source, time, engine.clock);
    if (engine.waking.isDue(source)) {
      engine.waking.wakeIfDue(source);
    }
  }
}
