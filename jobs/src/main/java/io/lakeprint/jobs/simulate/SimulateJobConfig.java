package io.lakeprint.jobs.simulate;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The section {@code simulate} of the configuration.
 *
 * @param target folder that gets the files, any Hadoop file system
 * @param seed the only source of chance
 * @param people persons over the whole time
 * @param days business days
 * @param start first business day
 * @param gzip whether files are compressed
 */
public record SimulateJobConfig(
    String target, long seed, int people, int days, LocalDate start, boolean gzip) {

  public SimulateJobConfig {
    new SimulateConfig(seed, people, days, start, ZoneId.of("UTC"), gzip);
  }

  SimulateConfig in(ZoneId zone) {
    return new SimulateConfig(seed, people, days, start, zone, gzip);
  }
}
