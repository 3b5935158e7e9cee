package io.lakeprint.jobs.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Coffee machines and purifiers at home as CloudEvents 1.0: structured JSON lines, and one machine
 * in four through a gateway that sends batches. The subject is the device; who owns it stands only
 * in the data of the bind event.
 */
record Things(Identifiers identifiers) {

  private static final String TYPE = "com.lakeprint.demo.";

  /** The device was bound to a member. */
  void bound(int person, long time, Output output) {
    emit(
        person,
        time,
        "device_bind",
        json -> {
          json.writeStringField("member_id", Identifiers.member(person));
          json.writeStringField("model", "LP-Brew 2");
        },
        output);
  }

  /** The device was given up: it belongs to the member no longer. */
  void unbound(int person, long time, Output output) {
    emit(
        person,
        time,
        "device_unbind",
        json -> json.writeStringField("member_id", Identifiers.member(person)),
        output);
  }

  /** One cup, with the state of the machine. */
  void used(int person, long time, Rng rng, Output output) {
    boolean feature = rng.chance(.3);
    emit(person, time, feature ? "feature_use" : "device_report", json -> state(json, rng), output);
  }

  private static void state(JsonGenerator json, Rng rng) throws IOException {
    json.writeStringField("program", rng.chance(.6) ? "espresso" : "lungo");
    json.writeNumberField("cups_today", rng.between(1, 6));
    json.writeNumberField("water_temperature_celsius", 88 + rng.below(80) / 10.0);
    json.writeBooleanField("descale_due", rng.chance(.05));
  }

  private void emit(int person, long time, String name, Json.Fields data, Output output) {
    boolean batch = person % 4 == 0;
    String id = identifiers.uuid(41 + name.hashCode(), person, time);
    String text =
        Json.object(
            json -> {
              json.writeStringField("specversion", "1.0");
              json.writeStringField("id", id);
              json.writeStringField("source", batch ? "/iot/gateway" : "/iot/direct");
              json.writeStringField("type", TYPE + name);
              json.writeStringField("subject", identifiers.thing(person));
              json.writeStringField("time", Times.iso(time));
              json.writeStringField("datacontenttype", "application/json");
              Json.object(json, "data", data);
            });
    output.event(batch ? Source.IOT_BATCH : Source.IOT, id, text, person, time);
  }
}
