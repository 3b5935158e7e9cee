package io.lakeprint.common.ids.udf;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.RawIdentifier;
import io.lakeprint.common.ids.ResolvedIds;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.Seq;

/** {@link IdResolver} for a column; carries the derived keys, which no plan prints. */
final class ResolveFunction implements UDF1<Seq<Row>, Row> {

  static final DataType TYPE =
      DataType.fromDDL(
          "struct<ids: array<struct<type: string, scope: string, value: string>>,"
              + " anchor_node: bigint, dropped: array<string>,"
              + " vaulted: array<struct<type: string, scope: string, token: string,"
              + " sealed: string, key_version: int>>>");

  private static final long serialVersionUID = 1L;

  private final IdResolver resolver;

  ResolveFunction(IdResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Row call(@Nullable Seq<Row> ids) {
    ResolvedIds resolved = resolver.resolve(ids == null ? List.of() : raw(ids));
    return RowFactory.create(
        resolved.ids().stream()
            .map(id -> RowFactory.create(id.type(), id.scope(), id.value()))
            .toArray(),
        resolved.anchorNode(),
        resolved.dropped().toArray(),
        resolved.vaulted().stream()
            .map(
                entry ->
                    RowFactory.create(
                        entry.type(),
                        entry.scope(),
                        entry.token(),
                        entry.sealed(),
                        entry.keyVersion()))
            .toArray());
  }

  private static List<RawIdentifier> raw(Seq<Row> ids) {
    List<RawIdentifier> raw = new ArrayList<>(ids.length());
    for (Iterator<Row> rows = ids.iterator(); rows.hasNext(); ) {
      Row row = rows.next();
      if (row != null) {
        raw.add(new RawIdentifier(row.getString(0), row.getString(1), row.getString(2)));
      }
    }
    return raw;
  }

  @Override
  public String toString() {
    return "resolve_ids";
  }
}
