// Rows as tables, lists and downloads.

const MOST_LISTED = 500;

function table(block) {
  const head = element("thead", {}, element("tr", {}, ...block.fields.map((field) =>
    element("th", { scope: "col", class: NUMERIC.has(field.format) ? "number" : null }, say(field.label)))));
  const body = element("tbody", {}, ...block.rows.slice(0, MOST_LISTED).map((row) =>
    element("tr", {}, ...row.map((value, i) => cell(value, block.fields[i].format)))));
  const more = block.rows.length - MOST_LISTED;
  return element("div", {},
    element("div", { class: block.rows.length > 14 ? "scroll tall" : "scroll", tabindex: "0", role: "region", "aria-label": say(block.title) },
      element("table", {}, head, body)),
    more > 0 ? element("p", { class: "note" }, `${numbers(0).format(more)} ${word("more")}`) : null);
}

function cell(value, format) {
  const text = written(value, format);
  if (NUMERIC.has(format)) return element("td", { class: "number" }, text);
  if (format === "FLAG" && value !== null) return element("td", { class: value ? "yes" : "no" }, text);
  if (format === "ENTRY") return element("td", {}, named.has(value) ? definitionLink(value, word("definition")) : "–");
  if (format === "MOMENT" || format === "DAY") return element("td", { class: "moment" }, text);
  return element("td", {}, isolated(text));
}

/** Large figures. */
function figures(block) {
  return element("dl", { class: "figures" }, ...block.rows.map(([name, value, format, detail, definition]) =>
    element("div", {},
      element("dt", {}, element("a", { href: `#${anchor(definition)}` }, say(name))),
      element("dd", { class: "value" }, written(value, format)),
      element("dd", { class: "detail" }, say(detail)))));
}

/** Figures of a period beside those before, each with its trend. */
function review(block) {
  const at = (row, id) => row[column(block, id)];
  const label = (id) => say(block.fields[column(block, id)].label);
  const numeric = ["value", "previous_value", "previous_change_ratio", "year_ago_value", "year_ago_change_ratio"];
  const head = element("thead", {}, element("tr", {},
    element("th", { scope: "col" }, label("name")),
    ...numeric.map((id) => element("th", { scope: "col", class: "number" }, label(id))),
    element("th", { scope: "col" }, label("trend"))));
  const body = element("tbody", {}, ...block.rows.map((row) => element("tr", {},
    element("th", { scope: "row" }, definitionLink(at(row, "definition"), at(row, "name"))),
    element("td", { class: "number strong" }, written(at(row, "value"), at(row, "format"))),
    element("td", { class: "number" }, written(at(row, "previous_value"), at(row, "format"))),
    change(at(row, "previous_change_ratio"), at(row, "better")),
    element("td", { class: "number" }, written(at(row, "year_ago_value"), at(row, "format"))),
    change(at(row, "year_ago_change_ratio"), at(row, "better")),
    element("td", {}, sparkline(at(row, "trend"), at(row, "format"))))));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(block.title) },
    element("table", { class: "review" }, head, body));
}

/** The name, leading to the book where the definition stands in it. */
function definitionLink(definition, name) {
  return named.has(definition)
    ? element("a", { href: `#${anchor(definition)}` }, isolated(String(say(name))))
    : isolated(String(say(name)));
}

/** A change with its direction, and whether that is good. */
function change(ratio, better) {
  if (ratio === null) return element("td", { class: "number" }, "–");
  const good = ratio === 0 || better === "neither" ? null : (ratio > 0) === (better === "more");
  const sign = ratio > 0 ? "▲ " : ratio < 0 ? "▼ " : "";
  return element("td", { class: `number${good === null ? "" : good ? " yes" : " no"}` }, `${sign}${written(Math.abs(ratio), "RATIO")}`);
}

/** The values as a small line, the last one marked; gaps where there is none. */
function sparkline(values, format) {
  const width = 120;
  const height = 26;
  const told = values.filter((value) => value !== null);
  if (told.length < 2) return "–";
  const low = Math.min(...told);
  const range = Math.max(...told) - low || 1;
  const x = (i) => 3 + (i * (width - 6)) / (values.length - 1);
  const y = (value) => height - 4 - ((value - low) / range) * (height - 8);
  let path = "";
  values.forEach((value, i) => {
    if (value !== null) path += `${i && values[i - 1] !== null ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const last = values.length - 1;
  const line = shape("svg", {
    class: "spark", width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": values.map((value) => written(value, format)).join(", "),
  }, shape("path", { d: path }));
  if (values[last] !== null) line.append(shape("circle", { cx: x(last), cy: y(values[last]), r: 2.5 }));
  return line;
}

/** One small list with bars per definition. */
function cards(block) {
  const groups = new Map();
  for (const row of block.rows) {
    if (!groups.has(row[0])) groups.set(row[0], []);
    groups.get(row[0]).push(row);
  }
  return element("div", { class: "cards" }, ...[...groups].map(([definition, rows]) =>
    element("article", {},
      element("h4", {}, element("a", { href: `#${anchor(definition)}` }, isolated(String(say(rows[0][1]))))),
      element("ul", { class: "spread" }, ...rows.map(([, , value, people, ratio]) => {
        const item = element("li", {},
          isolated(labelled(value)),
          element("span", {}, written(people, "COUNT")),
          element("span", { class: "share" }, written(ratio, "RATIO")));
        item.style.setProperty("--share", `${(ratio ?? 0) * 100}%`);
        return item;
      })))));
}

/** The book: every definition, to search in. */
function book(block) {
  const at = (row, id) => row[column(block, id)];
  const entries = block.rows.map((row) => {
    const name = at(row, "name");
    const kind = at(row, "kind");
    const names = name.zh === name.en ? name.zh : language === "zh" ? `${name.zh} · ${name.en}` : `${name.en} · ${name.zh}`;
    const facts = [
      at(row, "group"),
      at(row, "unit"),
      at(row, "version") && `${word("owner")}: ${at(row, "owner") ?? word("nobody")}`,
      at(row, "version") && `${word("version")} ${at(row, "version")}`,
      at(row, "first_used_on") && `${word("since")} ${at(row, "first_used_on")}`,
      at(row, "values") === null ? null : `${word("latest")} ${at(row, "values").map(([value, format, currency]) => `${written(value, format)}${currency ? ` ${currency}` : ""}`).join(", ")} (${word("period")} ${at(row, "period")})`,
      at(row, "people") === null ? null : `${word(kind === "segment" ? "size" : "known")} ${written(at(row, "people"), "COUNT")} ${word("people")}${at(row, "ratio") === null ? "" : ` (${written(at(row, "ratio"), "RATIO")})`}`,
    ].filter((fact) => fact);
    const entry = element("article", { class: "entry", id: anchor(`${kind}:${at(row, "definition_id")}`), tabindex: "-1" },
      element("h4", {}, isolated(names), " ", element("span", { class: "kind" }, say(KINDS[kind] ?? kind))),
      element("p", {}, element("code", {}, at(row, "definition_id"))),
      at(row, "description") ? element("p", {}, isolated(say(at(row, "description")))) : null,
      element("p", { class: "facts" }, ...facts.flatMap((fact, i) => (i ? [" · ", isolated(fact)] : [isolated(fact)]))),
      at(row, "definition") && element("details", {}, element("summary", {}, word("text")), element("pre", { dir: "ltr" }, at(row, "definition"))));
    return { entry, words: [names, kind, at(row, "definition_id"), say(at(row, "description")), ...facts].join(" ").toLowerCase() };
  });
  const told = element("output", {}, "");
  const input = element("input", {
    type: "search",
    placeholder: word("find"),
    "aria-label": word("find"),
    oninput: () => show(),
  });
  const show = () => {
    const wanted = input.value.trim().toLowerCase();
    let count = 0;
    for (const { entry, words } of entries) {
      entry.hidden = !words.includes(wanted);
      count += entry.hidden ? 0 : 1;
    }
    told.textContent = `${count} ${word("found")}`;
  };
  show();
  return element("div", {},
    element("div", { class: "finder" }, input, told),
    element("div", { class: "entries" }, ...entries.map(({ entry }) => entry)));
}

/** Lines of a CSV that Excel opens with Chinese intact, and in which no text is taken for a formula. */
function csv(block) {
  const field = (value) => {
    const text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join(" ") : String(say(value));
    const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [block.fields.map((one) => say(one.label)), ...block.rows];
  return `\ufeff${lines.map((line) => line.map(field).join(",")).join("\r\n")}\r\n`;
}

function download(block, asOf) {
  const address = URL.createObjectURL(new Blob([csv(block)], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: `${block.id}-${asOf}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
