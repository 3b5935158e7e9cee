/**
 * What the report's page holds, apart from where it comes from: sections of blocks, each one table
 * of rows and how it is drawn, and how they become one HTML file that needs no network.
 *
 * <p>Rows are written once: chart, table and download of a block are the same rows, and the script
 * of the page makes all three in the language and the colours that the reader chose.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.report.page;
