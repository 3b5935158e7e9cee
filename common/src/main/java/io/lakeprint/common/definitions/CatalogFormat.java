package io.lakeprint.common.definitions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.definitions.CatalogPage.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a catalogue of definitions is shown. */
public enum CatalogFormat {
  /** A table per group, for people. */
  MARKDOWN {
    @Override
    public String render(CatalogPage page) {
      List<String> heads =
          Stream.of(
                  Stream.of("id", "名称", "name"),
                  page.columns().stream(),
                  Stream.of("version", "meaning"))
              .flatMap(names -> names)
              .toList();
      String head = row(heads) + "|" + "---|".repeat(heads.size()) + "\n";
      return page.groups().entrySet().stream()
          .map(
              group ->
                  "## "
                      + group.getKey()
                      + "\n"
                      + head
                      + group.getValue().values().stream()
                          .map(CatalogFormat::row)
                          .collect(Collectors.joining()))
          .collect(Collectors.joining("\n"));
    }
  },
  /** One object per definition, for programs. */
  JSON {
    @Override
    public String render(CatalogPage page) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode root = mapper.createArrayNode();
      page.entries()
          .forEach(
              entry -> {
                ObjectNode node = root.addObject();
                entry.fields().forEach(node::put);
                node.put("version", text(entry).version());
                node.put("text", text(entry).text());
              });
      try {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree of texts is JSON", e);
      }
    }
  };

  /** The catalogue as text. */
  public abstract String render(CatalogPage page);

  private static DefinitionText text(Entry entry) {
    return DefinitionText.of((Record) entry.definition());
  }

  private static String row(Entry entry) {
    List<String> cells = new ArrayList<>();
    cells.add("`" + entry.id() + "`");
    cells.add(entry.definition().nameZh());
    cells.add(entry.definition().nameEn());
    cells.addAll(entry.cells());
    cells.add("`" + text(entry).version() + "`");
    cells.add(entry.description().orElse(""));
    return row(cells);
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
