// How values are written, by the format of their column.

const NUMERIC = new Set(["COUNT", "NUMBER", "RATIO", "MONEY", "SECONDS", "BYTES"]);

function numbers(digits, more) {
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: digits, ...more });
}

const UNITS = [
  { size: 86400, zh: "天", en: "d" },
  { size: 3600, zh: "小时", en: "h" },
  { size: 60, zh: "分", en: "min" },
  { size: 1, zh: "秒", en: "s" },
];

function duration(seconds) {
  const unit = UNITS.find((one) => Math.abs(seconds) >= one.size) ?? UNITS[UNITS.length - 1];
  return `${numbers(1).format(seconds / unit.size)} ${unit[language]}`;
}

function bytes(size) {
  const power = Math.min(4, size < 1024 ? 0 : Math.floor(Math.log2(size) / 10));
  return `${numbers(1).format(size / 1024 ** power)} ${["B", "KiB", "MiB", "GiB", "TiB"][power]}`;
}

/** The value as text; a dash for none. */
function written(value, format) {
  if (value === null || value === undefined) return "–";
  switch (format) {
    case "COUNT": return numbers(0).format(value);
    case "NUMBER": return numbers(Math.abs(value) < 1 ? 4 : 2).format(value);
    case "MONEY": return numbers(2, { minimumFractionDigits: 2 }).format(value);
    case "RATIO": return `${numbers(1, { minimumFractionDigits: 1 }).format(value * 100)}%`;
    case "SECONDS": return duration(value);
    case "BYTES": return bytes(value);
    case "MOMENT": return value.slice(0, 16).replace("T", " ");
    case "FLAG": return word(value ? "yes" : "no");
    default: return String(say(value));
  }
}

/** A value on an axis: short. */
function short(value, format) {
  // Marks of an axis over small values must not all read the same.
  if (format === "RATIO") return `${numbers(Math.abs(value) < 0.1 ? 1 : 0).format(value * 100)}%`;
  if (format === "SECONDS" || format === "BYTES") return written(value, format);
  return numbers(Math.abs(value) < 1 ? 2 : 1, { notation: "compact" }).format(value);
}
