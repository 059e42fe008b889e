package org.yiwang.cases;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yiwang.platform.Text;

/**
 * The record of one problem from filing to closing, at one version. The methods give the next
 * version; {@link Cases} stores it if nobody was faster.
 *
 * @param number as people call it, {@code 20261121-000042}
 * @param origin what gave rise to it, such as {@code plan/17}
 * @param filedArea the grid in force when it was filed
 * @param area the grid that answers for it now
 * @param dueAt when the work must be handed in and verified
 * @param centre unit number of the governance centre that has it
 * @param unit unit number of whoever handles it
 * @param person person number of whoever handles it
 * @param automatic whether plans and routing lead it on; false once a person took over
 */
public record CityCase(
    long id,
    String number,
    String origin,
    String type,
    int typeVersion,
    Text title,
    String level,
    CaseState state,
    @Nullable CaseState suspendedFrom,
    String source,
    @Nullable Long subject,
    @Nullable Long warning,
    @Nullable Long report,
    String body,
    String filedArea,
    String area,
    String areaPath,
    String place,
    double lon,
    double lat,
    Instant openedAt,
    @Nullable Instant dueAt,
    @Nullable Instant suspendedAt,
    @Nullable Instant closedAt,
    @Nullable Long centre,
    @Nullable Long unit,
    @Nullable Long person,
    boolean automatic,
    boolean supervised,
    boolean overdue,
    int reworks,
    int version) {

  /** Whether work on it may still go on. */
  public boolean isOpen() {
    return !state.isEnd();
  }

  /** The case after a move of the table, at a time. */
  CityCase moveTo(CaseState to, Instant at) {
    var next = new Next();
    var isSuspending = to == CaseState.SUSPENDED;
    next.state = to;
    next.suspendedFrom = isSuspending ? state : null;
    next.suspendedAt = isSuspending ? at : null;
    next.closedAt = to.isEnd() ? at : null;
    next.reworks += state == CaseState.HANDED_IN && to == CaseState.REWORK ? 1 : 0;
    next.version++;
    return next.make();
  }

  /** The case after its suspension: the deadline moves by as long as the clock stood. */
  CityCase resume(Instant at) {
    var back = suspendedFrom == null ? CaseState.FILED : suspendedFrom;
    var stood = suspendedAt == null ? Duration.ZERO : Duration.between(suspendedAt, at);
    var due = dueAt == null ? null : dueAt.plus(stood);
    return moveTo(back, at).withDue(due);
  }

  CityCase withDue(@Nullable Instant due) {
    var next = new Next();
    next.dueAt = due;
    return next.make();
  }

  /** The case given to a centre or department. */
  public CityCase atCentre(long newCentre) {
    var next = new Next();
    next.centre = newCentre;
    next.unit = null;
    next.person = null;
    return next.make();
  }

  /** The case in the hands of a unit and person, or of nobody. */
  public CityCase handledBy(@Nullable Long newUnit, @Nullable Long newPerson) {
    var next = new Next();
    next.unit = newUnit;
    next.person = newPerson;
    return next.make();
  }

  /** The case led by the system, or by persons only. */
  public CityCase withAutomatic(boolean isAutomatic) {
    var next = new Next();
    next.automatic = isAutomatic;
    return next.make();
  }

  /** The case pressed by a higher post. */
  public CityCase supervise() {
    var next = new Next();
    next.supervised = true;
    return next.make();
  }

  CityCase withOverdue() {
    var next = new Next();
    next.overdue = true;
    return next.make();
  }

  CityCase withArea(String newArea, String newPath, String newPlace) {
    var next = new Next();
    next.area = newArea;
    next.areaPath = newPath;
    next.place = newPlace;
    return next.make();
  }

  CityCase nextVersion() {
    var next = new Next();
    next.version++;
    return next.make();
  }

  /** What may change of a case; as it stands, until one of the methods above says otherwise. */
  private final class Next {
    CaseState state = CityCase.this.state;
    @Nullable CaseState suspendedFrom = CityCase.this.suspendedFrom;
    String area = CityCase.this.area;
    String areaPath = CityCase.this.areaPath;
    String place = CityCase.this.place;
    @Nullable Instant dueAt = CityCase.this.dueAt;
    @Nullable Instant suspendedAt = CityCase.this.suspendedAt;
    @Nullable Instant closedAt = CityCase.this.closedAt;
    @Nullable Long centre = CityCase.this.centre;
    @Nullable Long unit = CityCase.this.unit;
    @Nullable Long person = CityCase.this.person;
    boolean automatic = CityCase.this.automatic;
    boolean supervised = CityCase.this.supervised;
    boolean overdue = CityCase.this.overdue;
    int reworks = CityCase.this.reworks;
    int version = CityCase.this.version;

    CityCase make() {
      return new CityCase(
          id,
          number,
          origin,
          type,
          typeVersion,
          title,
          level,
          state,
          suspendedFrom,
          source,
          subject,
          warning,
          report,
          body,
          filedArea,
          area,
          areaPath,
          place,
          lon,
          lat,
          openedAt,
          dueAt,
          suspendedAt,
          closedAt,
          centre,
          unit,
          person,
          automatic,
          supervised,
          overdue,
          reworks,
          version);
    }
  }
}
