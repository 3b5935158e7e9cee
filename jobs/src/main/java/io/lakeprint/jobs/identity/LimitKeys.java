package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Limits in one number each: the type's place in the lower eight bits, a hash of the scope above
 * them where it is part of the limit. What an operator keeps apart is a limit of one that both
 * count against, at the place {@link #APART}.
 *
 * @param names types by place
 * @param maxima how many a person may have, by place
 * @param maxNodes nodes of one person in all
 */
record LimitKeys(List<String> names, List<Integer> maxima, int maxNodes) implements Serializable {
  static final int APART = 255;

  /** Column of limits. */
  static final ColumnSpec KEY = ColumnSpec.required("limit_key", Types.LONG, "Limit");

  static LimitKeys of(TypeRules types, int maxNodes) {
    List<String> names = types.identifiers().types().keySet().stream().sorted().toList();
    if (names.size() > APART) {
      throw new IllegalArgumentException("more than " + APART + " identifier types");
    }
    return new LimitKeys(names, names.stream().map(types::limit).toList(), maxNodes);
  }

  /** The limit of a node of this type and scope. */
  Column of(Column type, Column scope, TypeRules types) {
    Column key = lit(0L);
    for (int place = 0; place < names.size(); place++) {
      Column own = lit((long) place);
      if (types.isScoped(names.get(place))) {
        own = own.plus(shiftleft(xxhash64(scope), 8));
      }
      key = when(type.equalTo(names.get(place)), own).otherwise(key);
    }
    return key;
  }

  /** The limit that keeps two nodes apart. */
  static Column apart(Column one, Column other) {
    return lit((long) APART).plus(shiftleft(xxhash64(concat_ws(":", one, other)), 8));
  }

  /** As {@link #max(long)}, for columns. */
  Column max(Column key) {
    Column place = key.bitwiseAND(lit(0xFFL));
    Column max = lit(1);
    for (int type = 0; type < maxima.size(); type++) {
      max = when(place.equalTo(lit((long) type)), lit(maxima.get(type))).otherwise(max);
    }
    return max;
  }

  int max(long key) {
    int place = (int) (key & 0xFF);
    return place == APART ? 1 : maxima.get(place);
  }
}
