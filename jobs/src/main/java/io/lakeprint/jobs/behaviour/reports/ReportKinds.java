package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The kinds of reports that there are. */
final class ReportKinds {

  private static final List<ReportKind<?>> ALL =
      List.of(
          new FunnelKind(),
          new RetentionKind(),
          new LifecycleKind(),
          new StickinessKind(),
          new PathKind(),
          new AttributionKind(),
          new HeatmapKind(),
          new IntervalKind(),
          new DistributionKind(),
          new ComparisonKind());

  private ReportKinds() {}

  /**
   * A definition and its kind.
   *
   * @param kind the kind
   * @param id its id
   * @param report the definition
   */
  record Defined<D extends Record & ReportDefinition>(ReportKind<D> kind, String id, D report) {

    /** Where it stands in the configuration. */
    String path() {
      return ReportsConfig.PATH + "." + kind.section() + "." + id;
    }

    void check(ReportCheck check) {
      kind.check(path(), report, check);
    }

    void compile(ReportCompiler plan) {
      kind.compile(id, report, plan);
    }
  }

  /** Every definition, kind by kind, by id. */
  static List<Defined<?>> defined(ReportsConfig config) {
    List<Defined<?>> all = new ArrayList<>();
    ALL.forEach(kind -> add(kind, config, all));
    return all;
  }

  private static <D extends Record & ReportDefinition> void add(
      ReportKind<D> kind, ReportsConfig config, List<Defined<?>> all) {
    kind.definitions(config).forEach((id, report) -> all.add(new Defined<>(kind, id, report)));
  }

  /** The tables that reports are told in. */
  static Set<TableSpec> tables() {
    Set<TableSpec> tables = new LinkedHashSet<>();
    ALL.forEach(kind -> kind.outputs().forEach(output -> tables.add(output.table())));
    return tables;
  }

  /** The rows of each table. */
  static Map<TableSpec, Dataset<Row>> tell(Telling telling, ReportKind.Known known) {
    Map<TableSpec, Dataset<Row>> rows = new LinkedHashMap<>();
    for (ReportKind<?> kind : ALL) {
      for (ReportKind.Output output : kind.outputs()) {
        rows.merge(output.table(), output.telling().rows(telling, known), Dataset::unionByName);
      }
    }
    return rows;
  }
}
