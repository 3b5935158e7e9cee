package io.lakeprint.jobs.portraits.tools;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How the page of a person is written. */
enum PageFormat {
  /** For people: local times, aligned columns, names in both languages. */
  TEXT {
    @Override
    String render(PersonPage page, ZoneId zone) {
      return String.join(System.lineSeparator(), new PageText(page, new Words(zone)).lines());
    }
  },

  /** For programs: moments in UTC, values as they are. */
  JSON {
    @Override
    String render(PersonPage page, ZoneId zone) {
      try {
        return new ObjectMapper()
            .registerModule(
                new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance))
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .writeValueAsString(page);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a page of plain values is JSON", e);
      }
    }
  };

  /** The page as text. */
  abstract String render(PersonPage page, ZoneId zone);
}
