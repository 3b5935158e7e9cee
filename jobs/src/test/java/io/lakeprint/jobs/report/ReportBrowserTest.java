package io.lakeprint.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakeprint.jobs.report.page.Html;
import io.lakeprint.testkit.Browser;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a person sees it in a real browser; pictures of it go to {@code target/report}. */
@ExtendWith(SparkExtension.class)
class ReportBrowserTest {

  private static final String DRAWN = "document.documentElement.dataset.drawn === 'yes'";

  @TempDir private static Path folder;
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void start(SparkSession spark) throws IOException {
    browser = Browser.start(folder);
    var context = SampleTables.in(spark);
    page =
        Files.writeString(
            folder.resolve("index.html"),
            Html.of(ReportJob.page(context, context.settings("report", ReportConfig.class))));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.prefer("light");
    browser.size(1366, 768, false);
    browser.open(page);
    browser.evaluate("localStorage.clear()");
    browser.open(page);
    browser.await(DRAWN);
  }

  @AfterEach
  void hearNoComplaintAndNoRequest() {
    assertThat(browser.problems()).isEmpty();
    assertThat(browser.requests())
        .allMatch(
            address ->
                address.equals(page.toUri().toString())
                    || address.startsWith("data:")
                    || address.startsWith("blob:"));
  }

  @ParameterizedTest
  @CsvSource({"1366, 768, false", "390, 844, true"})
  void everyPictureIsDrawnAndNothingIsWiderThanTheWindow(int width, int height, boolean mobile) {
    browser.size(width, height, mobile);
    browser.open(page);
    browser.await(DRAWN);

    JsonNode pictures =
        browser.evaluate(
            "[...document.querySelectorAll('.picture')].map(one => ({"
                + " id: one.closest('.block').id,"
                + " width: one.clientWidth,"
                + " shapes: one.querySelectorAll('svg path').length,"
                + " told: echarts.getInstanceByDom(one).getOption().series"
                + ".reduce((sum, series) => sum + series.data.length, 0) }))");
    assertThat(pictures.size()).isGreaterThan(15);
    for (JsonNode picture : pictures) {
      assertThat(picture.path("shapes").asInt()).as(picture.toString()).isPositive();
      assertThat(picture.path("told").asInt()).as(picture.toString()).isPositive();
      assertThat(picture.path("width").asInt()).as(picture.toString()).isGreaterThan(250);
    }
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    browser.screenshot(Path.of("target/report/" + width + ".png"), true);
  }

  @Test
  void hostileNamesAreShownAsTheyAre() {
    assertThat(browser.evaluate("typeof window.broken").asText()).isEqualTo("undefined");
    assertThat(browser.evaluate("document.querySelectorAll('#page img').length").asInt()).isZero();
    assertThat(browser.evaluate("document.querySelector('#tags-values').textContent").asText())
        .contains(SampleTables.HOSTILE, SampleTables.FOREIGN);
  }

  @Test
  void aReaderSwitchesTheLanguageAndItStays() {
    press("[lang=zh-CN]");
    browser.await(DRAWN);
    assertThat(text("#overview h2")).isEqualTo("总览");
    assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo("zh-CN");
    browser.open(page);
    browser.await(DRAWN);
    assertThat(text("#overview h2")).isEqualTo("总览");
    assertThat(text("#funnel-purchase h3")).isEqualTo("购买漏斗");
    browser.screenshot(Path.of("target/report/zh.png"), true);
    press("header [lang=en]");
    browser.await(DRAWN);
    assertThat(text("#overview h2")).isEqualTo("Overview");
  }

  @Test
  void darkIsTheSystemsUntilTheReaderChooses() {
    browser.prefer("dark");
    browser.await("document.documentElement.dataset.theme === 'dark' && " + DRAWN);
    browser.screenshot(Path.of("target/report/dark.png"), true);
    press("header .switches:last-child button");
    browser.await("document.documentElement.dataset.theme === 'light' && " + DRAWN);
    browser.open(page);
    browser.await("document.documentElement.dataset.theme === 'light' && " + DRAWN);
  }

  @Test
  void everyChartOpensItsTableByKeyboard() {
    browser.evaluate("document.querySelector('#overview-events summary').focus()");
    browser.pressEnter();
    browser.await("document.querySelectorAll('#overview-events tbody tr').length > 0");
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('.picture')].every(one =>"
                        + " one.closest('.block').querySelector('summary')"
                        + " && one.getAttribute('aria-label'))")
                .asBoolean())
        .isTrue();
  }

  @Test
  void aDownloadOpensInExcelWithChineseIntactAndNoFormula() throws IOException {
    press("[lang=zh-CN]");
    browser.await(DRAWN);
    press("#quality-events button");
    Path file = browser.downloaded("quality-events-2026-03-31.csv");
    byte[] bytes = Files.readAllBytes(file);

    assertThat(bytes).startsWith(0xef, 0xbb, 0xbf);
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(text)
        .contains("来源,渠道,事件,事件数")
        .contains("\"'" + SampleTables.FORMULA.replace("\"", "\"\"") + "\"")
        .contains("\"" + SampleTables.HOSTILE.replace("\"", "\"\"") + "\"");
  }

  @Test
  void aNumberLeadsToItsDefinitionAlsoWhereASearchHidesIt() {
    browser.evaluate(
        "(() => { const input = document.querySelector('.finder input'); input.value = 'no such';"
            + " input.dispatchEvent(new Event('input')); })()");
    assertThat(browser.evaluate("document.querySelectorAll('.entry:not([hidden])').length").asInt())
        .isZero();
    press("#funnel-purchase .head a");
    browser.await(
        "!document.getElementById('book-report-purchase').hidden && location.hash.includes('purchase')");
  }

  @Test
  void aRowOfAListLeadsToItsDefinition() {
    press("#segments-sizes summary");
    browser.await("document.querySelector('#segments-sizes tbody a') !== null");
    press("#segments-sizes tbody a");
    browser.await("location.hash === '#book-segment-loyal'");
  }

  @Test
  void theStepThatLosesMostStandsOut() {
    assertThat(text("#funnel-purchase .picture")).contains("▼ lost 30");
    assertThat(text("#funnel-purchase .note")).startsWith("Bottleneck: ");
  }

  @Test
  void aMetricSaysWhetherItIsBetterOrWorseAndShowsItsTrend() {
    assertThat(text("#metrics-month tbody tr:nth-child(1) .no")).isEqualTo("▲ 20.0%");
    assertThat(text("#metrics-month tbody tr:nth-child(1) .yes")).isEqualTo("▼ 10.0%");
    assertThat(text("#metrics-month tbody tr:nth-child(2) .yes")).isEqualTo("▲ 50.0%");
    assertThat(
            browser
                .evaluate(
                    "document.querySelector('#metrics-month tr:nth-child(2) svg')"
                        + ".getAttribute('aria-label')")
                .asText())
        .endsWith("–, 100.00, 200.00, 300.00");
    press("#metrics-month a");
    browser.await("location.hash.includes('revenue')");
  }

  @Test
  void itPrints() {
    assertThat(new String(browser.print(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    browser.await("document.documentElement.dataset.theme === 'light' && " + DRAWN);
  }

  private static void press(String selector) {
    browser.evaluate("document.querySelector(" + quoted(selector) + ").click()");
  }

  private static String text(String selector) {
    return browser
        .evaluate("document.querySelector(" + quoted(selector) + ").textContent")
        .asText();
  }

  private static String quoted(String selector) {
    return "'" + selector.replace("'", "\\'") + "'";
  }
}
