// What the loader needs once the widget is wanted: it hands the first screen over to the app, does for the app what
// only the page can do, and frames the standalone page where the widget may not run in this one.

const name = "right-track";

/** Elements that have an app. An app off the page serves the next new element: Yew never gives back its listeners. */
const holders = new Set();

/** Elements on the page, for what concerns all of them. */
const shown = new Set();
let watched;

/** Follows the host's and the system's colours, and sees when the app has panicked. */
const watch = (glue) => {
  if (watched) return;
  watched = 1;
  const retheme = () => shown.forEach((me) => ((me.wrapper.dataset.theme = me.theme()), keepReadable(me)));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
  new MutationObserver(retheme).observe(document.documentElement, { attributes: true });
  addEventListener("error", (event) => {
    const { error } = event;
    if (!(error instanceof WebAssembly.RuntimeError) || !error.stack?.includes(glue.split("#")[0])) return;
    event.preventDefault();
    // A panic takes the whole module with it.
    for (const me of holders) {
      me.app = me.changed = undefined;
      me.fail(Object.assign(error, { code: "stopped" }));
    }
    holders.clear();
  });
};

/** Replaces the first screen by the app, with all that the person did to it. */
export const takeOver = async (me, glue, words, glueAddress) => {
  watch(glueAddress);
  const old = me.wrapper;
  const spare = [...holders].find((other) => !other.element.isConnected && other !== me);
  if (spare) {
    me.app = spare.app;
    me.next = spare.wrapper;
    me.next.dataset.theme = me.theme();
    spare.app = spare.changed = undefined;
    spare.begun = 0;
    holders.delete(spare);
    me.app.renew(words, me.options(), host(me));
  } else {
    me.app = glue.mount(me.next, words, me.options(), host(me));
  }
  holders.add(me);
  await rendered(me.next);
  hand(old, me);
  me.wrapper = me.next;
  me.changed = () => {
    me.wrapper.dataset.theme = me.theme();
    me.app.update(me.options());
    keepReadable(me);
  };
  me.away = () => shown.delete(me);
  me.back = () => {
    shown.add(me);
    me.app || me.restart();
  };
  shown.add(me);
  keepReadable(me);
  new ResizeObserver(() => me.tell("resize")).observe(me.wrapper);
  me.tell("ready");
  if (me.pressed >= 0) {
    const button = me.wrapper.querySelectorAll("button")[me.pressed];
    me.pressed = undefined;
    button?.click();
  }
};

/** Waits until Yew has rendered, which it does soon but not at once. */
const rendered = (wrapper) =>
  new Promise((then) => {
    if (wrapper.firstElementChild) return setTimeout(then);
    const observer = new MutationObserver(() => {
      observer.disconnect();
      then();
    });
    observer.observe(wrapper, { childList: true });
  });

/** Carries choices, open details and the focus from one wrapper to the other, which has the same controls. */
const hand = (old, me) => {
  const controls = (wrapper) => [...wrapper.querySelectorAll("input, button, a, details")];
  const before = controls(old);
  const focused = before.indexOf(me.root.activeElement?.closest("details, input, button, a"));
  const summary = me.root.activeElement?.matches("summary");
  const after = controls(me.next);
  before.forEach((control, at) => {
    if (control.checked) after[at]?.click();
    if (control.open) after[at].open = true;
  });
  old.replaceWith(me.next);
  const target = summary ? after[focused]?.querySelector("summary") : after[focused];
  target?.focus({ preventScroll: true });
};

/** What the app asks of the page: see src/embed/page.rs. */
const host = (me) => ({
  now: Date.now,
  id: () => Date.now().toString(36) + Math.floor(Math.random() * 2e9).toString(36),
  date: (at) => new Date(at).toLocaleDateString(me.lang, { dateStyle: "long" }),
  // Undefined where the page was not served securely.
  copy: (text, then) =>
    (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => then(true),
      () => then(false),
    ),
  // The link is never put into the page, so that nothing there sees the click.
  save: (file, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
  },
  print: () => printAlone(me.element),
});

/** Prints the widget alone: the rest of the page is hidden on paper while the dialogue is open. */
const printAlone = (element) => {
  const only = new CSSStyleSheet();
  const here = "[data-right-track-print]";
  only.replaceSync(`@media print{body *:not(${here},:has(${here})){display:none!important}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, only];
  element.setAttribute(here.slice(1, -1), "");
  addEventListener(
    "afterprint",
    () => {
      element.removeAttribute(here.slice(1, -1));
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== only);
    },
    { once: true },
  );
  print();
};

/** Returns how a colour of computed style looks, as red, green and blue from 0 to 1. */
const seen = (colour) => {
  const numbers = colour.match(/-?[\d.]+/g)?.map(Number) ?? [0, 0, 0];
  return (colour.startsWith("rgb") ? numbers.map((number) => number / 255) : numbers).slice(0, 3);
};
const light = (colour) =>
  seen(colour)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const contrast = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** Corrects colours of the host that could not be read: at least 4.5 for text, as WCAG asks. */
const keepReadable = (me) => {
  const { element, wrapper } = me;
  const widget = wrapper.querySelector(".widget");
  if (!widget) return;
  for (const key of ["--ink", "--accent", "--accent-ink"]) wrapper.style.removeProperty(key);
  const given = ["text", "background", "accent"].filter((key) =>
    getComputedStyle(element).getPropertyValue(`--${name}-${key}`),
  );
  if (!given.length) return;
  const probe = wrapper.appendChild(document.createElement("i"));
  const of = (key) => {
    probe.style.color = `var(${key})`;
    return getComputedStyle(probe).color;
  };
  const paper = getComputedStyle(widget).backgroundColor;
  const strong = ["#000", "#fff"].map((colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  });
  const readable = (on) => strong.reduce((best, other) => (contrast(other, on) > contrast(best, on) ? other : best));
  const corrected = [];
  for (const [key, on] of [["--ink", paper], ["--accent", paper], ["--accent-ink", of("--accent")]]) {
    // Quiet text is a little weaker than the ink it is mixed from.
    if (contrast(of(key), key === "--accent-ink" ? of("--accent") : on) >= (key === "--ink" ? 7 : 4.5)) continue;
    wrapper.style.setProperty(key, readable(key === "--accent-ink" ? of("--accent") : on));
    corrected.push(key.slice(2));
  }
  probe.remove();
  const told = corrected.filter((key) => key !== "accent-ink").join(" and ");
  if (told && me.told !== told) {
    me.told = told;
    console.warn(`[${name}] the colours given were too weak to read, so these were corrected: ${told}.`);
  }
};

/** Shows the standalone page in a frame: nothing of this page can look into it when it comes from another origin. */
export const frame = (me, page) => {
  const inner = document.createElement("iframe");
  const origin = new URL(page).origin;
  inner.className = "frame";
  inner.title = me.wrapper.querySelector("[role=region]").getAttribute("aria-label");
  inner.referrerPolicy = "no-referrer";
  inner.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
  );
  const pass = () => inner.contentWindow?.postMessage({ [name]: me.options(), theme: me.theme() }, origin);
  addEventListener("message", (event) => {
    if (event.source !== inner.contentWindow || event.origin !== origin) return;
    const { height } = event.data?.[name] ?? {};
    if (event.data?.[name] === "hello") pass();
    if (!(height > 0)) return;
    inner.style.height = `${height}px`;
    if (me.framed) return me.tell("resize");
    me.framed = 1;
    me.wrapper.remove();
    inner.classList.remove("frame--waiting");
    me.tell("ready");
  });
  inner.style.height = `${me.wrapper.offsetHeight}px`;
  inner.classList.add("frame--waiting");
  inner.src = page;
  me.root.append(inner);
  me.changed = pass;
};

/** On the standalone page, when it is framed: takes the options from the page around, and tells it the height. */
export const framed = () => {
  const element = document.querySelector(name);
  let around;
  addEventListener("message", (event) => {
    if (event.source !== parent || typeof event.data?.[name] !== "string") return;
    around = event.origin;
    for (const line of event.data[name].split("\n")) {
      const at = line.indexOf("=");
      const [key, value] = [line.slice(0, at), line.slice(at + 1)];
      if (value && !["isolation", "loading", "theme"].includes(key)) element.setAttribute(key, value);
    }
    element.setAttribute("theme", event.data.theme);
    new ResizeObserver(() =>
      parent.postMessage({ [name]: { height: document.documentElement.scrollHeight } }, around),
    ).observe(document.body);
  });
  parent.postMessage({ [name]: "hello" }, "*");
};
