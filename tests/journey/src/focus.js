// Follows the focus from one stop of the Tab key to the next, and looks at each before the next press.
const ringed = (node) => node.closest(".choice, .tick") ?? node;

const controls = () => every("a[href], button, summary, input, textarea, select, [tabindex]").filter((node) => node.tabIndex >= 0 && !node.disabled);

/** All stops in the order of the page: a group of radio buttons is one. */
const stops = () => {
  const all = [];
  for (const node of controls()) {
    const last = all.at(-1);
    const same = node.type === "radio" && last?.[0].type === "radio" && last[0].name === node.name;
    if (same) last.push(node);
    else all.push([node]);
  }
  return all;
};

/** What of a control is out of sight or covered, by points on its edges: its corners may be round. */
const hidden = (node) => {
  const points = (box) => {
    const { left, right, top, bottom } = box;
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return { middle: [x, y], left: [left + 2, y], right: [right - 2, y], top: [x, top + 2], bottom: [x, bottom - 2] };
  };
  return [...node.getClientRects()].flatMap((box) =>
    Object.entries(points(box)).flatMap(([side, [x, y]]) => {
      const above = document.elementFromPoint(x, y);
      const inside = root.elementFromPoint(x, y);
      if (above === host && node.contains(inside)) return [];
      const what = above === host ? inside : above;
      return [`its ${side} is ${what ? `covered by <${what.className || what.tagName}>` : "out of sight"}`];
    }),
  );
};

/** What keeps a person from seeing that a control has the focus. */
const unmarked = (node) => {
  const ring = getComputedStyle(node);
  const [width, offset] = [ring.outlineWidth, ring.outlineOffset].map(parseFloat);
  if (ring.outlineStyle !== "solid" || width < 2) return [`its ring is ${ring.outline}`];
  const found = [];
  const ground = behind(node.parentElement);
  const has = contrast(seen(ring.outlineColor, ground), ground);
  if (has < 3) found.push(`its ring has a contrast of ${has.toFixed(2)}`);
  const frame = root.querySelector(".widget").getBoundingClientRect();
  const out = width + offset;
  for (const { left, right, top, bottom } of node.getClientRects()) {
    const room = Math.min(left - frame.left, frame.right - right, top - frame.top, frame.bottom - bottom);
    if (room < out) found.push(`its ring is cut off: it needs ${out} px and has ${room.toFixed(1)}`);
  }
  return found;
};

/** Pairs of stops of which the later one stands before the other. */
const turned = (all) => {
  return all.slice(1).flatMap(([next], at) => {
    const [one, other] = [all[at].at(-1), next].map((node) => ringed(node).getBoundingClientRect());
    // English services stand from left to right, also on a page that does not.
    const right = getComputedStyle(next.parentElement).direction === "rtl";
    const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const beside = shared > Math.min(one.height, other.height) / 2;
    const back = beside ? (right ? other.left >= one.right : other.right <= one.left) : other.bottom <= one.top;
    return back ? [`${describe(next)} stands before ${describe(all[at][0])}, which comes earlier`] : [];
  });
};

/** Where the focus is: "before" or "after" the widget, the number of a stop in it, or nowhere. */
const stop = () => {
  const { all, ends } = window.walk;
  const focused = document.activeElement;
  if (ends.includes(focused)) return [["before", "after"][ends.indexOf(focused)]];
  const node = active();
  if (!node) return [`nowhere: on <${focused?.tagName}>`];
  const box = ringed(node);
  return [all.findIndex((one) => one.includes(node)), describe(node), ...hidden(box), ...unmarked(box)];
};

/** Puts a button before and one behind the widget, and the focus on the first. Returns how many stops are between. */
const begin = () => {
  const ends = ["before", "after"].map((place) => {
    const button = document.createElement("button");
    button.style.cssText = "all: revert !important";
    button.textContent = place;
    host[place](button);
    return button;
  });
  const all = stops();
  // WebKit has no name for Tab with Shift.
  const look = (event) => event.key !== "Shift" && window.walk.way.push(stop());
  window.walk = { ends, all, look, way: [], from: active() };
  addEventListener("keydown", look, true);
  // Firefox scrolls when it paints, and without a window it paints late when nothing asks for it.
  const paint = () => (window.walk.frame = requestAnimationFrame(paint));
  paint();
  ends[0].focus();
  return all.length;
};

/** Ends a walk there and back, and returns all that was wrong with it. */
const finish = () => {
  const { ends, all, look, way, from, frame } = window.walk;
  way.push(stop());
  cancelAnimationFrame(frame);
  removeEventListener("keydown", look, true);
  for (const end of ends) end.remove();
  from?.focus({ preventScroll: true });
  const there = ["before", ...all.keys(), "after"];
  const wanted = [...there, ...there.slice(0, -1).reverse()];
  const name = (place) => (all[place] ? describe(all[place][0]) : place);
  const wrong = wanted.flatMap((place, at) => {
    const [got, what, ...found] = way[at] ?? ["no press"];
    const step = at < there.length ? "forwards" : "backwards";
    if (got !== place) return [`${step}, the focus is on ${what ?? got} in the place of ${name(place)}`];
    return found.map((one) => `${step}, ${what}: ${one}`);
  });
  const positive = every("[tabindex]").filter((node) => node.tabIndex > 0);
  return [...wrong, ...turned(all), ...positive.map((node) => `${describe(node)} has a tabindex of ${node.tabIndex}`)];
};

/** From now on notes when the focus falls from the widget to the page, for longer than Yew takes between two steps. */
const guard = () => {
  window.fallen = [];
  let [last, frames] = ["", 0];
  const look = () => {
    const node = active();
    frames = last && document.activeElement === document.body ? frames + 1 : 0;
    if (frames === 10) window.fallen.push(`from ${last} on ${every(".heading").map(words)}`);
    if (node) last = describe(node);
    requestAnimationFrame(look);
  };
  look();
};
