// Elements made of text and elements only, never of markup, so that no text of a map can run.

/** An element; `props` are attributes, `on…` ones listeners, false and null ones left out. */
function el(tag, props, ...children) {
  return filled(document.createElement(tag), props, children);
}

/** The same for SVG. */
function svg(tag, props, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function filled(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const at = (id) => document.getElementById(id);

/** `3 examples`, `1 example`. */
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** Say something to those who listen, and at the foot of the page. */
function say(text) {
  at("status").textContent = text;
}

/** Scroll so that an element can be seen, without animation where that is not wanted. */
function reveal(element, block = "nearest") {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, inline: "nearest", behavior: calm ? "auto" : "smooth" });
}
