package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.ListFile;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.IdentityMapTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The people on uploaded lists, and how many of a list are known at all.
 *
 * @param people {@code one_id} of the people on each list, by name
 * @param told a sentence for each list
 */
record UploadedLists(Map<String, Dataset<Row>> people, List<String> told) {

  /** Reads the lists of these names. */
  static UploadedLists of(JobContext context, SegmentsConfig config, Set<String> names) {
    Map<String, Dataset<Row>> people = new TreeMap<>();
    List<String> told = new ArrayList<>();
    for (String name : names) {
      ListFile file = config.lists().get(name);
      if (file == null) {
        throw new IllegalStateException("unchecked list " + name);
      }
      Dataset<Row> listed =
          new ListedTransform(file.type(), file.scope(), resolver(context))
              .apply(lines(context, name, file), context.input(IdentityMapTable.SPEC));
      people.put(name, listed.where(IdentityMapTable.ONE_ID.col().isNotNull()));
      told.add(told(name, listed));
    }
    return new UploadedLists(people, told);
  }

  private static IdResolver resolver(JobContext context) {
    return new IdResolver(
        context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class),
        IdSecret.from(
            context.settings(PrivacyConfig.PATH, PrivacyConfig.class),
            context.spark().sparkContext().hadoopConfiguration()));
  }

  private static Dataset<Row> lines(JobContext context, String name, ListFile file) {
    if (file.column().isEmpty()) {
      return context.spark().read().text(file.path()).toDF(ListedTransform.VALUE);
    }
    Dataset<Row> table = context.spark().read().option("header", true).csv(file.path());
    String column = file.column().get();
    List<String> columns = Arrays.asList(table.columns());
    if (!columns.contains(column)) {
      throw SegmentErrors.listColumn(name, column, columns);
    }
    return table.select(col("`" + column + "`").as(ListedTransform.VALUE));
  }

  /** Never which values they are. */
  private static String told(String name, Dataset<Row> listed) {
    Column node = col(ListedTransform.NODE);
    Row row =
        listed
            .agg(
                count(lit(1)),
                count_distinct(node),
                count_distinct(when(known(), node)),
                count_distinct(IdentityMapTable.ONE_ID.col()))
            .head();
    long identifiers = row.getLong(1);
    long found = row.getLong(2);
    return String.format(
        "list %s: %,d lines, %,d identifiers, %,d known (%.1f %%), %,d people",
        name,
        row.getLong(0),
        identifiers,
        found,
        identifiers == 0 ? 0.0 : 100.0 * found / identifiers,
        row.getLong(3));
  }

  private static Column known() {
    return IdentityMapTable.ONE_ID.col().isNotNull();
  }
}
