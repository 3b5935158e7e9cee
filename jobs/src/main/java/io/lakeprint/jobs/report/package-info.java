/**
 * The report that people open in a browser: one HTML file of everything the lake tells in
 * aggregates, in Chinese and English.
 *
 * <p>Answers: what does the lake say, where does it come from, and which definition made it? Tables
 * in: those that a {@link io.lakeprint.jobs.report.ReportSection} reads, each of them optional:
 * what is not there yet is said on the page. Tables out: none; {@code index.html} in {@code
 * report.target}.
 *
 * <p>A section is one class in the list of {@link io.lakeprint.jobs.report.ReportJob}. It reads
 * declared tables and gives blocks of rows; how these are drawn, listed and downloaded is the
 * page's. No row is about one person, and values held by few people are not named.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.report;
