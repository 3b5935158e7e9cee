// The page: header, chapters, blocks, and what happens when the reader chooses something.

const page = JSON.parse(document.getElementById("data").textContent);
const root = document.getElementById("page");
const opened = new Set();

/** Names of the book's entries, by kind:id. */
const named = new Map(page.sections.flatMap((section) => section.blocks)
  .filter((block) => block.look === "BOOK")
  .flatMap((block) => block.rows.map((row) => [`${row[0]}:${row[1]}`, row[2]])));
let pictures = [];

function blockOf(block) {
  const isEmpty = block.rows.length === 0;
  const isWide = block.look !== "CHART" || (!isEmpty && leastWidth(block) > 500);
  const head = element("div", { class: "head" },
    element("h3", {}, isolated(say(block.title))),
    ...block.definitions.filter((one) => named.has(one)).map((one, i, all) =>
      element("a", { href: `#${anchor(one)}` }, all.length === 1 ? word("definition") : isolated(String(say(named.get(one)))))),
    isEmpty ? null : element("button", { type: "button", "aria-label": `${word("download")}: ${say(block.title)}`, onclick: () => download(block, page.asOf) }, "CSV"));
  return element("article", { class: `block${isWide ? " wide" : ""}${block.look === "CHART" ? "" : " long"}`, id: block.id },
    head,
    block.note ? element("p", { class: "note" }, say(block.note)) : null,
    ...(isEmpty ? [nothing(block)] : content(block)));
}

function nothing(block) {
  return element("p", { class: "empty" }, word("nothing"), " ", element("code", {}, `bin/lakeprint ${block.from}`));
}

function content(block) {
  switch (block.look) {
    case "FIGURES": return [figures(block)];
    case "TABLE": return [table(block)];
    case "CARDS": return [cards(block)];
    case "REVIEW": return [review(block)];
    case "BOOK": return [book(block)];
    default: return picture(block);
  }
}

/** The chart, and its rows on demand. */
function picture(block) {
  const canvas = element("div", {
    class: "picture",
    role: "img",
    "aria-label": `${say(block.title)}: ${word("picture")}`,
  });
  canvas.style.height = `${heightOf(block)}px`;
  canvas.style.minWidth = `${leastWidth(block)}px`;
  pictures.push({ block, canvas });
  const left = leftOut(block);
  const details = element("details", { open: opened.has(block.id) }, element("summary", {}, word("table")));
  const fill = () => {
    if (details.open && details.children.length === 1) details.append(table(block));
    if (details.open) opened.add(block.id);
    else opened.delete(block.id);
  };
  details.addEventListener("toggle", fill);
  fill();
  return [
    element("div", { class: "scroll" }, canvas),
    left === null ? null : element("p", { class: "note" }, `${word("first")} ${left}${language === "zh" ? " " : ""}${word("all")}`),
    details,
  ];
}

function header() {
  const choice = (code, name) => element("button", {
    type: "button", lang: code === "zh" ? "zh-CN" : "en", "aria-pressed": String(language === code),
    onclick: () => { language = code; memory.set("language", code); build(); },
  }, name);
  return element("header", { class: "top" },
    element("h1", {}, isolated(say(page.title))),
    element("span", { class: "state" }, `${word("asOf")} ${page.asOf} · ${word("zone")} ${page.zone}`),
    element("div", { class: "switches", role: "group", "aria-label": word("language") }, choice("zh", "中文"), choice("en", "English")),
    element("div", { class: "switches" }, element("button", {
      type: "button", "aria-pressed": String(theme() === "dark"),
      onclick: (event) => {
        chosen = theme() === "dark" ? "light" : "dark";
        memory.set("theme", chosen);
        event.currentTarget.setAttribute("aria-pressed", String(chosen === "dark"));
        paint();
      },
    }, word("dark"))));
}

/** Everything anew, in the language that was chosen; the reader stays where they are. */
function build() {
  const where = window.scrollY;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${say(page.title)} · ${page.asOf}`;
  clear();
  pictures = [];
  root.replaceChildren(
    element("a", { class: "skip", href: "#content" }, word("skip")),
    header(),
    element("div", { class: "layout" },
      element("nav", { class: "chapters", "aria-label": word("chapters") },
        element("ol", {}, ...page.sections.map((section) => element("li", {}, element("a", { href: `#${section.id}` }, say(section.title)))))),
      element("main", { id: "content" },
        ...page.sections.map((section) => element("section", { class: "chapter", id: section.id },
          element("h2", {}, say(section.title)),
          element("p", {}, say(section.about)),
          element("div", { class: "blocks" }, ...section.blocks.map(blockOf)))),
        element("footer", {}, `${word("made")} ${page.madeAt} · ${word("run")} ${page.runId} · ${word("charts")}`))));
  window.scrollTo({ top: where, behavior: "instant" });
  paint();
}

function clear() {
  pictures.forEach(({ canvas }) => echarts.getInstanceByDom(canvas)?.dispose());
}

/** Draws all pictures in the colours of now, a few at a time, so that the page answers meanwhile. */
let painting = 0;
function paint(forced) {
  document.documentElement.dataset.theme = forced ?? theme();
  document.documentElement.dataset.drawn = "no";
  clear();
  const mine = ++painting;
  const waiting = [...pictures];
  const next = () => {
    if (mine !== painting) return;
    waiting.splice(0, 3).forEach(draw);
    if (waiting.length) setTimeout(next);
    else document.documentElement.dataset.drawn = "yes";
  };
  if (forced) {
    waiting.splice(0).forEach(draw);
    document.documentElement.dataset.drawn = "yes";
  } else next();
}

function draw({ block, canvas }) {
  const chart = echarts.init(canvas, null, { renderer: "svg" });
  chart.setOption(PICTURES[block.chart.kind](block));
  scale(canvas);
}

/** Lets paper shrink a picture as a whole: the style sheet for print makes it as wide as the column. */
function scale(canvas) {
  const svg = canvas.querySelector("svg");
  svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
}

/** A link into the book must find its entry also when a search hides it. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.hidden) {
    const input = root.querySelector(".finder input");
    input.value = "";
    input.dispatchEvent(new Event("input"));
  }
  target?.scrollIntoView();
}

let resizing = 0;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => pictures.forEach(({ canvas }) => {
    echarts.getInstanceByDom(canvas)?.resize();
    scale(canvas);
  }), 100);
});
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => paint("light"));
addEventListener("afterprint", () => paint());
system.addEventListener("change", () => paint());
build();
if (location.hash) reveal();
