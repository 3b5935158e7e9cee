package io.lakeprint.jobs.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lakeprint.jobs.simulate.People.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Simulates the people of a shop and writes what its channels would have recorded.
 *
 * <p>Deterministic: the same configuration gives the same bytes, whatever the machine's zone,
 * locale or clock. Memory is about 70 bytes per person in flat arrays ({@link People}) plus at most
 * nine open files per source; events are streamed day by day and never kept, so their number does
 * not matter: 100 million events of 1.2 million people need some 85 MB for the people.
 */
public final class Simulator {

  /** Says what was written; written last. */
  static final String MANIFEST = "manifest.json";

  private static final int HAZARD_EVERY_DAYS = 7;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Writes all files below the sink, each anew, and {@code manifest.json} last, so that a folder
   * without one is not finished.
   *
   * @throws io.lakeprint.common.error.UsageException when the target cannot be written
   */
  public SimulationSummary write(SimulateConfig config, FileSink sink) {
    try (Truth truth = new Truth(config, sink)) {
      SimulationSummary summary = new Run(config, sink, truth).run();
      manifest(config, sink, summary);
      return summary;
    } catch (UncheckedIOException e) {
      throw SimulateErrors.cannotWrite(sink.describe(), e);
    } catch (IOException e) {
      throw SimulateErrors.cannotWrite(sink.describe(), e);
    }
  }

  private static void manifest(SimulateConfig config, FileSink sink, SimulationSummary summary)
      throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("seed", config.seed());
    manifest.put("people", config.people());
    manifest.put("start", config.start().toString());
    manifest.put("end", config.end().toString());
    manifest.put("zone", config.zone().getId());
    manifest.put("people_seen", summary.people());
    manifest.put("people_churned", summary.churned());
    manifest.put("channels", summary.channels());
    try (OutputStream out = sink.open(MANIFEST)) {
      out.write(JSON.writeValueAsBytes(manifest));
    }
  }

  /** One simulation under way. */
  private static final class Run {

    private final SimulateConfig config;
    private final Truth truth;
    private final People people;
    private final Lifecycle lifecycle;
    private final Identifiers identifiers;
    private final Holdings holdings;
    private final Output output;
    private final Shopper shopper;

    Run(SimulateConfig config, FileSink sink, Truth truth) {
      this.config = config;
      this.truth = truth;
      people = new People(config.people());
      lifecycle = new Lifecycle(people);
      identifiers = new Identifiers(config.seed());
      holdings = new Holdings(people, identifiers, truth);
      output = new Output(config, sink, truth);
      shopper = new Shopper(config, people, lifecycle, holdings, identifiers, output);
    }

    SimulationSummary run() throws IOException {
      for (int person = 0; person < people.size(); person++) {
        people.acquiredDay[person] = (short) Traits.of(config, person).acquiredDay();
      }
      for (int day = 0; day < config.days(); day++) {
        day(day);
        output.endDay();
      }
      int seen = 0;
      int churned = 0;
      for (int person = 0; person < people.size(); person++) {
        if (people.stage(person) != Stage.NOT_YET) {
          Traits traits = Traits.of(config, person);
          truth.person(person, traits, people);
          holdings.close(person, traits);
          seen++;
          churned += people.stage(person) == Stage.CHURNED ? 1 : 0;
        }
      }
      for (int store = 0; store < StoreTill.STORES; store++) {
        truth.identifier(-1, "device_id", "", identifiers.kiosk(store), 0, People.NEVER, "kiosk");
      }
      return new SimulationSummary(seen, churned, output.counts());
    }

    private void day(int day) {
      long dayStart = config.dayStart(day);
      long dayLength = config.dayStart(day + 1) - dayStart;
      if (day % 30 == 0) {
        new MiniProgramFormat(identifiers).catalogue(output, dayStart + 60_000);
      }
      for (int person = 0; person < people.size(); person++) {
        Stage stage = people.stage(person);
        if (stage == Stage.CHURNED || people.acquiredDay[person] > day) {
          continue;
        }
        Traits traits = Traits.of(config, person);
        Rng rng = new Rng(Rng.hash(config.seed(), 6, person, day));
        if (stage == Stage.NOT_YET) {
          appear(person, traits, day, rng);
        } else if (lifecycle.advance(person, traits, day, rng)) {
          shopper.leave(person, day, dayStart, rng);
          continue;
        }
        shopper.live(person, traits, day, dayStart, dayLength, rng);
        if (day % HAZARD_EVERY_DAYS == HAZARD_EVERY_DAYS - 1) {
          truth.hazard(
              person,
              day,
              people,
              lifecycle.churnHazard(person, traits, day + 1),
              lifecycle.purchaseChance(person, traits, day + 1));
        }
      }
      robots(day, dayStart);
    }

    /** A first visit today, or a customer from before the start with some history. */
    private void appear(int person, Traits traits, int day, Rng rng) {
      holdings.acquire(person, traits, day, rng);
      people.stage(person, Stage.ACQUIRED);
      if (traits.acquiredDay() >= 0) {
        return;
      }
      people.stage(person, rng.chance(.15) ? Stage.DORMANT : Stage.ACTIVE);
      people.visits[person] = (short) rng.between(1, 30);
      people.lastVisitDay[person] = (short) -rng.between(1, 20);
      if (traits.kind() == Traits.Kind.MEMBER) {
        people.registeredDay[person] = people.acquiredDay[person];
      }
      if (traits.kind() != Traits.Kind.ANONYMOUS && rng.chance(.7)) {
        people.orders[person] = (short) rng.between(1, 4);
        people.lastOrderDay[person] = (short) -rng.between(1, 60);
      }
    }

    private void robots(int day, long dayStart) {
      Rng rng = new Rng(Rng.hash(config.seed(), 8, day, 0));
      ServerLog log = new ServerLog(new Times(config.zone()));
      for (int walk = Math.min(240, 3 + config.people() / 300); walk > 0; walk--) {
        log.robot(walk, dayStart + rng.below(70_000_000), rng, output);
      }
    }
  }
}
