package io.lakeprint.jobs;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobCatalog;
import io.lakeprint.jobs.activate.ActivateJob;
import io.lakeprint.jobs.attributes.AttributesJob;
import io.lakeprint.jobs.behaviour.activity.DailyActivityJob;
import io.lakeprint.jobs.behaviour.catalog.EventCatalogJob;
import io.lakeprint.jobs.behaviour.costs.AdCostsJob;
import io.lakeprint.jobs.behaviour.metrics.MetricsJob;
import io.lakeprint.jobs.behaviour.orders.OrdersJob;
import io.lakeprint.jobs.behaviour.reports.ReportsJob;
import io.lakeprint.jobs.behaviour.sessions.SessionsJob;
import io.lakeprint.jobs.identity.IdentityJob;
import io.lakeprint.jobs.ingest.IngestJob;
import io.lakeprint.jobs.ingest.ReplayJob;
import io.lakeprint.jobs.ingest.UnloadJob;
import io.lakeprint.jobs.portraits.PortraitsJob;
import io.lakeprint.jobs.report.ReportJob;
import io.lakeprint.jobs.segments.SegmentsJob;
import io.lakeprint.jobs.simulate.SimulateJob;
import io.lakeprint.jobs.tags.TagsJob;
import io.lakeprint.jobs.tracking.AuditJob;
import io.lakeprint.jobs.upkeep.OptimizeJob;
import io.lakeprint.jobs.vault.RotateVaultJob;
import java.util.List;

/** The jobs of this module, one per line. */
public final class JobsCatalog implements JobCatalog {

  @Override
  public List<Job<?>> jobs() {
    return List.of(
        new ActivateJob(),
        new AdCostsJob(),
        new AttributesJob(),
        new AuditJob(),
        new DailyActivityJob(),
        new EventCatalogJob(),
        new IdentityJob(),
        new IngestJob(),
        new OptimizeJob(),
        new MetricsJob(),
        new OrdersJob(),
        new PortraitsJob(),
        new ReplayJob(),
        new ReportJob(),
        new ReportsJob(),
        new RotateVaultJob(),
        new SegmentsJob(),
        new SessionsJob(),
        new SimulateJob(),
        new TagsJob(),
        new UnloadJob() //
        );
  }
}
