package io.lakeprint.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  private record Nothing() {}

  private record Named(String name, List<JobInput> inputs, List<TableSpec> outputs)
      implements Job<Nothing> {
    @Override
    public JobSpec<Nothing> spec() {
      return JobSpec.planned(name, "test", name, Nothing.class, inputs, outputs);
    }

    @Override
    public JobReport run(JobContext context, Nothing config) {
      return JobReport.of();
    }
  }

  @Test
  void whatRunsSayOfThemselvesHasSeveralWritersAndItsReaderWaitsForAll() {
    Plan plan =
        Plan.of(
            List.of(
                new Named("book", List.of(JobInput.of(DefinitionsTable.SPEC)), List.of()),
                new Named("tags", List.of(), List.of(DefinitionsTable.SPEC)),
                new Named("segments", List.of(), List.of(DefinitionsTable.SPEC))));

    assertThat(plan.before("book")).containsExactlyInAnyOrder("tags", "segments");
    assertThat(plan.before("tags")).isEmpty();
  }

  @Test
  void anyOtherTableHasOneWriter() {
    assertThatThrownBy(
            () ->
                Plan.of(
                    List.of(
                        new Named("one", List.of(), List.of(PersonsTable.SPEC)),
                        new Named("two", List.of(), List.of(PersonsTable.SPEC)))))
        .hasMessage("one and two both write identity.persons");
  }
}
