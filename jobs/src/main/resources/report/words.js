// Languages: the reader's choice, and the words of the page itself.

const WORDS = {
  asOf: { zh: "截至", en: "As of" },
  zone: { zh: "业务时区", en: "business zone" },
  chapters: { zh: "章节", en: "Chapters" },
  skip: { zh: "跳到内容", en: "Skip to the content" },
  language: { zh: "语言", en: "Language" },
  dark: { zh: "深色", en: "Dark" },
  table: { zh: "查看数据表", en: "Show as a table" },
  download: { zh: "下载 CSV", en: "Download CSV" },
  definition: { zh: "定义", en: "Definition" },
  nothing: { zh: "尚无数据。运行", en: "Nothing yet. Run" },
  more: { zh: "行未列出，全部在 CSV 中", en: "more rows: the CSV has them all" },
  first: { zh: "图中只画前", en: "The picture shows the first" },
  all: { zh: "项，表中是全部", en: "; the table has all" },
  other: { zh: "（其他）", en: "(other)" },
  open: { zh: "未完整", en: "not over yet" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  find: { zh: "查找名称、编号或说明", en: "Find a name, an id, a description" },
  found: { zh: "条", en: "found" },
  owner: { zh: "负责人", en: "owner" },
  nobody: { zh: "未指定", en: "nobody named" },
  version: { zh: "版本", en: "version" },
  since: { zh: "启用于", en: "in use since" },
  known: { zh: "覆盖", en: "known of" },
  size: { zh: "人群规模", en: "holds" },
  latest: { zh: "最近", en: "lately" },
  period: { zh: "周期始于", en: "period from" },
  people: { zh: "人", en: "people" },
  text: { zh: "定义原文", en: "The definition itself" },
  made: { zh: "生成于", en: "Made at" },
  run: { zh: "运行", en: "run" },
  charts: { zh: "图表：Apache ECharts（Apache-2.0）", en: "Charts: Apache ECharts (Apache-2.0)" },
  lost: { zh: "流失", en: "lost" },
  picture: { zh: "图；下方的表有相同的数据", en: "chart; the table below it has the same rows" },
};

const KINDS = {
  tag: { zh: "标签", en: "tag" },
  report: { zh: "报表", en: "report" },
  segment: { zh: "人群", en: "segment" },
  metric: { zh: "指标", en: "metric" },
  measure: { zh: "口径", en: "measure" },
  trigger: { zh: "触发器", en: "trigger" },
};

/** Remembers a choice where the browser lets a file do so. */
const memory = {
  get(key) {
    try {
      return localStorage.getItem(`lakeprint-${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`lakeprint-${key}`, value);
    } catch {
      // The choice holds until the page is closed.
    }
  },
};

let language = memory.get("language") ?? ((navigator.language || "en").startsWith("zh") ? "zh" : "en");

/** A value in the reader's language: bilingual text, or whatever it is. */
function say(value) {
  return value !== null && typeof value === "object" ? value[language] : value;
}

function word(key) {
  return WORDS[key][language];
}
