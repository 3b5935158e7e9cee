/**
 * Answers: would a run work here, and what is to be mended before it shows? Machine, configuration,
 * secret, storage, tables and ledger, each looked at without changing anything.
 */
@NullMarked
package io.lakeprint.common.cli.doctor;

import org.jspecify.annotations.NullMarked;
