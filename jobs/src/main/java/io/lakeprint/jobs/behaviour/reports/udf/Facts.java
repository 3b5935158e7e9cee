package io.lakeprint.jobs.behaviour.reports.udf;

import org.apache.spark.sql.types.StructType;

/** What the reports of a run say of one person: a struct with one list per kind of report. */
public final class Facts {

  public static final String FUNNELS = "funnels";
  public static final String RETENTIONS = "retentions";
  public static final String LIFECYCLES = "lifecycles";
  public static final String STICKINESS = "stickiness";
  public static final String EDGES = "edges";

  /** Number of the series. */
  public static final String SERIES = "series";

  /** First day of the period, in days since 1970. */
  public static final String DAY = "day";

  /** Value of the breakdown; null = not said. */
  public static final String VALUE = "value";

  /** Whether nothing of the window, or period, is still to come. */
  public static final String COMPLETE = "complete";

  /** When each step was done, microseconds; null = it was not. */
  public static final String TIMES = "times";

  /** Cells in which the person counts, as bits. */
  public static final String CELLS = "cells";

  /** Cells that are complete, as bits. */
  public static final String COMPLETE_CELLS = "complete_cells";

  public static final String STATUS = "status";
  public static final String INTERVALS = "intervals";

  /** Place of an edge in its path. */
  public static final String STEP = "step";

  public static final String FROM = "from_node";
  public static final String TO = "to_node";

  /** Time between the nodes of an edge; null = one of them is no event. */
  public static final String MICROS = "micros";

  static final StructType SCHEMA =
      StructType.fromDDL(
          """
          funnels array<struct<series int, day int, value string, complete boolean,
            times array<bigint>>>,
          retentions array<struct<series int, day int, value string, cells bigint,
            complete_cells bigint>>,
          lifecycles array<struct<series int, day int, complete boolean, status string>>,
          stickiness array<struct<series int, day int, complete boolean, intervals int>>,
          edges array<struct<series int, day int, value string, complete boolean, step int,
            from_node string, to_node string, micros bigint>>
          """);

  private Facts() {}
}
