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
      at(row, "people") === null ? null : `${word("known")} ${written(at(row, "people"), "COUNT")} ${word("people")} (${written(at(row, "ratio"), "RATIO")})`,
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
    const text = value === null || value === undefined ? "" : String(say(value));
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
