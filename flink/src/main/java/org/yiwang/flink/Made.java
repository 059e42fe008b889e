package org.yiwang.flink;

import org.jspecify.annotations.Nullable;
import org.yiwang.engine.Finding;
import org.yiwang.engine.FindingKind;

/**
 * A finding as a shard made it. Its trace is put together, and brought to the numbers of the whole
 * city, when someone asks for it: who only counts pays nothing for it.
 */
public final class Made {
  private final Finding finding;
  private final ShardCatalog known;

  Made(Finding finding, ShardCatalog known) {
    this.finding = finding;
    this.known = known;
  }

  public String rule() {
    return finding.rule();
  }

  public FindingKind kind() {
    return finding.kind();
  }

  /** Number of the subject in the city. */
  public int subject() {
    return known.toGlobal(finding.subject());
  }

  public @Nullable String area() {
    return finding.area();
  }

  /** The finding as an engine that knows everything would have made it. */
  public Finding finding() {
    return known.toGlobal(finding);
  }
}
