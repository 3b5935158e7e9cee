package io.lakeprint.common.tables;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a table, declared once.
 *
 * @param name snake_case, with its unit as suffix ({@code _at}, {@code _seconds}, {@code _amount})
 * @param type Spark type
 * @param nullable whether null is a value; the comment says what it means
 * @param comment meaning and unit, for the dictionary and the table's DDL
 * @param privacy how close the value is to a person
 * @param audit whether the column only says when and by whom a row was written: never compared, and
 *     never alone a reason to write
 * @param allowed the closed set of values, empty when open
 */
public record ColumnSpec(
    String name,
    DataType type,
    boolean nullable,
    String comment,
    Privacy privacy,
    boolean audit,
    List<String> allowed) {

  public ColumnSpec {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("column name '" + name + "' is not [a-z][a-z0-9_]{0,62}");
    }
    if (comment.isBlank()) {
      throw new IllegalArgumentException("column " + name + " has no comment");
    }
    allowed = List.copyOf(allowed);
  }

  /** A column that is never null. */
  public static ColumnSpec required(String name, DataType type, String comment) {
    return new ColumnSpec(name, type, false, comment, Privacy.NONE, false, List.of());
  }

  /** A column that may be null; the comment says what null means. */
  public static ColumnSpec optional(String name, DataType type, String comment) {
    return new ColumnSpec(name, type, true, comment, Privacy.NONE, false, List.of());
  }

  /** The same column, holding an id that stands for a person or node. */
  public ColumnSpec pseudonym() {
    return new ColumnSpec(name, type, nullable, comment, Privacy.PSEUDONYM, audit, allowed);
  }

  /** The same column, holding something that may tell who somebody is. */
  public ColumnSpec personal() {
    return new ColumnSpec(name, type, nullable, comment, Privacy.PERSONAL, audit, allowed);
  }

  /** The same column, as an audit column. */
  public ColumnSpec auditOnly() {
    return new ColumnSpec(name, type, nullable, comment, privacy, true, allowed);
  }

  /** The same column with a closed set of values. */
  public ColumnSpec oneOf(String... values) {
    return new ColumnSpec(name, type, nullable, comment, privacy, audit, List.of(values));
  }

  /** This column in an expression. */
  public Column col() {
    return functions.col(name);
  }

  /** This column of the dataset with the given alias. */
  public Column of(String alias) {
    return functions.col(alias + "." + name);
  }

  /** {@code value} under this column's name and type: an exact cast that fails on overflow. */
  public Column is(Column value) {
    return value.cast(type).as(name);
  }

  StructField field() {
    return new StructField(name, type, nullable, Metadata.empty()).withComment(comment);
  }
}
