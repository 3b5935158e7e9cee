package io.lakeprint.jobs.portraits.tools;

import io.lakeprint.common.definitions.PortraitsConfig;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SegmentMembersTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TagValuesTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/**
 * One person as a page, run like any job: in the ledger stands that somebody looked, and whom the
 * page is about does not.
 *
 * @param asked a {@code one_id}, current or retired, or an identifier {@code type:value}
 * @param visits how many of the latest visits are told
 * @param format how the page is written
 * @param out gets its text
 */
record ShowTool(String asked, int visits, PageFormat format, Consumer<String> out)
    implements Job<PortraitsConfig> {

  @Override
  public JobSpec<PortraitsConfig> spec() {
    return new JobSpec<>(
        "portrait show",
        "profile",
        "Show one person: who, when, where, what and why",
        PortraitsConfig.PATH,
        PortraitsConfig.class,
        List.of(
            JobInput.of(PersonsTable.SPEC),
            JobInput.of(IdentityMapTable.SPEC),
            JobInput.optional(OneIdAliasesTable.SPEC),
            JobInput.optional(PortraitsTable.SPEC),
            JobInput.optional(TagValuesTable.SPEC),
            JobInput.optional(SegmentMembersTable.SPEC),
            JobInput.optional(PredictionsTable.SPEC),
            JobInput.optional(DailyActivityTable.SPEC),
            JobInput.optional(SessionsTable.SPEC),
            JobInput.optional(OrdersTable.SPEC),
            JobInput.optional(EventsTable.SPEC),
            JobInput.optional(DefinitionsTable.SPEC)),
        List.of(),
        false);
  }

  @Override
  public JobReport run(JobContext context, PortraitsConfig config) {
    out.accept(format.render(page(context), context.zone()));
    return JobReport.of();
  }

  private PersonPage page(JobContext context) {
    WhoReader people = new WhoReader(context);
    WhoReader.Found found = people.find(asked);
    String oneId = found.oneId();
    List<String> retired = people.retired(oneId);
    PortraitReader reader = new PortraitReader(context, oneId);
    Optional<Row> portrait = reader.portrait();
    JourneyReader journey = new JourneyReader(context, oneId);
    List<PersonPage.Visit> latest = journey.visits(visits);
    List<PersonPage.Act> acts = from(latest, journey, context).map(journey::acts).orElse(List.of());
    return new PersonPage(
        oneId,
        found.askedId(),
        context.asOf(),
        new PersonPage.Who(
            Cells.said(found.row(), PersonsTable.PERSON_KIND),
            Cells.moment(found.row(), PersonsTable.FIRST_SEEN_AT),
            Cells.moment(found.row(), PersonsTable.LAST_SEEN_AT),
            retired,
            people.identifiers(oneId),
            portrait.map(row -> Cells.text(row, PortraitsTable.CLUSTER_NAME)).orElse(null),
            portrait.map(PortraitReader::value).orElse(null)),
        journey.channels(),
        journey.deeds(),
        journey.sources(),
        journey.orders(),
        portrait.map(reader::tags).orElse(List.of()),
        reader.scores(retired),
        reader.segments(),
        latest.stream().map(visit -> filled(visit, acts)).toList(),
        acts.stream()
            .filter(act -> latest.stream().noneMatch(visit -> holds(visit, act)))
            .toList());
  }

  /** The day of the first visit that is told, or the last one with any event. */
  private static Optional<LocalDate> from(
      List<PersonPage.Visit> latest, JourneyReader journey, JobContext context) {
    return latest.stream()
        .map(PersonPage.Visit::startedAt)
        .min(Comparator.naturalOrder())
        .map(start -> start.atZone(context.zone()).toLocalDate())
        .or(journey::lastDay);
  }

  private static PersonPage.Visit filled(PersonPage.Visit visit, List<PersonPage.Act> acts) {
    List<PersonPage.Act> own =
        new ArrayList<>(acts.stream().filter(act -> holds(visit, act)).toList());
    own.sort(Comparator.comparing(PersonPage.Act::at).thenComparing(PersonPage.Act::event));
    return new PersonPage.Visit(
        visit.startedAt(),
        visit.endedAt(),
        visit.channel(),
        visit.deviceType(),
        visit.events(),
        visit.engagedSeconds(),
        visit.converted(),
        visit.campaignSource(),
        visit.campaignMedium(),
        visit.campaignName(),
        visit.referrer(),
        own);
  }

  /** Visits of one person do not overlap. */
  private static boolean holds(PersonPage.Visit visit, PersonPage.Act act) {
    Instant at = act.at();
    return !at.isBefore(visit.startedAt()) && !at.isAfter(visit.endedAt());
  }
}
