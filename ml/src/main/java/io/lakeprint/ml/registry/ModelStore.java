package io.lakeprint.ml.registry;

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

/**
 * Trained models as files below the lake's root: {@code _models/<model>/<version>/model.json}, and
 * beside it, under {@code learner}, what a learner saves in files of its own. A version that {@code
 * ml.models} does not name is the leftover of a run that was cut off; the same run writes it again.
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
  record Saved(
      String model,
      String version,
      SavedLearner learner,
      List<ModelInput> inputs,
      Eligibility eligibility,
      Calibration calibration,
      Frozen frozen) {}

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
            learner.saved(),
            learner.inputs().inputs(),
            trained.eligibility(),
            trained.calibration(),
            trained.frozen());
    learner.saveTo(new Path(folder, LEARNER), hadoop);
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
    FittedLearner learner =
        FittedLearner.load(
            saved.learner(), new ModelInputs(saved.inputs()), new Path(folder, LEARNER), hadoop);
    return new TrainedModel(
        model, version, saved.eligibility(), learner, saved.calibration(), saved.frozen());
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
