package io.lakeprint.jobs.behaviour.reports.udf;

import org.apache.spark.sql.types.StructType;

/** What the reports of a run say of one person: a struct with one list per kind of report. */
public final class Facts {

  public static final String FUNNELS = "funnels";
  public static final String RETENTIONS = "retentions";
  public static final String LIFECYCLES = "lifecycles";
  public static final String STICKINESS = "stickiness";
  public static final String EDGES = "edges";
  public static final String WALKS = "walks";
  public static final String CREDITS = "credits";
  public static final String MOVES = "moves";
  public static final String HEATS = "heats";
  public static final String INTERVALS_BETWEEN = "intervals_between";
  public static final String DISTRIBUTIONS = "distributions";
  public static final String COMPARISONS = "comparisons";

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

  /** Nodes of a path, first to last. */
  public static final String NODES = "nodes";

  /** Currency of amounts; null = not said. */
  public static final String CURRENCY = "currency";

  public static final String TOUCHPOINT = "touchpoint";

  /** Credit by rule, in units. */
  public static final String CONVERSIONS = "conversions";

  /** Amounts by rule, in ten-thousandths of the currency. */
  public static final String AMOUNTS = "amounts";

  /** What a touchpoint cost, in currency. */
  public static final String COST = "cost";

  /** How often. */
  public static final String TIMES_DONE = "times_done";

  public static final String PAGE = "page";
  public static final String ELEMENT = "element";
  public static final String X = "x";
  public static final String Y = "y";

  /** Place of a group. */
  public static final String GROUP = "group";

  /** Outcomes that were reached, as bits. */
  public static final String DONE = "done";

  /** How much a person did. */
  public static final String MEASURE = "measure";

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
            from_node string, to_node string, micros bigint>>,
          walks array<struct<series int, day int, complete boolean, nodes array<string>>>,
          credits array<struct<series int, day int, complete boolean, currency string,
            touchpoint string, conversions array<bigint>, amounts array<bigint>>>,
          moves array<struct<series int, day int, complete boolean, from_node string,
            to_node string, times_done bigint>>,
          heats array<struct<series int, day int, value string, complete boolean, page string,
            element string, x int, y int, times_done bigint>>,
          intervals_between array<struct<series int, day int, value string, complete boolean,
            micros bigint>>,
          distributions array<struct<series int, day int, value string, complete boolean,
            measure bigint>>,
          comparisons array<struct<series int, day int, value string, complete boolean, group int,
            done bigint>>
          """);

  private Facts() {}
}
