package io.lakeprint.common.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;

/** How findings are shown. */
public enum DoctorFormat {
  /** One check a line, and below it what to do. */
  TEXT {
    @Override
    public String render(List<Finding> findings) {
      StringBuilder text = new StringBuilder();
      for (Finding finding : findings) {
        text.append(
            String.format("%-5s %-14s %s%n", state(finding), finding.check(), finding.found()));
        if (!finding.next().isEmpty()) {
          text.append(String.format("%-20s next: %s%n", "", finding.next()));
        }
      }
      return text.toString();
    }
  },

  /** For machines. */
  JSON {
    @Override
    public String render(List<Finding> findings) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode all = mapper.createArrayNode();
      for (Finding finding : findings) {
        all.addObject()
            .put("check", finding.check())
            .put("state", state(finding))
            .put("found", finding.found())
            .put("next", finding.next());
      }
      try {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  };

  /** The findings as text. */
  public abstract String render(List<Finding> findings);

  private static String state(Finding finding) {
    return finding.state().name().toLowerCase(Locale.ROOT);
  }
}
