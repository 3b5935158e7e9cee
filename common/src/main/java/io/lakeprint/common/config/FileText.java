package io.lakeprint.common.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.parser.ConfigDocument;
import com.typesafe.config.parser.ConfigDocumentFactory;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A configuration file as it was written. Parsing forgets one thing: that a section was written
 * twice, because the later one was merged over the earlier.
 *
 * @param file as it was named
 * @param text its content
 */
record FileText(String file, String text) {

  private static final String MARK = "lakeprint-mark";

  /** Whether the section at {@code path} is written more than once. */
  boolean repeats(String path) {
    List<String> keys = ConfigUtil.splitPath(path);
    String key = Pattern.quote(keys.get(keys.size() - 1));
    Pattern section = Pattern.compile("(?m)(?:^|[\\s,{.\"])" + key + "\"?\\s*[:=]?\\s*\\{");
    return section.matcher(text).results().limit(2).count() == 2 && isCutBy(path);
  }

  /**
   * Whether earlier text goes when a value is put at {@code path}: the parser puts it into the last
   * place and takes the earlier ones away.
   */
  private boolean isCutBy(String path) {
    try {
      ConfigDocument document = ConfigDocumentFactory.parseString(text);
      String marked = document.withValueText(path, '"' + MARK + '"').render();
      return !text.startsWith(marked.substring(0, marked.indexOf('"' + MARK)));
    } catch (ConfigException e) {
      return false; // a file that cannot be read is told of where it is parsed
    }
  }
}
