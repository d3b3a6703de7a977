// Eyes for the journeys: what a person finds in the shadow root of one widget.
const [index, ...wanted] = arguments;
const host = document.querySelectorAll("right-track")[index];
const root = host?.shadowRoot ?? globalThis.closedRoot?.(host);

const words = (node) => {
  const copy = node.cloneNode(true);
  for (const mark of copy.querySelectorAll('[aria-hidden="true"], svg, textarea')) mark.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};

const shown = (node) => node.checkVisibility({ visibilityProperty: true });

const every = (selector) => [...root.querySelectorAll(selector)].filter(shown);

const named = (selector, name) => every(selector).find((node) => words(node) === name) ?? null;

const label = (node) => words(node.labels?.[0] ?? node);

const chosen = () => every("input:checked, [aria-checked=true]").map(label);

const role = (node) =>
  node.getAttribute("role") ??
  { A: "link", BUTTON: "button", SUMMARY: "summary", INPUT: node.type }[node.tagName] ??
  (/^H[1-6]$/.test(node.tagName) ? "heading" : node.tagName.toLowerCase());

const active = () => (document.activeElement === host ? root?.activeElement : null) ?? null;

const describe = (node) => node && `${role(node)} ${label(node)}`;

// What leads the keyboard from where the focus is to a control.
const step = (node) => {
  const target = node.control ?? node;
  const from = active();
  if (from === target) return "here";
  if (!from) return "forwards";
  const later = from.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (from.type === "radio" && from.name === target.name) return later ? "down" : "up";
  return later ? "forwards" : "backwards";
};

const focusedHeading = (screen) => {
  const node = active();
  return node?.closest(screen) && node.matches('[tabindex="-1"]') ? words(node) : null;
};

const ready = () => {
  host?.scrollIntoView({ block: "center", behavior: "instant" });
  return witness.ready.has(host);
};

const spills = () => {
  const { left, right } = host.getBoundingClientRect();
  return every("*")
    .filter((node) => {
      const box = node.getBoundingClientRect();
      return box.left < left - 1 || box.right > right + 1;
    })
    .map(describe);
};

const surroundings = () => {
  const box = host.getBoundingClientRect();
  const margin = 12;
  const left = Math.max(0, box.left + scrollX - margin);
  const width = Math.min(box.width + 2 * margin, innerWidth - left);
  return [left, box.top + scrollY - margin, width, box.height + 2 * margin];
};

const everything = () => [host?.outerHTML, root && every(".widget").map(words), witness.said];

let canvas;
/** How a colour looks on another one, as red, green and blue. */
const seen = (colour, over = [255, 255, 255]) => {
  canvas ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  canvas.fillStyle = `rgb(${over})`;
  canvas.fillRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const light = (colour) =>
  colour
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const contrast = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
/** What is behind the words of an element. */
const behind = (node) => {
  const layers = [];
  for (let at = node; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
  return layers.reduce((over, layer) => seen(layer, over), [255, 255, 255]);
};
