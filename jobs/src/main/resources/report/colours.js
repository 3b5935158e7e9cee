// Light and dark: as the system wants until the reader chooses.

const SERIES = {
  light: ["#2b68d9", "#d9730d", "#178a5c", "#b8377a", "#7452c9", "#8f6a12", "#1796a8", "#66707f"],
  dark: ["#7fb0ff", "#ffb066", "#5fd0a0", "#f58fbe", "#b79cff", "#e0bd5f", "#6fd6e4", "#a9b4c2"],
};

const system = matchMedia("(prefers-color-scheme: dark)");
let chosen = memory.get("theme");

function theme() {
  return chosen ?? (system.matches ? "dark" : "light");
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function palette() {
  return SERIES[document.documentElement.dataset.theme];
}
