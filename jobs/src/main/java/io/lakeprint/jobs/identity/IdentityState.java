package io.lakeprint.jobs.identity;

import io.lakeprint.common.time.BusinessDays;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who is who after a run: the partition under its names. A function of the evidence and the log.
 *
 * @param overlaps of {@link NamingTransform#overlaps}
 * @param people of {@link NamingTransform#people}
 * @param map rows of {@code identity_map}
 */
record IdentityState(Dataset<Row> overlaps, Dataset<Row> people, Dataset<Row> map) {

  /**
   * Names what {@code resolution} found.
   *
   * @param keep keeps what is read several times (persists it), or returns it as it is
   */
  static IdentityState of(
      Resolution resolution,
      IdentityJournal journal,
      TypeRules types,
      UnaryOperator<Dataset<Row>> keep) {
    NamingTransform naming = new NamingTransform(types);
    Dataset<Row> placed = resolution.placed();
    Dataset<Row> born = keep.apply(journal.born());
    Dataset<Row> overlaps = keep.apply(naming.overlaps(placed, keep.apply(journal.owners()), born));
    Dataset<Row> people = keep.apply(naming.people(placed, overlaps, born));
    Dataset<Row> names =
        placed
            .join(people, GraphColumns.COMPONENT.name())
            .select(GraphColumns.NODE.col(), GraphColumns.ONE_ID.col());
    Dataset<Row> map =
        keep.apply(
            new IdentityMapTransform(types)
                .apply(resolution.nodes(), names, resolution.owners(), resolution.excluded()));
    return new IdentityState(overlaps, people, map);
  }

  /** Rows of {@code persons}. */
  Dataset<Row> persons(BusinessDays days, TypeRules types) {
    return new PersonsTransform(days, types).apply(map, people);
  }
}
