package io.lakeprint.common.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.tables.TableSpec;
import java.util.stream.Collectors;

/** How a plan is shown. */
public enum PlanFormat {
  /** One job a line, and below it what it waits for. */
  TEXT {
    @Override
    public String render(Plan plan) {
      return plan.order().stream()
          .map(job -> job.spec())
          .map(spec -> entry(spec.name(), spec.summary()) + waits(plan, spec.name()))
          .collect(Collectors.joining());
    }

    private String waits(Plan plan, String job) {
      return plan.before(job).isEmpty()
          ? ""
          : entry("", "after " + String.join(", ", plan.before(job)));
    }

    private String entry(String left, String right) {
      return String.format("%-16s %s%n", left, right);
    }
  },

  /** Jobs and edges for schedulers; the Airflow DAG is built from it. */
  JSON {
    @Override
    public String render(Plan plan) {
      ObjectMapper mapper = new ObjectMapper();
      ObjectNode root = mapper.createObjectNode();
      ArrayNode jobs = root.putArray("jobs");
      for (Job<?> job : plan.order()) {
        ObjectNode node = jobs.addObject();
        node.put("name", job.spec().name());
        node.put("area", job.spec().area());
        node.put("summary", job.spec().summary());
        ArrayNode after = node.putArray("after");
        plan.before(job.spec().name()).forEach(after::add);
        ArrayNode inputs = node.putArray("inputs");
        for (JobInput input : job.spec().inputs()) {
          inputs
              .addObject()
              .put("table", input.table().name())
              .put("previous", input.previous())
              .put("optional", input.optional());
        }
        ArrayNode outputs = node.putArray("outputs");
        for (TableSpec table : job.spec().outputs()) {
          outputs
              .addObject()
              .put("table", table.name())
              .put("grain", table.grain())
              .put("exchange", table.exchange())
              .put("dated", table.takesAnyAsOf());
        }
        ArrayNode updates = node.putArray("updates");
        job.spec().updates().forEach(table -> updates.add(table.name()));
      }
      try {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  },

  /** A Mermaid flow chart. */
  MERMAID {
    @Override
    public String render(Plan plan) {
      String nodes =
          plan.order().stream()
              .map(job -> "  " + job.spec().name() + "\n")
              .collect(Collectors.joining());
      String arrows =
          plan.edges().stream()
              .map(edge -> "  " + edge.from() + " -->|" + edge.table() + "| " + edge.to() + "\n")
              .collect(Collectors.joining());
      return "flowchart LR\n" + nodes + arrows;
    }
  };

  public abstract String render(Plan plan);
}
