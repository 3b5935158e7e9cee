// Elements. Text goes in as text: nothing of the data is ever read as HTML.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A shape of a drawing. */
function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Text whose direction is its own, so that a right-to-left name turns nothing around it. */
function isolated(text) {
  return element("bdi", {}, text);
}

function anchor(definition) {
  const [kind, ...id] = definition.split(":");
  return `book-${kind}-${id.join(":")}`;
}

function column(block, id) {
  return block.fields.findIndex((field) => field.id === id);
}
