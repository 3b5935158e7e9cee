package io.lakeprint.jobs.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Locale;

/** What really was: four CSV files under {@code truth/}, streamed while the simulation runs. */
final class Truth implements AutoCloseable {

  private final LocalDate start;
  private final Writer people;
  private final Writer identifiers;
  private final Writer events;
  private final Writer hazard;

  Truth(SimulateConfig config, FileSink sink) throws IOException {
    start = config.start();
    people =
        open(
            config,
            sink,
            "people",
            "person_id,kind,acquired_on,registered_on,churned_on,stage,visit_rate,purchase_rate,"
                + "repurchase_cycle_days,base_hazard,unlucky,visits,orders,complaints");
    identifiers = open(config, sink, "identifiers", "person_id,type,scope,value,from,to,origin");
    events = open(config, sink, "events", "source,event_id,person_id,event_time,kind");
    hazard =
        open(config, sink, "hazard", "person_id,as_of,stage,churn_hazard,purchase_chance,alive");
  }

  private static Writer open(SimulateConfig config, FileSink sink, String name, String header)
      throws IOException {
    String path = "truth/" + name + ".csv" + (config.gzip() ? ".gz" : "");
    Writer writer = DayFile.writer(sink.open(path), config.gzip());
    writer.write(header + "\n");
    return writer;
  }

  /** {@code person} is negative for a record of nobody: a bot, the catalogue. */
  void event(Source source, String id, int person, long time, boolean update) {
    write(
        events,
        source.folder()
            + ','
            + id
            + ','
            + (person < 0 ? "" : Identifiers.person(person))
            + ','
            + Times.iso(time)
            + (update ? ",update\n" : ",event\n"));
  }

  /** A value held from {@code from} (included) to {@code to} (excluded, NEVER = still held). */
  void identifier(
      int person, String type, String scope, String value, int from, int to, String origin) {
    write(
        identifiers,
        String.join(
            ",",
            person < 0 ? "" : Identifiers.person(person),
            type,
            scope,
            value,
            date(from),
            date(to),
            origin + "\n"));
  }

  void hazard(int person, int day, People people, double churn, double purchase) {
    boolean alive = people.stage(person) != People.Stage.CHURNED;
    write(
        hazard,
        String.format(
            Locale.ROOT,
            "%s,%s,%s,%.6f,%.4f,%s\n",
            Identifiers.person(person),
            date(day),
            people.stage(person).name().toLowerCase(Locale.ROOT),
            churn,
            purchase,
            alive));
  }

  void person(int person, Traits traits, People state) {
    Traits.Kind kind =
        state.registered(person)
            ? Traits.Kind.MEMBER
            : traits.kind() == Traits.Kind.CONTACTABLE
                ? Traits.Kind.CONTACTABLE
                : Traits.Kind.ANONYMOUS;
    write(
        people,
        String.format(
            Locale.ROOT,
            "%s,%s,%s,%s,%s,%s,%.4f,%.4f,%d,%.6f,%s,%d,%d,%d\n",
            Identifiers.person(person),
            kind.name().toLowerCase(Locale.ROOT),
            date(traits.acquiredDay()),
            date(state.registeredDay[person]),
            date(state.churnedDay[person]),
            state.stage(person).name().toLowerCase(Locale.ROOT),
            traits.visitRate(),
            traits.purchaseRate(),
            traits.cycleDays(),
            traits.baseHazard(),
            traits.unlucky(),
            state.visits[person],
            state.orders[person],
            state.complaints[person]));
  }

  @Override
  public void close() throws IOException {
    people.close();
    identifiers.close();
    events.close();
    hazard.close();
  }

  private String date(int day) {
    return day == People.NEVER ? "" : start.plusDays(day).toString();
  }

  private static void write(Writer writer, String line) {
    try {
      writer.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
