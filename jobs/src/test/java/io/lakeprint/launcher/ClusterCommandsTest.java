package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.lakeprint.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkSubmit;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.apache.spark.deploy.k8s.KubernetesConf;
import org.apache.spark.deploy.k8s.KubernetesDriverSpec;
import org.apache.spark.deploy.k8s.submit.ClientArguments;
import org.apache.spark.deploy.k8s.submit.KubernetesDriverBuilder;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The commands of docs/clusters.md, as Spark understands them; nothing is started. */
class ClusterCommandsTest {

  private static final Pattern COMMAND =
      Pattern.compile("```\n(spark-submit --master (\\S+) [^`]*)```");
  private static final String TESTING = "spark.testing";
  private static final String MAIN = "io.lakeprint.common.cli.Main";

  /** What spark-submit makes of a command. */
  private record Submission(List<String> arguments, SparkConf conf, String starts) {}

  @Test
  void standaloneTakesTheJarFromWhereAllNodesReachIt() throws IOException {
    Submission submission = submission("spark://master:7077");
    assertThat(submission.starts()).isEqualTo("org.apache.spark.deploy.ClientApp");
    assertThat(submission.arguments())
        .containsSubsequence("launch", "hdfs:///apps/lakeprint.jar", MAIN, "run", "--config");
    requireDelta(submission.conf());
  }

  @Test
  void yarnStartsTheDriverOnceAndFindsTheSecretInTheCredentialStore() throws IOException {
    Submission submission = submission("yarn");
    assertThat(submission.starts())
        .isEqualTo("org.apache.spark.deploy.yarn.YarnClusterApplication");
    assertThat(submission.arguments())
        .containsSubsequence("--jar", "hdfs:///apps/lakeprint.jar", "--class", MAIN)
        .containsSubsequence("--arg", "run", "--arg", "--config", "--arg", "hdfs:///conf/shop.conf")
        .contains("privacy.id-secret-alias=lakeprint.id-secret");
    SparkConf conf = submission.conf();
    assertThat(conf.get("spark.yarn.maxAppAttempts")).isEqualTo("1");
    assertThat(conf.get("spark.hadoop.hadoop.security.credential.provider.path"))
        .startsWith("jceks://hdfs/");
    assertThat(conf.get("spark.executor.instances")).isEqualTo("8");
    requireDelta(conf);
  }

  @Test
  void kubernetesGivesTheDriverAloneTheSecretAndTheConfiguration() throws IOException {
    Submission submission = submission("k8s://https://kubernetes.default.svc");
    assertThat(submission.starts())
        .isEqualTo("org.apache.spark.deploy.k8s.submit.KubernetesClientApplication");
    SparkConf conf = submission.conf();
    requireDelta(conf);
    assertThat(conf.get("spark.kubernetes.namespace")).isEqualTo("lakeprint");
    assertThat(Arrays.stream(conf.getAll()).map(setting -> setting._1()))
        .noneMatch(key -> key.startsWith("spark.kubernetes.executor.secretKeyRef"));
    assertThat(conf.get("spark.executor.extraJavaOptions")).contains("-Duser.timezone=UTC");

    KubernetesDriverSpec spec = driver(submission);
    Container container = spec.pod().container();
    assertThat(container.getImage()).isEqualTo("registry.example/lakeprint:1");
    assertThat(container.getArgs())
        .containsSubsequence("driver", "--class", MAIN, "local:///opt/lakeprint/lakeprint.jar")
        .containsSubsequence("run", "--config", "/etc/lakeprint/shop.conf");
    assertThat(container.getResources().getLimits().get("memory").toString()).isEqualTo("4505Mi");
    EnvVar secret =
        container.getEnv().stream()
            .filter(variable -> variable.getName().equals("LAKEPRINT_ID_SECRET"))
            .findFirst()
            .orElseThrow();
    assertThat(secret.getValue()).as("only its name stands in the pod").isNull();
    assertThat(secret.getValueFrom().getSecretKeyRef().getName()).isEqualTo("lakeprint");
    assertThat(secret.getValueFrom().getSecretKeyRef().getKey()).isEqualTo("id-secret");
    Pod pod = spec.pod().pod();
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("lakeprint");
    assertThat(container.getVolumeMounts())
        .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/etc/lakeprint"));
    assertThat(pod.getSpec().getVolumes())
        .filteredOn(volume -> volume.getConfigMap() != null)
        .anySatisfy(volume -> assertThat(volume.getConfigMap().getName()).isEqualTo("lakeprint"));
  }

  /** The pod that Spark would ask Kubernetes for; the client is asked for nothing. */
  private static KubernetesDriverSpec driver(Submission submission) {
    ClientArguments arguments =
        ClientArguments.fromCommandLineArgs(submission.arguments().toArray(String[]::new));
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("https://localhost:1")
                    .build())
            .build()) {
      return new KubernetesDriverBuilder()
          .buildFromFeatures(
              KubernetesConf.createDriverConf(
                  submission.conf(),
                  "spark-test",
                  arguments.mainAppResource(),
                  arguments.mainClass(),
                  arguments.driverArgs(),
                  Option.empty()),
              client);
    }
  }

  private static void requireDelta(SparkConf conf) {
    assertThat(conf.get("spark.sql.extensions"))
        .isEqualTo("io.delta.sql.DeltaSparkSessionExtension");
    assertThat(conf.get("spark.sql.catalog.spark_catalog"))
        .isEqualTo("org.apache.spark.sql.delta.catalog.DeltaCatalog");
  }

  private static Submission submission(String master) throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/clusters.md"));
    String command =
        COMMAND
            .matcher(page)
            .results()
            .filter(found -> found.group(2).equals(master))
            .map(MatchResult::group)
            .findFirst()
            .orElseThrow();
    List<String> words = new ArrayList<>();
    for (String word : command.replace("```", "").replace("\\\n", " ").trim().split("\\s+", -1)) {
      // The page is read in the root of the project.
      words.add(word.replace("conf/kubernetes", ProjectRoot.path() + "/conf/kubernetes"));
    }
    words.remove(0);
    SparkSubmitArguments arguments =
        new SparkSubmitArguments(
            CollectionConverters.asScala(words).toSeq(),
            scala.collection.immutable.Map.from(
                CollectionConverters.asScala(Map.of("HADOOP_CONF_DIR", "/etc/hadoop/conf"))));
    // Else Spark refuses YARN where its jar of YARN is not there.
    System.setProperty(TESTING, "true");
    try {
      Tuple4<Seq<String>, Seq<String>, SparkConf, String> prepared =
          new SparkSubmit().prepareSubmitEnvironment(arguments, Option.empty());
      return new Submission(
          CollectionConverters.asJava(prepared._1()), prepared._3(), prepared._4());
    } finally {
      System.clearProperty(TESTING);
    }
  }
}
