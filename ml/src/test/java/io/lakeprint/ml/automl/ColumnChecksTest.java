package io.lakeprint.ml.automl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lakeprint.ml.registry.ModelInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnChecksTest {
  private static final ColumnChecks CHECKS = new ColumnChecks(0.999, 0.95, 1.0);
  private static final int ROWS = 3_000;

  /** A person at a time: what is inside shows in what they do before and after that time. */
  private record Person(double will, int label, int eventsAfter, int part, Random luck) {}

  private static List<Person> people() {
    Random random = new Random(11);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double will = random.nextGaussian();
      int events = (int) Math.max(0, Math.round(3 * (will - 0.5) + random.nextGaussian()));
      // Nobody knows yet what the last third will do.
      int part = i % 3;
      people.add(new Person(will, events > 0 ? 1 : 0, part == 2 ? 0 : events, part, new Random(i)));
    }
    return people;
  }

  private static List<Rejected> checked(
      List<Person> people, List<ModelInput> inputs, List<ToDoubleFunction<Person>> values) {
    return CHECKS.of(
        new ColumnChecks.Sample(
            inputs,
            people.stream()
                .map(person -> values.stream().mapToDouble(v -> v.applyAsDouble(person)).toArray())
                .toArray(double[][]::new),
            people.stream().mapToInt(Person::label).toArray(),
            people.stream().mapToInt(Person::part).toArray()));
  }

  private static List<Rejected> checked(ToDoubleFunction<Person> value) {
    return checked(people(), List.of(new ModelInput("x", 0)), List.of(value));
  }

  @Test
  void catchesEveryPlantedLeak() {
    assertThat(checked(Person::label)).as("copy of the label").hasSize(1);
    assertThat(checked(person -> 1 - person.label())).as("the other way round").hasSize(1);
    assertThat(checked(person -> person.luck().nextInt(50) == 0 ? 0 : person.label()))
        .as("blurred copy")
        .hasSize(1);
    assertThat(checked(Person::eventsAfter)).as("counted after the cut-off").hasSize(1);
    assertThat(checked(person -> person.luck().nextInt(40) + person.eventsAfter() * 30.0))
        .as("joined with what is known later")
        .hasSize(1);
    assertThat(
            checked(
                person ->
                    (person.label() + person.luck().nextDouble())
                        * (person.luck().nextBoolean() ? 1 : -1)))
        .as("in a form that no order shows")
        .hasSize(1);
    assertThat(checked(Person::label).get(0).why()).isEqualTo(Rejected.Why.LEAKAGE);
  }

  @Test
  void losesNoCleanColumn() {
    int lost = 0;
    int all = 200;
    for (int column = 0; column < all; column++) {
      Random shape = new Random(column);
      double strength = shape.nextDouble();
      int kind = shape.nextInt(4);
      lost +=
          checked(
                  person -> {
                    double x =
                        strength * person.will()
                            + (1.2 - strength)
                                * new Random(person.luck().nextLong()).nextGaussian();
                    return switch (kind) {
                      case 0 -> x;
                      case 1 -> Math.max(0, Math.round(2 * x));
                      case 2 -> x > 1 ? 1 : 0;
                      default -> Math.exp(x);
                    };
                  })
              .size();
    }
    assertThat(lost).as("of " + all + " clean columns").isLessThanOrEqualTo(all / 100);
  }

  @Test
  void saysWhatElseIsWrongWithAColumn() {
    List<ModelInput> inputs =
        List.of(
            new ModelInput("good", 0),
            new ModelInput("inCents", 0),
            new ModelInput("empty", 0),
            ModelInput.missing("empty"),
            new ModelInput("renamed", 0),
            ModelInput.category("city", "a"),
            ModelInput.other("city", List.of("a")));
    List<Rejected> rejected =
        checked(
            people(),
            inputs,
            List.of(
                person -> person.will() + person.luck().nextGaussian(),
                person -> 0,
                person -> 0,
                person -> 1,
                person -> person.luck().nextGaussian() + (person.part() == 0 ? 0 : 9),
                person -> person.luck().nextInt(2),
                person -> person.luck().nextInt(2)));
    assertThat(rejected)
        .extracting(Rejected::column, Rejected::why)
        .containsExactly(
            tuple("inCents", Rejected.Why.CONSTANT),
            tuple("empty", Rejected.Why.CONSTANT),
            tuple("renamed", Rejected.Why.DRIFT));
    assertThat(rejected.get(2).toString()).startsWith("renamed (drift: population stability index");
  }

  @Test
  void ofTwoColumnsThatSayTheSameTheFirstStays() {
    double[] noise =
        IntStream.range(0, ROWS).mapToDouble(i -> new Random(i).nextGaussian()).toArray();
    int[] at = {0};
    int[] again = {0};
    assertThat(
            checked(
                people(),
                List.of(new ModelInput("euro", 0), new ModelInput("cent", 0)),
                List.of(person -> noise[at[0]++], person -> 5 - 100 * noise[again[0]++])))
        .singleElement()
        .hasToString("cent (duplicate: it says the same as euro)");
  }
}
