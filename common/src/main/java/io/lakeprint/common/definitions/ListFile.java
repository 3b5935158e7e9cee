package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.util.Optional;

/**
 * An uploaded list of people, by identifiers of one type as anybody would write them.
 *
 * @param path the files; any Hadoop file system, {@code *} as usual
 * @param type identifier type, one of {@code identifiers.types}
 * @param scope app or platform of the identifiers, where their type has one
 * @param column column of a CSV file with a header; a text file with one identifier a line, if
 *     absent
 */
public record ListFile(
    String path, String type, @Default("\"\"") String scope, Optional<String> column) {}
