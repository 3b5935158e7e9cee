package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.TypedIdentifier;
import io.lakeprint.common.privacy.IdSecret;
import io.lakeprint.common.privacy.PrivacyConfig;
import io.lakeprint.common.run.JobContext;
import java.util.ArrayList;
import java.util.List;

/** Identifiers as operators type them: {@code type:value} or {@code type@scope:value}. */
record Typed(List<String> texts) {

  Typed {
    texts = List.copyOf(texts);
  }

  /** Their stored forms. */
  List<TypedIdentifier> resolve(JobContext context) {
    IdentifiersConfig config = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    IdSecret secret =
        IdSecret.from(
            context.settings(PrivacyConfig.PATH, PrivacyConfig.class),
            context.spark().sparkContext().hadoopConfiguration());
    IdResolver resolver = new IdResolver(config, secret);
    List<TypedIdentifier> all = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      all.add(TypedIdentifier.read(texts.get(i), i + 1, config, resolver));
    }
    return all;
  }
}
