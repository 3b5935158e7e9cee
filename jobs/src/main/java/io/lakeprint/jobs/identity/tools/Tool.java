package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.identity.IdentityConfig;
import java.util.List;

/** A question or decision of an operator, run like any job: in the ledger stands who asked what. */
abstract class Tool implements Job<IdentityConfig> {

  private final String name;
  private final String summary;
  private final List<TableSpec> outputs;

  Tool(String name, String summary, TableSpec... outputs) {
    this.name = name;
    this.summary = summary;
    this.outputs = List.of(outputs);
  }

  @Override
  public final JobSpec<IdentityConfig> spec() {
    return new JobSpec<>(
        "identity " + name,
        "identity",
        summary,
        "identity",
        IdentityConfig.class,
        List.of(
            JobInput.of(IdentityMapTable.SPEC),
            JobInput.of(IdLinksTable.SPEC),
            JobInput.of(IdentityLogTable.SPEC),
            JobInput.of(PersonsTable.SPEC),
            JobInput.optional(EventsTable.SPEC),
            JobInput.optional(OneIdAliasesTable.SPEC),
            JobInput.optional(IdOverridesTable.SPEC)),
        outputs,
        false);
  }
}
