package io.lakeprint.jobs.activate;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a destination is to be told at once. A number stands for the same rows however often it is
 * tried: they are in the outbox before the first try.
 *
 * @param activation id of the activation
 * @param number counts its sends, from 1
 * @param asOf day at whose end the differences were found: not that of a later run that repeats it
 * @param target name of the column with the target
 * @param rows rows of {@link OutgoingTransform}, in order; with clear values: never kept anywhere
 */
record Send(String activation, long number, LocalDate asOf, String target, Dataset<Row> rows) {}
