package io.lakeprint.common.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.Failures;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.RunIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The small JSON of {@code --result}: what a scheduler needs when the exit code is lost on the way,
 * as cluster modes lose it.
 */
final class ResultFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultFile() {}

  static ObjectNode done(RunIdentity run, Map<String, JobReport> reports) {
    ObjectNode root = root(run, 0);
    ArrayNode jobs = root.putArray("jobs");
    reports.forEach(
        (name, report) -> {
          ObjectNode job = jobs.addObject().put("job", name).put("rows", report.rowsWritten());
          report
              .records()
              .ifPresent(
                  records ->
                      job.putObject("records")
                          .put("read", records.read())
                          .put("accepted", records.accepted())
                          .put("duplicate", records.duplicate())
                          .put("rejected", records.rejected()));
          ObjectNode tables = job.putObject("tables");
          report.writes().forEach(write -> tables.put(write.table().name(), write.version()));
          ObjectNode places = job.putObject("places");
          report.places().forEach(place -> places.put(place.what(), place.where()));
          ArrayNode notes = job.putArray("notes");
          report.notes().forEach(notes::add);
        });
    return root;
  }

  static ObjectNode failed(@Nullable RunIdentity run, Throwable thrown) {
    Optional<LakeprintException> known = Failures.known(thrown);
    ObjectNode root = root(run, known.map(LakeprintException::exitCode).orElse(1));
    root.put("error_code", known.map(LakeprintException::code).orElse("DEFECT"));
    root.put("what", known.map(LakeprintException::what).orElse(thrown.toString()));
    root.put("why", known.map(LakeprintException::why).orElse("Lakeprint has a defect."));
    root.put("next", known.map(LakeprintException::next).orElse("Report it."));
    return root;
  }

  /** Writes {@code result} to {@code uri}; does nothing when none is asked for. */
  static void write(@Nullable String uri, ObjectNode result) {
    if (uri == null) {
      return;
    }
    Path path = new Path(uri);
    try (OutputStream out = path.getFileSystem(new Configuration()).create(path, true)) {
      JSON.writerWithDefaultPrettyPrinter().writeValue(out, result);
    } catch (IOException e) {
      throw new UsageException(
          "RESULT_NOT_WRITABLE",
          "--result " + uri + " cannot be written.",
          String.valueOf(e.getMessage()),
          "Name a file in a folder that this user may write.",
          e);
    }
  }

  private static ObjectNode root(@Nullable RunIdentity run, int exitCode) {
    ObjectNode root = JSON.createObjectNode().put("exit_code", exitCode);
    if (run != null) {
      root.put("run_id", run.runId()).put("as_of", run.asOf().toString());
      run.externalRunId().ifPresent(id -> root.put("external_run_id", id));
    }
    return root;
  }
}
