package io.lakeprint.jobs.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of an expression, read far enough to find the calls of tag functions and the names it
 * uses; everything else is left to Spark's own parser.
 *
 * @param text as written
 * @param tokens in order
 */
record Expression(String text, List<Token> tokens) {

  /** What a token is. */
  enum Kind {
    TEXT,
    NUMBER,
    NAME,
    SIGN
  }

  /**
   * A piece of the expression.
   *
   * @param kind what it is
   * @param text as written, quotes included
   * @param position where it starts, from 1
   */
  record Token(Kind kind, String text, int position) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    int end() {
      return position + text.length();
    }
  }

  /**
   * A call of a tag function.
   *
   * @param function its name
   * @param arguments texts without their quotes, and numbers
   * @param position where it starts, from 1
   * @param end the position behind its closing bracket
   */
  record Call(String function, List<String> arguments, int position, int end) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>'(?:[^'\\\\]|'')*')|(?<number>[0-9]+(?:\\.[0-9]+)?)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<sign><=>|<>|!=|<=|>=|\\|\\||[-+*/%(),.<>=\\[\\]&|^~]))");

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException at the first character that has no place in one
   */
  static Expression parse(String text) {
    List<Token> tokens = new ArrayList<>();
    String body = text.stripTrailing();
    Matcher matcher = TOKEN.matcher(body);
    int at = 0;
    while (at < body.length()) {
      matcher.region(at, body.length());
      if (!matcher.lookingAt()) {
        int place = at + body.substring(at).length() - body.substring(at).stripLeading().length();
        throw new IllegalArgumentException(
            "cannot read '" + body.charAt(place) + "' at character " + (place + 1));
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    return new Expression(text, List.copyOf(tokens));
  }

  /**
   * The calls of the functions in {@code known}.
   *
   * @throws IllegalArgumentException when an argument is not a text or a whole number
   */
  List<Call> calls(Set<String> known) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (isCall(i) && known.contains(lower(token))) {
        calls.add(call(i));
      }
    }
    return calls;
  }

  /** Names that stand alone: columns, and the words of SQL. */
  Set<String> names() {
    return tokens.stream()
        .filter(token -> token.kind() == Kind.NAME && !isCall(tokens.indexOf(token)))
        .map(Expression::lower)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Names of the functions that it calls. */
  Set<String> functions() {
    return tokens.stream()
        .filter(token -> token.kind() == Kind.NAME && isCall(tokens.indexOf(token)))
        .map(Expression::lower)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The expression with each call replaced by a column. */
  String withColumns(Set<String> known, Function<Call, String> column) {
    StringBuilder sql = new StringBuilder();
    int from = 1;
    for (Call call : calls(known)) {
      sql.append(text, from - 1, call.position() - 1).append('`').append(column.apply(call));
      sql.append('`');
      from = call.end();
    }
    return sql.append(text.substring(from - 1)).toString();
  }

  private Call call(int name) {
    Token function = tokens.get(name);
    List<String> arguments = new ArrayList<>();
    int at = name + 2;
    while (at < tokens.size() && !tokens.get(at).is(")")) {
      if (!arguments.isEmpty()) {
        expect(tokens.get(at).is(","), function, tokens.get(at));
        at++;
      }
      expect(at < tokens.size(), function, function);
      Token argument = tokens.get(at);
      expect(argument.kind() == Kind.TEXT || argument.kind() == Kind.NUMBER, function, argument);
      arguments.add(unquoted(argument));
      if (argument.text().contains("`")) {
        throw new IllegalArgumentException(
            "cannot read '`' in the text at character " + argument.position());
      }
      at++;
    }
    expect(at < tokens.size(), function, function);
    return new Call(lower(function), arguments, function.position(), tokens.get(at).end());
  }

  private static void expect(boolean fits, Token function, Token found) {
    if (!fits) {
      throw new IllegalArgumentException(
          "arguments of "
              + function.text()
              + " are texts in single quotes and whole numbers, parted by commas; see character "
              + found.position());
    }
  }

  private boolean isCall(int index) {
    return tokens.get(index).kind() == Kind.NAME
        && index + 1 < tokens.size()
        && tokens.get(index + 1).is("(");
  }

  private static String unquoted(Token argument) {
    String text = argument.text();
    return argument.kind() == Kind.TEXT
        ? text.substring(1, text.length() - 1).replace("''", "'")
        : text;
  }

  private static String lower(Token token) {
    return token.text().toLowerCase(Locale.ROOT);
  }

  private static Token token(Matcher matcher) {
    for (Kind kind : Kind.values()) {
      String group = lower(kind);
      if (matcher.group(group) != null) {
        return new Token(kind, matcher.group(group), matcher.start(group) + 1);
      }
    }
    throw new IllegalStateException("a token without kind: " + matcher.group());
  }

  private static String lower(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
