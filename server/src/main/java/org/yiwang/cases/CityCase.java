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
    var isSuspending = to == CaseState.SUSPENDED;
    return new CityCase(
        id,
        number,
        origin,
        type,
        typeVersion,
        title,
        level,
        to,
        isSuspending ? state : null,
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
        isSuspending ? at : null,
        to.isEnd() ? at : null,
        centre,
        unit,
        person,
        automatic,
        supervised,
        overdue,
        state == CaseState.HANDED_IN && to == CaseState.REWORK ? reworks + 1 : reworks,
        version + 1);
  }

  /** The case after its suspension: the deadline moves by as long as the clock stood. */
  CityCase resume(Instant at) {
    var back = suspendedFrom == null ? CaseState.FILED : suspendedFrom;
    var stood = suspendedAt == null ? Duration.ZERO : Duration.between(suspendedAt, at);
    var due = dueAt == null ? null : dueAt.plus(stood);
    return moveTo(back, at).withDue(due);
  }

  CityCase withDue(@Nullable Instant due) {
    return copy(area, areaPath, place, due, centre, unit, person, automatic, supervised, overdue);
  }

  /** The case given to a centre or department. */
  public CityCase atCentre(long newCentre) {
    return copy(
        area, areaPath, place, dueAt, newCentre, null, null, automatic, supervised, overdue);
  }

  /** The case in the hands of a unit and person, or of nobody. */
  public CityCase handledBy(@Nullable Long newUnit, @Nullable Long newPerson) {
    return copy(
        area, areaPath, place, dueAt, centre, newUnit, newPerson, automatic, supervised, overdue);
  }

  /** The case led by the system, or by persons only. */
  public CityCase withAutomatic(boolean isAutomatic) {
    return copy(
        area, areaPath, place, dueAt, centre, unit, person, isAutomatic, supervised, overdue);
  }

  /** The case pressed by a higher post. */
  public CityCase supervise() {
    return copy(area, areaPath, place, dueAt, centre, unit, person, automatic, true, overdue);
  }

  CityCase withOverdue() {
    return copy(area, areaPath, place, dueAt, centre, unit, person, automatic, supervised, true);
  }

  CityCase withArea(String newArea, String newPath, String newPlace) {
    return copy(
        newArea, newPath, newPlace, dueAt, centre, unit, person, automatic, supervised, overdue);
  }

  CityCase nextVersion() {
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
        version + 1);
  }

  private CityCase copy(
      String newArea,
      String newPath,
      String newPlace,
      @Nullable Instant due,
      @Nullable Long newCentre,
      @Nullable Long newUnit,
      @Nullable Long newPerson,
      boolean isAutomatic,
      boolean isSupervised,
      boolean isOverdue) {
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
        newArea,
        newPath,
        newPlace,
        lon,
        lat,
        openedAt,
        due,
        suspendedAt,
        closedAt,
        newCentre,
        newUnit,
        newPerson,
        isAutomatic,
        isSupervised,
        isOverdue,
        reworks,
        version);
  }
}
