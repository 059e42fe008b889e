/**
 * The flow, from a reading to its score. Data flows down this list, imports point up it; {@code
 * ArchitectureTest} holds the order against the code.
 *
 * <pre>
 *   platform, tables                           database, clock, settings, errors; files of rows
 *   territory, people, registry, access        the ground: where, who, what, and who may
 *   tracks                                     applications of the centre, as data
 *   rules                                      the rule book: versions, what is armed, by whom
 *   history                                    the readings of closed days, in files
 *   intake                                     readings and reports come in and are kept
 *   setting                                    what rules refer to: calendars, zones, what is usual
 *   detection                                  rules turn readings into findings
 *   warning                                    findings graded: one open warning a rule and subject
 *   plan                                       the prepared response: commands, notices, a case
 *   cases                                      the life of a case
 *   dispatch                                   which centre, unit and person
 *   handling                                   accept, arrive, do, hand in, verify
 *   scoring                                    evaluation of areas, units and persons
 *   outbox                                     what goes out, delivered at least once
 *   desk, livemap                              what the screens show and do
 *   gateways                                   protocols: they translate and never decide
 *   demo                                       the model district
 *   backup, replay                             everything in one file; files of the past
 *   cli                                        the command line
 * </pre>
 */
@NullMarked
package org.yiwang;

import org.jspecify.annotations.NullMarked;
