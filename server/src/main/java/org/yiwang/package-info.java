/**
 * The flow, from a reading to its score. Data flows down this list, imports point up it; {@code
 * ArchitectureTest} holds the order against the code.
 *
 * <pre>
 *   platform                                   database, clock, settings, errors
 *   territory, people, registry, access        the ground: where, who, what, and who may
 *   tracks                                     applications of the centre, as data
 *   intake                                     readings and reports come in and are kept
 *   detection                                  rules turn readings into findings
 *   warning                                    findings graded: one open warning a rule and subject
 *   plan                                       the prepared response: commands, notices, a case
 *   cases                                      the life of a case
 *   dispatch                                   which centre, unit and person
 *   handling                                   accept, arrive, do, hand in, verify
 *   scoring                                    evaluation of areas, units and persons
 *   livemap, outbox                            what the screens show; what goes out
 *   gateways                                   protocols: they translate and never decide
 * </pre>
 */
@NullMarked
package org.yiwang;

import org.jspecify.annotations.NullMarked;
