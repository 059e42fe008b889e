package org.yiwang.engine;

import java.util.Arrays;
import java.util.function.Supplier;
import org.yiwang.engine.program.Band;
import org.yiwang.engine.program.Readings;

/**
 * Why a band tipped, kept as the few numbers it takes. The trace is made of them only when someone
 * reads it, which spares the judging thread most of what a finding costs.
 */
final class Reason implements Supplier<Trace> {
  private static final int MOST = 8;

  private final Band band;
  private final long[] state;
  private final boolean ended;
  private final long moment;
  private final int series;
  private final int word;
  private final long[] times;
  private final double[] values;

  /**
   * @param which of the bands
   * @param taken readings of the excursion taken up to the moment
   */
  Reason(Excursion excursion, int which, int taken, boolean ended, long moment) {
    int at = which * Band.WORDS;
    this.band = excursion.bands.bands[which];
    this.state = Arrays.copyOfRange(excursion.live, at, at + Band.WORDS);
    this.ended = ended;
    this.moment = moment;
    this.series = excursion.series;
    this.word = excursion.bands.words[which];
    long from = ended ? moment : Band.since(state, 0);
    int first = taken - 1;
    while (first > 0 && taken - first < MOST && excursion.times[first - 1] >= from) {
      first--;
    }
    this.times = Arrays.copyOfRange(excursion.times, first, taken);
    this.values = Arrays.copyOfRange(excursion.values, first, taken);
  }

  @Override
  public Trace get() {
    var readings = new Readings();
    for (int i = 0; i < times.length; i++) {
      readings.insert(i, series, times[i], values[i], word);
    }
    int last = times.length - 1;
    var cell = band.cell(state, 0, times[last], values[last], ended);
    return Judgement.trace(band.program(), readings, cell, moment, null);
  }

  long start() {
    return Band.start(state, 0);
  }
}
