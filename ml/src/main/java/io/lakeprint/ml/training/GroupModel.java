package io.lakeprint.ml.training;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.ml.features.FeaturesConfig;
import java.util.Optional;

/**
 * A kind of prediction about the events of one group of {@code features.groups}, which its section
 * names under {@code group}. A group that features do not know is a problem of that key.
 *
 * @param <C> its section of the configuration
 */
public abstract class GroupModel<C extends Record> implements ModelDefinition {
  private final String name;
  private final Class<C> settings;

  /** A kind of this name, which is its section's too. */
  protected GroupModel(String name, Class<C> settings) {
    this.name = name;
    this.settings = settings;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void check(CheckContext context) {
    Optional<FeaturesConfig> features = context.settings("features", FeaturesConfig.class);
    context
        .settings(name, settings)
        .ifPresent(
            own -> features.ifPresent(all -> context.attempt(groupKey(), () -> label(own, all))));
  }

  @Override
  public final LabelSpec label(JobContext context) {
    return label(
        context.settings(name, settings), context.settings("features", FeaturesConfig.class));
  }

  /** The setting that names the group. */
  protected final String groupKey() {
    return name + ".group";
  }

  /**
   * The label of these settings.
   *
   * @throws io.lakeprint.common.error.UsageException when features know no such group
   */
  public abstract LabelSpec label(C config, FeaturesConfig features);
}
