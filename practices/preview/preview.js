// Shows the real element as the page around chooses it, by what follows the # in the address. The element itself sees
// to what does not fit.

const place = document.getElementById("place");
const attributes = ["region", "lang", "theme", "view", "isolation", "practice", "contact-href"];
/** Read once by the element, so that another one takes its place. */
const once = ["lang", "isolation"];

let element;
let before = new URLSearchParams();

const show = () => {
  const chosen = new URLSearchParams(location.hash.slice(1));
  document.documentElement.dataset.ground = chosen.get("ground") ?? "light";
  if (!element || once.some((name) => chosen.get(name) !== before.get(name))) {
    const next = document.createElement("right-track");
    next.setAttribute("loading", "eager");
    // Its way out would take away the page around, in WebKit also out of a sandbox.
    next.setAttribute("exit", "off");
    set(next, chosen);
    place.replaceChildren((element = next));
  } else {
    set(element, chosen);
  }
  before = chosen;
};

const set = (on, chosen) => {
  for (const name of attributes) {
    const value = chosen.get(name) ?? (name === "region" ? "GB" : null);
    if (value === null) on.removeAttribute(name);
    else if (value !== on.getAttribute(name)) on.setAttribute(name, value);
  }
  const accent = chosen.get("accent");
  if (accent) on.style.setProperty("--right-track-accent", accent);
  else on.style.removeProperty("--right-track-accent");
};

addEventListener("hashchange", show);
show();
