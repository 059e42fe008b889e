package org.yiwang.engine;

/**
 * Tells how a rule stood at any past moment: stored readings are judged again by the same classes,
 * up to that moment and no further.
 *
 * <pre>{@code
 * var hindsight = new Hindsight(rules, catalog, setting, moment);
 * history.forEach(hindsight::accept);   // in the order they were stored, from well before
 * var why = hindsight.engine().explain("septic-tank.methane", subject, moment);
 * }</pre>
 */
public final class Hindsight {
  private final Engine engine;
  private final long moment;
  private final ReadingBlock upToMoment = new ReadingBlock(1024);

  /** For a moment in milliseconds. The rules are those to explain by, of then or of now. */
  public Hindsight(RuleSet rules, Catalog catalog, Setting setting, long momentMillis) {
    engine = new Engine(rules, catalog, setting);
    moment = momentMillis;
  }

  /** Takes stored readings; those after the moment are left out, as they had not come yet. */
  public void accept(ReadingBlock block) {
    upToMoment.clear();
    for (int i = 0; i < block.size(); i++) {
      if (block.timeMillis(i) <= moment) {
        upToMoment.add(block.series(i), block.timeMillis(i), block.value(i));
      }
    }
    engine.accept(upToMoment, finding -> {});
  }

  /** The engine as it stands; ask it to explain the moment. */
  public Engine engine() {
    return engine;
  }
}
