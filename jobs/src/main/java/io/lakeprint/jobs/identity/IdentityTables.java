package io.lakeprint.jobs.identity;

import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of the state tables of identity: all of them, or those about some nodes.
 *
 * @param evidence rows of {@code id_evidence}
 * @param nodes rows of {@code id_nodes}
 * @param links rows of {@code id_links}
 * @param map rows of {@code identity_map}
 * @param persons rows of {@code persons}
 * @param aliases rows of {@code one_id_aliases}
 */
record IdentityTables(
    Dataset<Row> evidence,
    Dataset<Row> nodes,
    Dataset<Row> links,
    Dataset<Row> map,
    Dataset<Row> persons,
    Dataset<Row> aliases) {

  /** The tables, in the order in which they are written: evidence last. */
  static final List<TableSpec> SPECS =
      List.of(
          IdLinksTable.SPEC,
          IdentityMapTable.SPEC,
          PersonsTable.SPEC,
          OneIdAliasesTable.SPEC,
          IdNodesTable.SPEC,
          IdEvidenceTable.SPEC);

  static IdentityTables of(Function<TableSpec, Dataset<Row>> read) {
    return new IdentityTables(
        read.apply(IdEvidenceTable.SPEC),
        read.apply(IdNodesTable.SPEC),
        read.apply(IdLinksTable.SPEC),
        read.apply(IdentityMapTable.SPEC),
        read.apply(PersonsTable.SPEC),
        read.apply(OneIdAliasesTable.SPEC));
  }

  Dataset<Row> get(TableSpec table) {
    return switch (table.table()) {
      case "id_evidence" -> evidence;
      case "id_nodes" -> nodes;
      case "id_links" -> links;
      case "identity_map" -> map;
      case "persons" -> persons;
      case "one_id_aliases" -> aliases;
      default -> throw new IllegalArgumentException(table.name() + " is no state of identity");
    };
  }
}
