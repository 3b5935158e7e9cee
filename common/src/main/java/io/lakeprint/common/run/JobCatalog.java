package io.lakeprint.common.run;

import java.util.List;

/** The jobs of one module, found by {@link java.util.ServiceLoader}. */
public interface JobCatalog {
  List<Job<?>> jobs();
}
