package io.lakeprint.common.run;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkFileNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the failures that a user can act on from defects, wherever in the chain of causes they
 * hide.
 */
public final class Failures {

  private static final int MAX_DEPTH = 50;

  private Failures() {}

  /** The failure as one with an exit code of its own; empty when it is a defect. */
  public static Optional<LakeprintException> known(Throwable thrown) {
    for (Throwable cause : chain(thrown)) {
      if (cause instanceof LakeprintException known) {
        return Optional.of(known);
      }
    }
    return chain(thrown).stream().map(Failures::recognise).filter(Objects::nonNull).findFirst();
  }

  private static @Nullable LakeprintException recognise(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No space left on device")) {
      return new TransientException(
          "DISK_FULL",
          "A disk is full.",
          message,
          "Free space where the lake and spark.local.dir are, then run the same command again.",
          cause);
    }
    if (cause instanceof AccessDeniedException
        || cause instanceof AccessControlException
        || message.contains("Permission denied")) {
      return new UsageException(
          "NOT_PERMITTED",
          "A file or folder may not be read or written: " + message,
          "This user lacks the permission.",
          "Fix its permissions, or set another path.",
          cause);
    }
    if (cause instanceof OutOfMemoryError) {
      return new UsageException(
          "OUT_OF_MEMORY",
          "The heap is too small: " + message,
          "A step needs more memory than the driver or executor has.",
          "Raise --heap (or spark.executor.memory on a cluster).",
          cause);
    }
    if (cause instanceof SparkFileNotFoundException) {
      return new InputContractException(
          "FILE_VANISHED",
          "A file disappeared while it was read: " + message,
          "Something else deletes files of the lake or of a source.",
          "Stop what deletes them, then run again.",
          cause);
    }
    if (cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof SocketTimeoutException) {
      return new TransientException(
          "NOT_REACHABLE",
          "A service cannot be reached: " + message,
          "The network or the service is down.",
          "Run the same command again when it is up.",
          cause);
    }
    return null;
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = thrown;
        cause != null && causes.size() < MAX_DEPTH;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
