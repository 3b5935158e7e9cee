package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.named_struct;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.EventsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Seeded events of a shop as JSON lines of some 330 bytes, in order of time over thirty days, for
 * measuring ingest: one line in a thousand is a repeat of the one before it, one in a thousand is
 * cut in the middle.
 *
 * @param count lines in all
 * @param seed the only source of chance
 */
record BenchEvents(long count, long seed) {

  /**
   * What {@code read.json} needs to know, in favour of the floor: it would read twice otherwise.
   */
  static final String JSON_SCHEMA =
      "id string, type string, at timestamp, received timestamp, member string, phone string,"
          + " cookie string, page string, agent string, sku string, category string,"
          + " pieces decimal(18,4), price decimal(18,4), currency string, props map<string,string>";

  private static final int RARE = 1000;
  private static final int REPEATED = 500;
  private static final int CUT = 7;
  private static final long START = 1_767_225_600_000L; // 2026-01-01T00:00Z
  private static final long SPAN = 30L * 24 * 3600 * 1000;

  /** The source that reads them. */
  static String source(String folder) {
    return """
    sources={ bench {
      format = json, path = "%s", channel = web, flatten = [props]
      columns {
        id = id, type = type, at = at, received = received, member = member, phone = phone
        cookie = cookie, page = page, agent = agent, sku = sku, category = category
        pieces = pieces, price = price, cur = currency
      }
      select {
        event_id = id, event_name = type, event_time = at, received_at = received
        page_url = page, user_agent = agent, product_id = sku, category = category
        quantity = pieces, unit_price = price, currency = cur
        ids = "array(named_struct('type','member_id','scope','','value',member),named_struct('type','phone','scope','','value',phone),named_struct('type','cookie','scope','','value',cookie))"
      }
    } }\
    """
        .formatted(folder);
  }

  /**
   * The lines as the columns of an event, as anybody would select them with Spark alone: what the
   * lines do not say is null.
   */
  static Dataset<Row> plain(Dataset<Row> json) {
    Map<String, Column> said = new TreeMap<>();
    said.put("source", lit("bench"));
    said.put("event_id", json.col("id"));
    said.put("event_name", json.col("type"));
    said.put("event_time", json.col("at"));
    said.put("event_date", json.col("at").cast("date"));
    said.put("received_at", json.col("received"));
    said.put("ingested_at", json.col("received"));
    said.put("channel", lit("web"));
    said.put(
        "ids",
        functions.array(
            identifier("member_id", json.col("member")),
            identifier("phone", json.col("phone")),
            identifier("cookie", json.col("cookie"))));
    said.put("page_url", json.col("page"));
    said.put("user_agent", json.col("agent"));
    said.put("product_id", json.col("sku"));
    said.put("category", json.col("category"));
    said.put("quantity", json.col("pieces"));
    said.put("unit_price", json.col("price"));
    said.put("currency", json.col("currency"));
    said.put("properties", json.col("props"));
    return json.select(
        EventsTable.SPEC.columns().stream()
            .map(column -> column.is(said.getOrDefault(column.name(), lit(null))))
            .toArray(Column[]::new));
  }

  private static Column identifier(String type, Column value) {
    return functions.struct(lit(type).as("type"), lit("").as("scope"), value.as("value"));
  }

  long repeated() {
    return (count - REPEATED + RARE - 1) / RARE;
  }

  long cut() {
    return (count - CUT + RARE - 1) / RARE;
  }

  /** One column {@code value}: a line each. */
  Dataset<Row> lines(SparkSession spark, int files) {
    Column id = functions.col("id");
    Column kind = pmod(id, lit(RARE));
    Dataset<Row> events =
        spark
            .range(0, count, 1, files)
            .toDF()
            .withColumn("kind", kind)
            .withColumn("n", when(kind.equalTo(REPEATED), id.minus(1)).otherwise(id));
    Column line = to_json(named_struct(fields()));
    return events.select(
        when(functions.col("kind").equalTo(CUT), substring(line, 1, 60))
            .otherwise(line)
            .as("value"));
  }

  private Column[] fields() {
    Column millis =
        functions.col("n").multiply(SPAN / count).plus(START).plus(chance("jitter", 60_000));
    Column at = functions.timestamp_millis(millis.cast("bigint"));
    Column member = chance("member", 300_000);
    Map<String, Column> fields = new TreeMap<>();
    fields.put("id", functions.sha1(concat(lit(seed + "-"), functions.col("n")).cast("binary")));
    fields.put("type", oneOf("type", "page_view", "page_view", "product_view", "add_to_cart"));
    fields.put("at", iso(at));
    fields.put("received", iso(at.plus(expr("INTERVAL 2 SECONDS"))));
    fields.put("member", when(chance("login", 10).lt(4), concat(lit("m"), member)));
    fields.put(
        "phone",
        when(chance("login", 10).lt(1), concat(lit("138"), lpad(member.cast("string"), 8, "0"))));
    fields.put("cookie", concat(lit("c-"), chance("cookie", 600_000)));
    fields.put(
        "page",
        concat(
            lit("https://shop.example.com/p/"),
            chance("sku", 5000),
            oneOf("query", "", "", "?utm_source=mail&session=83ab", "?page=2")));
    fields.put(
        "agent",
        oneOf(
            "agent",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 Safari/604.1"));
    fields.put("sku", concat(lit("sku-"), chance("sku", 5000)));
    fields.put("category", oneOf("sku", "shoes", "shirts", "trousers", "hats", "bags"));
    fields.put("pieces", chance("pieces", 3).plus(1));
    fields.put("price", chance("sku", 5000).divide(10).plus(9.9).cast("decimal(18,2)"));
    fields.put("currency", lit("CNY"));
    fields.put(
        "props",
        named_struct(
            lit("list"), oneOf("list", "home", "search", "recommended"),
            lit("position"), chance("position", 40).cast("string"),
            lit("theme"), oneOf("theme", "light", "dark")));
    List<Column> pairs = new ArrayList<>();
    fields.forEach(
        (name, value) -> {
          pairs.add(lit(name));
          pairs.add(value);
        });
    return pairs.toArray(new Column[0]);
  }

  private static Column iso(Column at) {
    return functions.date_format(at, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
  }

  private Column chance(String of, int below) {
    return pmod(xxhash64(lit(seed), lit(of), functions.col("n")), lit(below));
  }

  private Column oneOf(String of, String... values) {
    Column all = split(lit(String.join("|", values)), "\\|");
    return element_at(all, chance(of, values.length).plus(1).cast("int"));
  }
}
