package org.yiwang.backtest;

import org.yiwang.dayfiles.RowSink;
import org.yiwang.engine.Catalog;

/** Past readings, to be judged as often as wanted. */
public interface History {

  /** Those whom the readings are about; series have the numbers that the rows have. */
  Catalog catalog();

  /** Hands on all readings in the order of their times, each series with each time once. */
  void read(RowSink sink);
}
