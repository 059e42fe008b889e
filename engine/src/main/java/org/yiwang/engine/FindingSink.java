package org.yiwang.engine;

/** Takes findings as they are made, in a fixed order for a given sequence of readings. */
@FunctionalInterface
public interface FindingSink {
  void accept(Finding finding);
}
