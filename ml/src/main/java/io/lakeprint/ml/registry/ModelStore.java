package io.lakeprint.ml.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.lake.Lake;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Trained models as files below the lake's root: {@code _models/<model>/<version>/model.json}, and
 * beside it what MLlib saves itself. A version that {@code ml.models} does not name is the leftover
 * of a run that was cut off; the same run writes it again.
 *
 * @param root the lake's root
 * @param hadoop how to reach it
 */
public record ModelStore(String root, Configuration hadoop) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "model.json";
  private static final String LEARNER = "learner";

  /** The store of a lake. */
  public static ModelStore of(Lake lake) {
    return new ModelStore(lake.root(), lake.spark().sparkContext().hadoopConfiguration());
  }

  /** The file's content; numbers are written so that they read back as the same double. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Saved(
      String model,
      String version,
      String learner,
      List<ModelInput> inputs,
      Eligibility eligibility,
      PlattScaling calibration,
      @Nullable Linear linear) {}

  /** A {@link FittedLinear} without its inputs. */
  record Linear(double intercept, List<Double> coefficients, List<Double> means) {}

  /** Folder of a version, relative to the root. */
  public static String folder(String model, String version) {
    return "_models/" + model + "/" + version;
  }

  /** Writes it; a version that is there is written anew. */
  public void save(TrainedModel trained) {
    Path folder = path(trained.model(), trained.version());
    FittedLearner learner = trained.learner();
    Saved saved =
        new Saved(
            trained.model(),
            trained.version(),
            learner.learner(),
            learner.inputs().inputs(),
            trained.eligibility(),
            trained.calibration(),
            learner instanceof FittedLinear linear
                ? new Linear(linear.intercept(), linear.coefficients(), linear.means())
                : null);
    learner.saveTo(new Path(folder, LEARNER).toString());
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      try (OutputStream out = files.create(new Path(folder, FILE), true)) {
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(saved));
      }
    } catch (IOException e) {
      throw RegistryErrors.unwritable(folder.toString(), e);
    }
  }

  /**
   * Reads it back; it scores to the last bit as when it was saved.
   *
   * @throws io.lakeprint.common.error.InputContractException when its files are gone or damaged
   */
  public TrainedModel load(String model, String version) {
    Path folder = path(model, version);
    Saved saved = read(folder);
    ModelInputs inputs = new ModelInputs(saved.inputs());
    Linear linear = saved.linear();
    FittedLearner learner =
        linear == null
            ? FittedForest.load(inputs, new Path(folder, LEARNER).toString())
            : new FittedLinear(inputs, linear.intercept(), linear.coefficients(), linear.means());
    return new TrainedModel(model, version, saved.eligibility(), learner, saved.calibration());
  }

  private Saved read(Path folder) {
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      try (InputStream in = files.open(new Path(folder, FILE))) {
        return JSON.readValue(in, Saved.class);
      }
    } catch (FileNotFoundException e) {
      throw RegistryErrors.missing(folder.toString(), e);
    } catch (JsonProcessingException e) {
      throw RegistryErrors.damaged(folder.toString(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path path(String model, String version) {
    return new Path(root, folder(model, version));
  }
}
