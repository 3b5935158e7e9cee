package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.ids.RawIdentifier;
import io.lakeprint.common.ids.ResolvedIds;
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
  List<Named> resolve(JobContext context) {
    IdentifiersConfig config = context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    IdSecret secret =
        IdSecret.from(
            context.settings(PrivacyConfig.PATH, PrivacyConfig.class),
            context.spark().sparkContext().hadoopConfiguration());
    IdResolver resolver = new IdResolver(config, secret);
    List<Named> all = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      all.add(resolve(texts.get(i), i + 1, config, resolver));
    }
    return all;
  }

  private static Named resolve(
      String text, int position, IdentifiersConfig config, IdResolver resolver) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw ToolErrors.notAnIdentifier(position);
    }
    String head = text.substring(0, colon);
    int at = head.indexOf('@');
    String type = at < 0 ? head : head.substring(0, at);
    if (!config.types().containsKey(type)) {
      throw ToolErrors.unknownType(type, config.types().keySet());
    }
    String scope = at < 0 ? "" : head.substring(at + 1);
    ResolvedIds resolved =
        resolver.resolve(List.of(new RawIdentifier(type, scope, text.substring(colon + 1))));
    if (resolved.ids().isEmpty()) {
      String rule = resolved.dropped().get(0);
      throw ToolErrors.refusedValue(
          type, rule.substring(rule.indexOf(':') + 1), config.maxLength());
    }
    return new Named(text, resolved.ids().get(0));
  }
}
