package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.common.run.Plan;
import io.lakeprint.common.run.PlanFormat;
import io.lakeprint.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AirflowPlanTest {

  private static final String FILE = "conf/airflow/dags/lakeprint_plan.json";

  @Test
  void theDagIsBuiltFromThePlanOfTheseJobs() throws IOException {
    assertThat(Files.readString(ProjectRoot.path().resolve(FILE)))
        .as("make it again with: bin/lakeprint plan --format json > " + FILE)
        .isEqualTo(PlanFormat.JSON.render(Plan.of(JobRegistry.load().all())));
  }
}
