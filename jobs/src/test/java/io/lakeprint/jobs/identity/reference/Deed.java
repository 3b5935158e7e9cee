package io.lakeprint.jobs.identity.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One event as identity sees it.
 *
 * @param key unique
 * @param ids of declared types, each once, by priority, then scope and value
 * @param arrives day on whose evening it is in the lake
 */
public record Deed(String key, String name, Instant time, List<Id> ids, LocalDate arrives) {

  LocalDate day() {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
