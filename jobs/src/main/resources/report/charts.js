// From a block's rows to an ECharts option, one function per kind of picture.

const MOST_SERIES = 8;
const MOST_RANKED = 20;
const MOST_NODES = 7;
const FOLDED = new Set(["COUNT", "MONEY"]);
const DAY = 86400000;

const labelled = (value) => String(say(value) ?? "–");

/** What all pictures share. */
function common(block) {
  return {
    animation: false,
    color: palette(),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("ink") },
    tooltip: {
      confine: true,
      backgroundColor: colour("card"),
      borderColor: colour("line"),
      textStyle: { color: colour("ink") },
    },
    aria: { enabled: true, label: { description: `${say(block.title)}: ${word("picture")}` } },
  };
}

/** A tooltip of a heading and lines of [name, value]. */
function tip(heading, lines) {
  return element("div", { class: "tip" },
    element("strong", {}, isolated(heading)),
    element("table", {}, ...lines.map(([name, value]) =>
      element("tr", {}, element("td", {}, isolated(name)), element("td", { class: "number" }, value)))));
}

function rowTip(block, row) {
  const told = block.fields.map((field, i) => [field, row[i]]).filter(([field]) => field.format !== "ENTRY");
  return tip("", told.map(([field, value]) => [say(field.label), written(value, field.format)]));
}

const axisStyle = () => ({
  axisLine: { lineStyle: { color: colour("line") } },
  axisTick: { show: false },
  axisLabel: { color: colour("muted"), hideOverlap: true },
  splitLine: { lineStyle: { color: colour("line") } },
});

/** Distinct values in their order, numbers ascending; days that nothing was told of are there too. */
function categories(block, at) {
  const distinct = new Map(block.rows.map((row) => [labelled(row[at]), row[at]]));
  if (block.fields[at].format === "COUNT") return [...distinct.keys()].sort((a, b) => a - b);
  if (block.fields[at].format !== "DAY") return [...distinct.keys()];
  const days = [...distinct.keys()].map(Date.parse).sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, i) => day - days[i]);
  const step = Math.min(...gaps);
  if (step !== DAY && step !== 7 * DAY) return days.map((day) => new Date(day).toISOString().slice(0, 10));
  const filled = [];
  for (let day = days[0]; day <= days[days.length - 1]; day += step) {
    filled.push(new Date(day).toISOString().slice(0, 10));
  }
  return filled;
}

/** Series of the block: [{ name, field, cells: category -> { value, open } }], the largest first where rows tell them apart. */
function seriesOf(block) {
  const { chart, fields, rows } = block;
  const x = column(block, chart.x);
  const complete = chart.traits.complete ? column(block, chart.traits.complete) : -1;
  const by = chart.series ? column(block, chart.series) : -1;
  const found = new Map();
  for (const row of rows) {
    for (const id of chart.values) {
      const at = column(block, id);
      const name = by < 0 ? say(fields[at].label) : labelled(row[by]);
      if (!found.has(name)) found.set(name, { name, id, format: fields[at].format, cells: new Map(), total: 0 });
      const series = found.get(name);
      const key = labelled(row[x]);
      const value = row[at];
      const before = series.cells.get(key);
      const additive = FOLDED.has(series.format);
      series.cells.set(key, {
        value: before && additive ? before.value + value : value,
        open: complete >= 0 && row[complete] === false,
      });
      series.total += Math.abs(value ?? 0);
    }
  }
  const all = [...found.values()];
  if (by < 0 || all.length <= MOST_SERIES) return all;
  all.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  if (!chart.traits.stacked || !FOLDED.has(all[0].format)) return all.slice(0, MOST_SERIES);
  const rest = { name: word("other"), id: all[0].id, format: all[0].format, cells: new Map(), total: 0 };
  for (const series of all.slice(MOST_SERIES - 1)) {
    for (const [key, cell] of series.cells) {
      rest.cells.set(key, { value: (rest.cells.get(key)?.value ?? 0) + cell.value, open: cell.open });
    }
  }
  return [...all.slice(0, MOST_SERIES - 1), rest];
}

function legend(series) {
  return series.length < 2 ? { show: false } : legendOf();
}

function legendOf() {
  return { type: "scroll", top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 8, textStyle: { color: colour("ink") }, pageTextStyle: { color: colour("muted") }, pageIconColor: colour("accent") };
}

/** Whether a value that rows do not tell is none at all, as a day without events is. */
function absent(series) {
  return FOLDED.has(series.format) ? 0 : null;
}

function overCategories(block) {
  const { chart } = block;
  const x = column(block, chart.x);
  const series = seriesOf(block);
  const keys = categories(block, x);
  const isLine = chart.kind === "LINE";
  // A single series is named too where only its name says what the picture is of.
  const isNamed = series.length > 1 || (chart.series && block.fields[column(block, chart.series)].format !== "DAY");
  const format = series[0].format;
  const point = (one, key, at) => {
    const cell = one.cells.get(key);
    const value = cell ? cell.value : absent(one);
    const shown = one.id === chart.traits.down && value !== null ? -value : value;
    if (!cell?.open) return shown;
    return isLine
      ? { value: shown, symbolSize: 9, itemStyle: { color: colour("card"), borderColor: palette()[at % palette().length], borderWidth: 2 } }
      : { value: shown, itemStyle: { opacity: 0.55, borderColor: colour("ink"), borderType: "dashed", borderWidth: 1 } };
  };
  return {
    ...common(block),
    grid: { left: 16, right: 16, top: isNamed ? 36 : 16, bottom: 6, containLabel: true },
    legend: isNamed ? legendOf() : { show: false },
    tooltip: {
      ...common(block).tooltip,
      trigger: "axis",
      axisPointer: { type: isLine ? "line" : "shadow" },
      formatter: (points) => tip(
        keys[points[0].dataIndex] + (series.some((one) => one.cells.get(keys[points[0].dataIndex])?.open) ? ` (${word("open")})` : ""),
        series.map((one) => {
          const cell = one.cells.get(keys[points[0].dataIndex]);
          return [one.name, written(cell ? cell.value : absent(one), one.format)];
        })),
    },
    xAxis: { type: "category", data: keys, boundaryGap: !isLine, ...axisStyle(), splitLine: { show: false }, axisLabel: { color: colour("muted"), hideOverlap: true, width: 110, overflow: "truncate", showMinLabel: isLine || null, alignMinLabel: isLine ? "left" : null, alignMaxLabel: isLine ? "right" : null } },
    yAxis: { type: "value", ...axisStyle(), axisLine: { show: false }, axisLabel: { color: colour("muted"), formatter: (value) => short(chart.traits.down ? Math.abs(value) : value, format) } },
    series: series.map((one, at) => ({
      name: one.name,
      type: isLine ? "line" : "bar",
      symbol: "circle",
      stack: chart.traits.stacked ? "all" : undefined,
      areaStyle: isLine && chart.traits.stacked ? { opacity: 0.5 } : undefined,
      showSymbol: !chart.traits.stacked && keys.length <= 60,
      symbolSize: 5,
      barMaxWidth: 36,
      lineStyle: { width: chart.traits.stacked ? 1 : 2 },
      data: keys.map((key) => point(one, key, at)),
    })),
  };
}

function ranked(block) {
  const { chart } = block;
  const series = seriesOf(block);
  const keys = rankedKeys(block);
  return {
    ...common(block),
    grid: { left: isLong(block) ? 32 : 16, right: 56, top: series.length < 2 ? 6 : 34, bottom: 6, containLabel: true },
    legend: legend(series),
    tooltip: {
      ...common(block).tooltip,
      trigger: "axis",
      axisPointer: { type: "shadow" },
      formatter: (points) => tip(keys[points[0].dataIndex], series
        .filter((one) => one.cells.has(keys[points[0].dataIndex]))
        .map((one) => [one.name, written(one.cells.get(keys[points[0].dataIndex]).value, one.format)])),
    },
    xAxis: { type: "value", ...axisStyle(), axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (value) => short(value, series[0].format) } },
    yAxis: { type: "category", inverse: true, data: keys, ...axisStyle(), axisLabel: { color: colour("ink"), width: isLong(block) ? 340 : 150, overflow: "truncate" } },
    series: series.map((one) => ({
      name: one.name,
      type: "bar",
      stack: chart.traits.stacked ? "all" : undefined,
      barMaxWidth: 22,
      label: series.length > 1 ? { show: false } : { show: true, position: "right", color: colour("ink"), formatter: (item) => written(item.value, one.format) },
      data: keys.map((key) => one.cells.get(key)?.value ?? null),
    })),
  };
}

/** Categories with the largest sums on top. */
function rankedKeys(block) {
  const x = column(block, block.chart.x);
  const sums = new Map();
  for (const row of block.rows) {
    const key = labelled(row[x]);
    sums.set(key, (sums.get(key) ?? 0) + (row[column(block, block.chart.values[0])] ?? 0));
  }
  return [...sums.entries()].sort((a, b) => b[1] - a[1]).slice(0, MOST_RANKED).map(([key]) => key);
}

/** Whether what is ranked has names that a narrow column would cut. */
function isLong(block) {
  return rankedKeys(block).some((key) => key.length > 30);
}

/** Bars about one middle, each as wide as its people; the one before which most are lost stands out. */
function funnel(block) {
  const name = column(block, block.chart.x);
  const value = column(block, block.chart.values[0]);
  const ratio = column(block, "conversion_from_first");
  const lost = column(block, "lost");
  const bottleneck = column(block, "is_bottleneck");
  const first = Math.max(...block.rows.map((row) => row[value]), 1);
  const isNarrow = (row) => row[value] / first < 0.6;
  const loss = (row) => `▼ ${word("lost")} ${written(row[lost], "COUNT")}`;
  const bar = { type: "bar", stack: "all", barWidth: "72%" };
  const beside = (row) => (first - row[value]) / 2;
  return {
    ...common(block),
    tooltip: { ...common(block).tooltip, formatter: (item) => rowTip(block, block.rows[item.dataIndex]) },
    grid: { left: 8, right: 8, top: 4, bottom: 4 },
    xAxis: { type: "value", show: false, min: 0, max: first },
    yAxis: { type: "category", inverse: true, show: false, data: block.rows.map((row) => labelled(row[name])) },
    series: [
      { ...bar, silent: true, itemStyle: { color: "transparent" }, data: block.rows.map(beside) },
      {
        ...bar,
        itemStyle: { color: colour("bar"), borderColor: colour("accent"), borderWidth: 1, borderRadius: 4 },
        label: {
          show: true,
          position: "inside",
          align: "center",
          color: colour("ink"),
          lineHeight: 18,
          rich: {
            strong: { fontWeight: "bold", color: colour("ink"), lineHeight: 18 },
            bad: { fontWeight: "bold", color: colour("bad"), lineHeight: 18 },
          },
          formatter: (item) => {
            const row = block.rows[item.dataIndex];
            // Beside a narrow bar there is room, in a wide one.
            const told = `{strong|${labelled(row[name]).replace(/[{}|]/g, " ")}}\n${written(row[value], "COUNT")} · ${written(row[ratio], "RATIO")}`;
            return row[bottleneck] && !isNarrow(row) ? `${told}  {bad|${loss(row)}}` : told;
          },
        },
        data: block.rows.map((row) => (row[bottleneck] ? { value: row[value], itemStyle: { borderColor: colour("bad"), borderWidth: 2 } } : row[value])),
      },
      {
        ...bar,
        silent: true,
        itemStyle: { color: "transparent" },
        label: { show: true, position: "insideLeft", color: colour("bad"), fontWeight: "bold", formatter: (item) => (block.rows[item.dataIndex][bottleneck] && isNarrow(block.rows[item.dataIndex]) ? loss(block.rows[item.dataIndex]) : "") },
        data: block.rows.map(beside),
      },
    ],
  };
}

/** The busiest nodes of each step; the others of a step are one, so that flows still add up. */
function folded(block) {
  const { chart, rows } = block;
  const step = column(block, chart.traits.step);
  const from = column(block, chart.x);
  const to = column(block, chart.y);
  const value = column(block, chart.values[0]);
  const weights = new Map();
  const weigh = (depth, node, weight) => {
    if (!weights.has(depth)) weights.set(depth, new Map());
    weights.get(depth).set(node, (weights.get(depth).get(node) ?? 0) + weight);
  };
  for (const row of rows) {
    weigh(row[step], row[from], row[value]);
    weigh(row[step] + 1, row[to], row[value]);
  }
  const kept = new Map([...weights].map(([depth, nodes]) => [depth,
    new Set([...nodes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_NODES).map(([node]) => node))]));
  const name = (depth, node) => (kept.get(depth).has(node) ? node : "(other)");
  const flows = new Map();
  for (const row of rows) {
    const source = [row[step], name(row[step], row[from])];
    const target = [row[step] + 1, name(row[step] + 1, row[to])];
    const key = JSON.stringify([source, target]);
    flows.set(key, (flows.get(key) ?? 0) + row[value]);
  }
  return [...flows].map(([key, weight]) => [...JSON.parse(key), weight]);
}

function sankey(block) {
  const flows = folded(block);
  const id = ([depth, node]) => `${depth}|${node}`;
  const nodes = new Map(flows.flatMap(([source, target]) => [source, target]).map((node) => [id(node), node]));
  const first = Math.min(...[...nodes.values()].map(([depth]) => depth));
  const named = [...new Set([...nodes.values()].map(([, node]) => node))].sort();
  const colours = palette();
  const muted = (node) => node.startsWith("(") && node.endsWith(")");
  const shade = (node) => (muted(node) ? colour("muted") : colours[named.filter((one) => !muted(one)).indexOf(node) % colours.length]);
  return {
    ...common(block),
    tooltip: {
      ...common(block).tooltip,
      formatter: (item) => (item.dataType === "edge"
        ? tip(`${item.data.from} → ${item.data.to}`, [[say(block.fields[column(block, block.chart.values[0])].label), written(item.value, "COUNT")]])
        : tip(nodes.get(item.name)[1], [["", written(item.value, "COUNT")]])),
    },
    series: [{
      type: "sankey",
      left: 4,
      right: 110,
      top: 8,
      bottom: 8,
      nodeGap: 9,
      nodeWidth: 14,
      draggable: false,
      layoutIterations: 64,
      emphasis: { focus: "adjacency" },
      label: { color: colour("ink"), formatter: (item) => nodes.get(item.name)[1], width: 100, overflow: "truncate" },
      lineStyle: { color: "source", opacity: document.documentElement.dataset.theme === "dark" ? 0.35 : 0.25, curveness: 0.5 },
      data: [...nodes].map(([name, [depth, node]]) => ({ name, depth: depth - first, itemStyle: { color: shade(node) } })),
      links: flows.map(([source, target, value]) => ({ source: id(source), target: id(target), value, from: source[1], to: target[1] })),
    }],
  };
}

function heat(block) {
  const { chart, fields, rows } = block;
  const x = column(block, chart.x);
  const y = column(block, chart.y);
  const value = column(block, chart.values[0]);
  const complete = chart.traits.complete ? column(block, chart.traits.complete) : -1;
  const xs = categories(block, x);
  const ys = [...new Set(rows.map((row) => labelled(row[y])))];
  const told = rows.filter((row) => row[value] !== null);
  const numbersTold = told.map((row) => row[value]);
  const most = Math.max(...numbersTold.map(Math.abs), 0);
  const low = chart.traits.signed ? -most : 0;
  const high = chart.traits.signed ? most : fields[value].format === "RATIO" ? heatTop(block, x, value) : most;
  const isLabelled = rows.length <= 220;
  const turn = document.documentElement.dataset.theme === "dark" ? 0.5 : 0.7;
  const strong = (number) => (chart.traits.signed ? Math.abs(number) > most * turn : number > low + (high - low) * turn);
  return {
    ...common(block),
    tooltip: { ...common(block).tooltip, formatter: (item) => rowTip(block, told[item.dataIndex]) },
    grid: { left: 16, right: 12, top: 8, bottom: 44, containLabel: true },
    xAxis: { type: "category", data: xs, ...axisStyle(), splitLine: { show: false }, axisLabel: { color: colour("muted"), interval: isWordy(block) ? 0 : "auto", hideOverlap: !isWordy(block), width: 104, overflow: "break" } },
    yAxis: { type: "category", inverse: true, data: ys, ...axisStyle(), splitLine: { show: false }, axisLabel: { color: colour("ink"), width: ys.some((name) => name.length > 24) ? 280 : 160, overflow: "truncate" } },
    visualMap: {
      type: "continuous",
      min: low,
      max: high || 1,
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemHeight: 110,
      itemWidth: 10,
      textStyle: { color: colour("muted") },
      text: [short(high || 1, fields[value].format), short(low, fields[value].format)],
      inRange: { color: chart.traits.signed ? [colour("below"), colour("middle"), colour("heat-high")] : [colour("heat-low"), colour("heat-high")] },
    },
    series: [{
      type: "heatmap",
      data: told.map((row) => ({
        value: [labelled(row[x]), labelled(row[y]), row[value]],
        label: { show: isLabelled, fontSize: 11, color: strong(row[value]) ? colour("card") : colour("ink"), formatter: () => short(row[value], fields[value].format) },
        itemStyle: complete >= 0 && row[complete] === false
          ? { borderColor: colour("muted"), borderType: "dashed", borderWidth: 1.5 }
          : { borderColor: colour("card"), borderWidth: 1 },
      })),
    }],
  };
}

/** Lines over numbers, and the straight line that they are held against. */
function curve(block) {
  const { chart, fields, rows } = block;
  const x = column(block, chart.x);
  const y = column(block, chart.values[0]);
  const reference = chart.traits.reference;
  const xs = rows.map((row) => row[x]);
  const isShare = fields[x].format === "RATIO";
  const right = isShare ? 1 : Math.max(...xs);
  const left = isShare ? 0 : Math.min(...xs);
  const name = say(fields[y].label);
  const line = reference
    ? [{
      name: say(reference.name),
      type: "line",
      silent: true,
      showSymbol: false,
      lineStyle: { type: "dashed", width: 1.5, color: colour("muted") },
      itemStyle: { color: colour("muted") },
      data: reference.level === undefined ? [[0, 0], [1, 1]] : [[left, reference.level], [right, reference.level]],
    }]
    : [];
  const top = fields[y].format === "RATIO" ? 1 : null;
  return {
    ...common(block),
    grid: { left: 16, right: 24, top: reference ? 36 : 16, bottom: 26, containLabel: true },
    legend: legend(reference ? [{ name }, ...line] : []),
    tooltip: { ...common(block).tooltip, trigger: "item", formatter: (item) => rowTip(block, rows[item.dataIndex]) },
    xAxis: { type: "value", min: left, max: right, name: say(fields[x].label), nameLocation: "middle", nameGap: 26, nameTextStyle: { color: colour("muted") }, ...axisStyle(), splitLine: { show: false }, axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (value) => short(value, fields[x].format) } },
    yAxis: { type: "value", min: 0, max: top, ...axisStyle(), axisLabel: { color: colour("muted"), formatter: (value) => short(value, fields[y].format) } },
    series: [{ name, type: "line", symbol: "circle", symbolSize: rows.length > 40 ? 3 : 6, lineStyle: { width: 2 }, data: rows.map((row) => [row[x], row[y]]) }, ...line],
  };
}

/** Steps of an axis of time that a clock or a calendar has. */
const TIMES = [1, 10, 60, 300, 900, 1800, 3600, 10800, 21600, 43200, DAY / 1000, 2 * DAY / 1000, 7 * DAY / 1000, 14 * DAY / 1000, 30 * DAY / 1000, 90 * DAY / 1000];

function stepOf(most) {
  return TIMES.find((step) => most / step <= 6);
}

/** A lying box per row, from quantile to quantile. */
function boxes(block) {
  const { chart, fields, rows } = block;
  const x = column(block, chart.x);
  const at = chart.values.map((id) => column(block, id));
  const complete = chart.traits.complete ? column(block, chart.traits.complete) : -1;
  const format = fields[at[0]].format;
  const most = Math.max(...rows.map((row) => row[at[at.length - 1]]), 1);
  const step = stepOf(most) ?? most;
  return {
    ...common(block),
    tooltip: { ...common(block).tooltip, formatter: (item) => rowTip(block, rows[item.dataIndex]) },
    grid: { left: 16, right: 24, top: 8, bottom: 6, containLabel: true },
    xAxis: { type: "value", min: 0, max: Math.ceil(most / step) * step, interval: step, ...axisStyle(), axisLabel: { color: colour("muted"), hideOverlap: true, formatter: (value) => short(value, format) } },
    yAxis: { type: "category", inverse: true, data: rows.map((row) => labelled(row[x])), ...axisStyle(), axisLabel: { color: colour("ink"), width: 150, overflow: "truncate" } },
    series: [{
      type: "boxplot",
      boxWidth: [10, 22],
      itemStyle: { color: colour("bar"), borderColor: colour("accent"), borderWidth: 1.5 },
      data: rows.map((row) => ({
        value: at.map((one) => row[one]),
        itemStyle: complete >= 0 && row[complete] === false
          ? { color: colour("card"), borderColor: colour("accent"), borderType: "dashed", borderWidth: 1.5 }
          : undefined,
      })),
    }],
  };
}

/** Clicks where they are on a page, the window's width across and pixels down. */
function clicked(block) {
  const { chart, rows } = block;
  const at = (row, id) => row[column(block, id)];
  const value = column(block, chart.values[0]);
  const most = Math.max(...rows.map((row) => row[value]));
  return {
    ...common(block),
    tooltip: { ...common(block).tooltip, formatter: (item) => rowTip(block, rows[item.dataIndex]) },
    grid: { left: 16, right: 20, top: 8, bottom: 44, containLabel: true, show: true, borderColor: colour("line"), backgroundColor: colour("heat-low") },
    xAxis: { type: "value", position: "top", min: 0, max: 1, ...axisStyle(), splitLine: { show: false }, axisLabel: { color: colour("muted"), formatter: (ratio) => short(ratio, "RATIO") } },
    yAxis: { type: "value", inverse: true, min: 0, max: pageHeight(block), ...axisStyle(), axisLabel: { color: colour("muted"), formatter: (pixels) => `${pixels} px` } },
    visualMap: {
      type: "continuous",
      dimension: 4,
      min: 0,
      max: most || 1,
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemHeight: 110,
      itemWidth: 10,
      textStyle: { color: colour("muted") },
      text: [short(most || 1, "COUNT"), "0"],
      inRange: { color: [colour("heat-low"), colour("heat-high")] },
    },
    series: [{
      type: "custom",
      encode: { x: [0, 2], y: [1, 3], tooltip: 4 },
      renderItem: (params, api) => {
        const [left, top] = api.coord([api.value(0), api.value(1)]);
        const [right, bottom] = api.coord([api.value(2), api.value(3)]);
        return {
          type: "rect",
          shape: { x: left, y: top, width: Math.max(2, right - left), height: Math.max(2, bottom - top) },
          style: { fill: api.visual("color") },
        };
      },
      data: rows.map((row) => [at(row, chart.x), at(row, chart.y), at(row, "right_ratio"), at(row, "bottom_pixels"), row[value]]),
    }],
  };
}

/** How far down anything was clicked, in pixels. */
function pageHeight(block) {
  return Math.max(...block.rows.map((row) => row[column(block, "bottom_pixels")]));
}

/** Whether the columns of a heat map are names and not numbers. */
function isWordy(block) {
  const x = column(block, block.chart.x);
  return block.rows.some((row) => labelled(row[x]).length > 6 && block.fields[x].format === "TEXT");
}

/** The largest ratio besides the first column's, which of a cohort is always all of it. */
function heatTop(block, x, value) {
  const later = block.rows.filter((row) => labelled(row[x]) !== "0" && row[value] !== null).map((row) => row[value]);
  return later.length ? Math.max(...later) : 1;
}

const PICTURES = { LINE: overCategories, BAR: overCategories, RANK: ranked, FUNNEL: funnel, SANKEY: sankey, HEAT: heat, CURVE: curve, BOX: boxes, PAGE: clicked };

/** How high a picture must be for all that is in it. */
function heightOf(block) {
  const distinct = (id) => new Set(block.rows.map((row) => labelled(row[column(block, id)]))).size;
  switch (block.chart.kind) {
    case "RANK": return 60 + 26 * Math.max(3, Math.min(MOST_RANKED, distinct(block.chart.x)));
    case "HEAT": return 80 + 28 * Math.max(4, distinct(block.chart.y));
    case "BOX": return 60 + 34 * Math.max(3, block.rows.length);
    case "FUNNEL": return 40 + 62 * Math.max(3, block.rows.length);
    case "SANKEY": return 460;
    case "PAGE": return 70 + Math.min(900, Math.max(240, Math.round(pageHeight(block) / 2)));
    default: return 320;
  }
}

/** What the picture leaves to the table, as a sentence; null = nothing. */
function leftOut(block) {
  const { chart } = block;
  const distinct = (id) => new Set(block.rows.map((row) => labelled(row[column(block, id)]))).size;
  if (chart.kind === "RANK" && distinct(chart.x) > MOST_RANKED) return MOST_RANKED;
  return chart.series && distinct(chart.series) > MOST_SERIES ? MOST_SERIES : null;
}

/** How wide a picture must be, in pixels, for its cells and nodes to be told apart; it scrolls on a phone. */
function leastWidth(block) {
  const distinct = (id) => new Set(block.rows.map((row) => labelled(row[column(block, id)]))).size;
  switch (block.chart.kind) {
    case "RANK": return isLong(block) ? 620 : 0;
    case "SANKEY": return 130 * (distinct(block.chart.traits.step) + 1);
    case "HEAT": return 150 + (isWordy(block) ? 112 : 36) * distinct(block.chart.x);
    default: return 0;
  }
}
