package io.lakeprint.common.definitions;

import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * What definitions may say about an event: every scalar column of {@code events.events} by its
 * name, and {@code properties.<key>} as text.
 */
public final class EventAttributes extends AbstractMap<String, Subject> {

  private static final String PROPERTY = EventsTable.PROPERTIES.name() + ".";

  private final Map<String, Subject> columns = new TreeMap<>();

  public EventAttributes() {
    for (ColumnSpec column : EventsTable.SPEC.columns()) {
      ValueType.of(column.type())
          .ifPresent(type -> columns.put(column.name(), new Subject(type, column.col())));
    }
  }

  @Override
  public @Nullable Subject get(Object key) {
    if (key instanceof String name && name.startsWith(PROPERTY)) {
      Column property = EventsTable.PROPERTIES.col().getItem(name.substring(PROPERTY.length()));
      return new Subject(ValueType.TEXT, property);
    }
    return columns.get(key);
  }

  /** The column of {@code events.events} that holds a known attribute. */
  public static ColumnSpec column(String attribute) {
    return EventsTable.SPEC.columns().stream()
        .filter(column -> column.name().equals(attribute))
        .findFirst()
        .orElse(EventsTable.PROPERTIES);
  }

  /** Those that have a column of their own. */
  @Override
  public Set<Entry<String, Subject>> entrySet() {
    return columns.entrySet();
  }
}
