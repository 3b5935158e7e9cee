package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.people.DeedCheck;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.time.BusinessDays;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * What the conditions of tags say besides comparing other tags: what a person did. Portraits,
 * segments, lists and the funnels of reports come after tags.
 *
 * @param check event names and dimensions
 * @param deeds gathers what has to be counted
 */
record TagLeaves(DeedCheck check, Deeds deeds) implements Conditions.Others {

  /** Conditions over these tags and behaviour. */
  Conditions over(Map<String, Subject> tags, BusinessDays days) {
    return new Conditions(Conditions.Of.TAG, tags, days, this);
  }

  @Override
  public void check(String path, Condition leaf, Problems problems) {
    leaf.behaviour()
        .ifPresentOrElse(
            behaviour -> check.check(path, behaviour, problems),
            () ->
                problems.add(
                    path,
                    null,
                    "a condition of a tag compares a tag, or says what a person did: portraits,"
                        + " segments, lists and funnels of reports come after tags"));
  }

  @Override
  public Column column(Condition leaf) {
    return deeds.holds(leaf.behaviour().orElseThrow());
  }
}
