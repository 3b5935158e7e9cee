package io.lakeprint.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planted in people's lives can be found in what they do. */
class SimulatedLivesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate START = LocalDate.of(2026, 1, 1);

  @TempDir private static Path folder;
  private static SimulatedFiles files;
  private static final Map<String, NavigableSet<LocalDate>> ACTIVE_DAYS = new HashMap<>();

  /** A score and whether what it foretells happened. */
  private record Scored(double score, boolean happened) {}

  @BeforeAll
  static void simulate() {
    files = new SimulatedFiles(folder);
    new Simulator()
        .write(new SimulateConfig(11, 1_200, 90, START, ZONE, true), FileSink.folder(folder));
    for (String[] event : files.truth("events")) {
      LocalDate day = Instant.parse(event[3]).atZone(ZONE).toLocalDate();
      if (!event[2].isEmpty()) {
        ACTIVE_DAYS.computeIfAbsent(event[2], key -> new TreeSet<>()).add(day);
      }
    }
  }

  @Test
  void churnedPeopleStop() {
    int churned = 0;
    for (String[] person : files.truth("people")) {
      NavigableSet<LocalDate> days = ACTIVE_DAYS.getOrDefault(person[0], new TreeSet<>());
      if (!person[4].isEmpty() && !days.isEmpty()) {
        assertThat(days.last()).isBeforeOrEqualTo(LocalDate.parse(person[4]));
        churned++;
      }
    }
    assertThat(churned).isBetween(200, 900);
  }

  @Test
  void everyEventOfAPersonLiesAfterTheAcquisition() {
    for (String[] person : files.truth("people")) {
      NavigableSet<LocalDate> days = ACTIVE_DAYS.getOrDefault(person[0], new TreeSet<>());
      if (!days.isEmpty()) {
        assertThat(days.first()).isAfterOrEqualTo(LocalDate.parse(person[2]));
      }
    }
  }

  @Test
  void silenceAloneForetellsWhoStaysAway() {
    LocalDate cut = START.plusDays(60);
    List<Scored> people = new ArrayList<>();
    for (NavigableSet<LocalDate> days : ACTIVE_DAYS.values()) {
      LocalDate last = days.lower(cut);
      if (last != null && last.isAfter(cut.minusDays(30))) {
        people.add(new Scored(-(double) last.toEpochDay(), days.ceiling(cut) == null));
      }
    }

    assertThat(auc(people)).isGreaterThan(.8);
  }

  @Test
  void thePlantedHazardForetellsWhoChurns() {
    LocalDate asOf = START.plusDays(55);
    Map<String, LocalDate> churnedOn = new HashMap<>();
    for (String[] person : files.truth("people")) {
      if (!person[4].isEmpty()) {
        churnedOn.put(person[0], LocalDate.parse(person[4]));
      }
    }
    List<Scored> people = new ArrayList<>();
    for (String[] row : files.truth("hazard")) {
      if (row[1].equals(asOf.toString())) {
        LocalDate churn = churnedOn.getOrDefault(row[0], LocalDate.MAX);
        people.add(new Scored(Double.parseDouble(row[3]), !churn.isAfter(asOf.plusDays(30))));
      }
    }

    assertThat(people).hasSizeGreaterThan(300);
    assertThat(auc(people)).isGreaterThan(.75);
  }

  @Test
  void peopleWithAHighPurchaseRateOrderMoreOften() {
    double[] orders = new double[2];
    double[] visits = new double[2];
    for (String[] person : files.truth("people")) {
      if (!person[1].equals("anonymous") && person[2].compareTo(START.toString()) >= 0) {
        int group = Double.parseDouble(person[7]) > .16 ? 1 : 0;
        visits[group] += Integer.parseInt(person[11]);
        orders[group] += Integer.parseInt(person[12]);
      }
    }

    assertThat(orders[1] / visits[1]).isGreaterThan(1.5 * orders[0] / visits[0]);
  }

  @Test
  void aRecycledNumberHasItsOwnersOneAfterTheOther() {
    Map<String, List<String[]>> owners = new HashMap<>();
    for (String[] row : files.truth("identifiers")) {
      if (row[1].equals("phone")) {
        owners.computeIfAbsent(row[3], key -> new ArrayList<>()).add(row);
      }
    }
    List<List<String[]>> shared = owners.values().stream().filter(rows -> rows.size() > 1).toList();

    assertThat(shared)
        .isNotEmpty()
        .allSatisfy(
            rows -> {
              rows.sort((left, right) -> left[4].compareTo(right[4]));
              for (int i = 1; i < rows.size(); i++) {
                assertThat(rows.get(i - 1)[5]).isNotEmpty().isLessThan(rows.get(i)[4]);
              }
            });
  }

  /** Area under the ROC curve as the Mann-Whitney statistic, ties counted half. */
  private static double auc(List<Scored> people) {
    double wins = 0;
    long pairs = 0;
    for (Scored positive : people) {
      if (positive.happened()) {
        for (Scored negative : people) {
          if (!negative.happened()) {
            pairs++;
            int order = Double.compare(positive.score(), negative.score());
            wins += order > 0 ? 1 : order == 0 ? .5 : 0;
          }
        }
      }
    }
    return wins / pairs;
  }
}
