package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.privacy.Tokens;
import java.nio.charset.StandardCharsets;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.apache.spark.sql.Column;

/**
 * Names of nodes of the identity graph.
 *
 * <p>{@code node = XXH64(type ‖ U+001F ‖ scope ‖ U+001F ‖ stored value, seed 42)} over UTF-8
 * (Collet, xxHash), which is what Spark's {@code xxhash64} gives for that text. Of 10⁹ nodes two
 * share a name with 2.7 % probability, so tables that must not mix them up keep {@link #check} too:
 * the same with another seed.
 */
public final class NodeIds {

  private static final long SEED = 42L;

  /** What Spark's {@code xxhash64(1, …)} chains into: the hash of the integer 1 with seed 42. */
  private static final long CHECK_SEED = -6698625589789238999L;

  private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();

  private NodeIds() {}

  /** The node of an identifier in its stored form. */
  public static long node(String type, String scope, String value) {
    return hash(type, scope, value, SEED);
  }

  /** A second, independent hash of the same identifier. */
  public static long check(String type, String scope, String value) {
    return hash(type, scope, value, CHECK_SEED);
  }

  /** As {@link #node(String, String, String)}, for columns; null parts are not allowed. */
  public static Column node(Column type, Column scope, Column value) {
    return xxhash64(joined(type, scope, value));
  }

  /** As {@link #check(String, String, String)}, for columns; null parts are not allowed. */
  public static Column check(Column type, Column scope, Column value) {
    return xxhash64(lit(1), joined(type, scope, value));
  }

  /**
   * The node of one life of a value: {@code node} itself in the first life, else {@code XXH64(node
   * ‖ U+001F ‖ life)}.
   */
  public static long life(long node, int life) {
    return life == 1 ? node : hash(Long.toString(node) + Tokens.SEPARATOR + life, SEED);
  }

  /** As {@link #life(long, int)}, for columns. */
  public static Column life(Column node, Column life) {
    Column text =
        concat_ws(String.valueOf(Tokens.SEPARATOR), node.cast("string"), life.cast("string"));
    return when(life.equalTo(1), node).otherwise(xxhash64(text));
  }

  private static Column joined(Column type, Column scope, Column value) {
    return concat_ws(String.valueOf(Tokens.SEPARATOR), type, scope, value);
  }

  private static long hash(String type, String scope, String value, long seed) {
    return hash(type + Tokens.SEPARATOR + scope + Tokens.SEPARATOR + value, seed);
  }

  private static long hash(String text, long seed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return XXH64.hash(bytes, 0, bytes.length, seed);
  }
}
