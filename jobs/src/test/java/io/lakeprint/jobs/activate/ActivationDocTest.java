package io.lakeprint.jobs.activate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.jobs.segments.SegmentsJob;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page and the examples say is understood, and what they do not say is refused. */
@ExtendWith(SparkExtension.class)
class ActivationDocTest {

  private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);

  private final SparkSession spark;
  private final Path folder;

  ActivationDocTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void theExamplesOfThePageAndOfConfAreActivations() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.conf"), examples());
    String shipped = ProjectRoot.path().resolve("conf/activations.conf").toString();
    LakeConfig config =
        load(List.of(shipped, mine.toString()), "privacy.demo-secret=true", "lake.root=lake");

    assertThat(problems(config, new ActivateJob())).isEmpty();
    assertThat(problems(config, new SegmentsJob())).isEmpty();
    assertThat(config.bind(ActivationsConfig.PATH, ActivationsConfig.class).definitions())
        .containsOnlyKeys(
            "crm_win_back",
            "meta_churn_risk",
            "tencent_likely_buyers",
            "wecom_high_value",
            "win_back");
  }

  @Test
  void everyMistakeOfEveryDefinitionIsToldAtOnce() {
    LakeConfig config =
        load(
            List.of(),
            "activations.destinations.disk.files={path=out}",
            "activations.frequency-caps.sms={destinations=[dsk], sends=1, days=1}",
            "activations.only=[firts]",
            "activations.definitions.first={name-zh=x, name-en=x, destination=dsk,"
                + " audience={segment=vip}, target={id=pos_card}, fields={tier=person_kindd}}",
            "activations.definitions.second={name-zh=x, name-en=x, destination=disk,"
                + " audience={segment=vip}, target={id=email, text=national, scope=shop},"
                + " fields={change=person_kind, all=\"array(person_kind)\"}}",
            "activations.definitions.third={name-zh=x, name-en=x, destination=disk,"
                + " audience={segment=vip}, target={id=wechat_openid}}",
            "activations.definitions.fourth={name-zh=x, name-en=x, destination=disk,"
                + " audience={segment=vip}, target={id=fone}}");
    assertThat(problems(config, new ActivateJob()))
        .anySatisfy(problem -> assertThat(problem).contains("only", "'first'?"))
        .anySatisfy(problem -> assertThat(problem).contains("first.destination", "'disk'?"))
        .anySatisfy(problem -> assertThat(problem).contains("first.target.id", "token"))
        .anySatisfy(problem -> assertThat(problem).contains("first.fields.tier", "person_kind"))
        .anySatisfy(problem -> assertThat(problem).contains("second.target.scope"))
        .anySatisfy(problem -> assertThat(problem).contains("second.target.text", "phone"))
        .anySatisfy(problem -> assertThat(problem).contains("second.fields.change"))
        .anySatisfy(problem -> assertThat(problem).contains("second.fields.all", "array"))
        .anySatisfy(problem -> assertThat(problem).contains("third.target.scope", "say which"))
        .anySatisfy(problem -> assertThat(problem).contains("fourth.target.id", "'phone'?"))
        .anySatisfy(problem -> assertThat(problem).contains("frequency-caps.sms", "'disk'?"))
        .hasSize(11);

    LakeConfig shapes =
        load(
            List.of(),
            "activations.destinations.both={files={path=out}, http={url=\"http://x\"}}",
            "activations.destinations.hasty={http={url=\"http://x\", timeout=0 ms}}",
            "activations.frequency-caps.sms={destinations=[hasty], sends=1, days=0}",
            "activations.definitions.a={name-zh=x, name-en=x, destination=both,"
                + " audience={model=churn}, target={id=phone}, hold-out=1}");
    assertThat(problems(shapes, new ActivateJob()))
        .anySatisfy(problem -> assertThat(problem).contains("exactly one"))
        .anySatisfy(problem -> assertThat(problem).contains("hasty", "timeout must be"))
        .anySatisfy(problem -> assertThat(problem).contains("sms", "days must be at least 1"))
        .anySatisfy(problem -> assertThat(problem).contains("everybody who was scored"));
  }

  @Test
  void thePageNamesEveryChoice() throws IOException {
    String page = page();
    assertThat(
            Arrays.stream(TargetRule.Text.values())
                .map(text -> "`" + text.name().toLowerCase(java.util.Locale.ROOT) + "`"))
        .allSatisfy(name -> assertThat(page).contains(name));
  }

  private List<String> problems(LakeConfig config, Job<?> job) {
    Problems problems = new Problems();
    new CheckContext(config, spark, problems).check(job);
    return problems.found().stream().map(Object::toString).toList();
  }

  private static LakeConfig load(List<String> files, String... settings) {
    return ConfigLoader.load(
        files, List.of(settings), ActivationDocTest.class.getClassLoader(), Map.of());
  }

  private static String examples() throws IOException {
    return EXAMPLE.matcher(page()).results().map(example -> example.group(1)).collect(joining());
  }

  private static String page() throws IOException {
    return Files.readString(ProjectRoot.path().resolve("docs/activation.md"));
  }
}
