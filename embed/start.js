// What the loader needs once the widget is wanted: it hands the first screen over to the app, does for the app what
// only the page can do, and frames the standalone page where the widget may not run in this one.

const name = "right-track";

/** Calls when the browser has nothing better to do. */
const soon = window.requestIdleCallback ?? setTimeout;

/** Elements that have an app. An app off the page serves the next new element: Yew never gives back its listeners. */
const holders = new Set();

/** What an option may be that is no list. */
const sentences = {
  lang: "a tag like en-GB",
  practice: "a text of at most 80 characters",
  "contact-label": "a text of at most 80 characters",
  "contact-href": "an address with http, mailto or tel",
  "exit-href": "an address with http",
};

/** Lines about options that the console has been told. */
const refusals = new Set();

/** Returns all options, one a line, and tells the console once of each that could not be taken. */
const options = (me) => {
  const all = me.element.constructor.observedAttributes.map((key) => `${key}=${me.option(key)}`);
  for (const [key, [given, allowed]] of Object.entries(me.refused)) {
    const line = `${key}="${given}" was left out: it may be ${sentences[key] ?? allowed.filter(Boolean).join(", ")}.`;
    if (!refusals.has(line)) console.warn(`[${name}] ${line}`);
    refusals.add(line);
  }
  return all.join("\n");
};

/** Returns what the app is told: the options, and where the private page is, if there is one. */
const told = (me) => `${options(me)}\npage=${me.page || ""}`;

/** Elements on the page, whose `repaint` follows the host's and the system's colours. */
const shown = new Set();
const repaint = () =>
  shown.forEach((me) => {
    // A framework of the page may have set the classes of the element anew.
    me.mark(me.element);
    me.repaint(me);
  });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
const observer = new MutationObserver(repaint);
const follow = (me) => {
  shown.add(me);
  // Each time, as the body may be another one by now.
  for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
};

/** Says so when the program has broken, which takes every widget with it. */
const watch = ({ guard }) => {
  guard.broken = (error) => {
    // What is left of it may break again, and serves nobody any more.
    guard.broken = undefined;
    // The console has a line of ours instead.
    addEventListener("error", (event) => event.error === error && event.preventDefault(), { once: true });
    for (const me of holders) {
      me.app = me.changed = undefined;
      me.fail(trouble("stopped", `${error}; “try again” restarts it.`));
      paint(me);
    }
    holders.clear();
  };
};

const trouble = (code, remedy) => Object.assign(new Error(remedy), { code });

/** Buttons of the wrapper's check-in: the first goes on, the second goes back. */
const ways = (wrapper) => controls(wrapper).filter((control) => control.matches(".actions button"));

/**
 * Asks the questions before the app is there, and has the crisis lines: the build has trees of both, which `grow` makes
 * elements of. Returns what comes next.
 *
 * What was passed is kept as it stood, with the number of the button that was pressed: the app goes the same way, unseen.
 */
export const early = (me, { shells, lines }, grow) => {
  const { wrapper, passed } = me;
  const shell = shells[me.lang];
  // For the app as well. Heard once, however often it is said: the function is the same.
  me.root.addEventListener("click", single, true);
  // Something else has failed before this was there, or the view has no check-in.
  if (!wrapper.querySelector(".welcome")) return takeOver;
  let { steps = [] } = shell;
  const body = wrapper.querySelector(".body");
  me.next = 0;
  try {
    // Something is not finished: see `takeOver`.
    if (localStorage[`${name}:journal`].includes("\nstep=")) steps = [];
  } catch {
    // Nothing is kept, or nothing can be.
  }
  const show = (screen) => {
    me.here = screen;
    body.replaceChildren(screen);
    screen.querySelector(".heading").focus();
    return 1;
  };
  // Tried again after a failure.
  if (me.here) show(me.here);
  const press = (button) => {
    // The app is on its way already.
    if (me.next || !button) return;
    const at = ways(wrapper).indexOf(button);
    if (at === 1) {
      return show(passed.pop()[0]);
    }
    if (at < 0) {
      // The lines do not wait for the app, which opens all the help there is when it is asked for once more.
      if (button.matches(".foot :first-child") && !wrapper.querySelector(".resume")) {
        const list = grow(["ul", { ...shell.lines, class: "body resume" }, ...lines[me.option("region") || shell.region]]);
        button.parentNode.before(list);
        list.querySelector("a").focus();
        me.pressed = undefined;
        return 1;
      }
    } else if (steps[passed.length]) {
      passed.push([body.firstChild, at]);
      return show(grow(steps[passed.length - 1], me.option("heading-level")));
    }
  };
  if (press(me.pressed)) me.pressed = undefined;
  wrapper.addEventListener(
    "click",
    (event) => press(event.target.closest("button")) && event.stopImmediatePropagation(),
    true,
  );
  return takeOver;
};

/** Replaces the first screen by the app, with all that the person did to it. */
const takeOver = async (me, glue, words, next) => {
  // What was pressed meanwhile is painted first.
  await new Promise((then) => soon(then, { timeout: 300 }));
  me.next = next;
  watch(glue);
  // What the private page has besides: see private.js.
  const { own } = glue;
  own?.dress(me.root);
  const page = { ...host(me), ...own?.host(me.lang) };
  const old = me.wrapper;
  me.repaint = paint;
  me.away = () => shown.delete(me);
  // Whoever is looking for a number to call is not disturbed: the app waits for the next press, the way out does not.
  if (!me.pressed && old.querySelector(".resume")) {
    speed(me);
    follow(me);
    await new Promise((then) => (old.onclick = () => me.pressed && then()));
  }
  // Taken off before it was ready: it waits until it is put back, so that no app is made for nobody.
  if (!me.element.isConnected) await new Promise((then) => (me.back = then));
  // An app that is still being handed over is not to be had.
  const spare = [...holders].find((other) => !other.element.isConnected && other.wrapper === other.next);
  if (spare) {
    me.app = spare.app;
    me.next = spare.wrapper;
    spare.sizes.disconnect();
    spare.app = spare.changed = undefined;
    spare.begun = 0;
    holders.delete(spare);
    me.app.renew(words, told(me), page);
  } else {
    me.app = glue.mount(me.next, words, told(me), page);
    me.next.addEventListener("keydown", escape);
  }
  holders.add(me);
  await rendered(me.next);
  for (const [screen, at] of me.passed) {
    carry(screen, me.next.querySelector(".body"));
    ways(me.next)[at].click();
    await changed(me.next.querySelector(".body"));
  }
  // A press that has begun would be lost with the button that it is on.
  while (old.matches(":active")) await new Promise((then) => setTimeout(then));
  // What is not finished would be lost by the first answer: the app has the way to go on with it, which must be seen.
  const lost = me.next.querySelector(".resume") && ways(old).includes(me.pressed);
  const pressed = lost ? -1 : controls(old).indexOf(me.pressed);
  hand(old, me);
  me.wrapper = me.next;
  // Heard once, however often it is said: the function is the same.
  me.wrapper.addEventListener("focusin", bring);
  speed(me);
  me.changed = () => {
    me.app.update(told(me));
    paint(me);
  };
  me.back = () => {
    follow(me);
    me.app || me.restart();
  };
  follow(me);
  paint(me);
  me.sizes = new ResizeObserver(() => me.tell("resize"));
  me.sizes.observe(me.wrapper);
  me.tell("ready");
  // Making what writes dates is slow: only for those who use the widget, and not when they wait to see one. Not one
  // listener more for each element that the app serves.
  me.wrapper.onclick = () => soon(() => page.date(0));
  me.passed = [];
  me.here = me.pressed = undefined;
  // Not before the browser has taken in that all is new: WebKit may lose the focus that follows.
  setTimeout(() => controls(me.wrapper)[pressed]?.click());
};

/** The way out of the host page, which has one already: never twice. */
const own = ".govuk-exit-this-page, [data-module~=govuk-exit-this-page], [data-exit-this-page]";

/** The origin of the page around, once a loader there has told it. */
let around;

/** Leaves the page at once: nothing of it stays to be seen, and the Back button does not lead to it. */
const leave = ({ href }) => {
  const { style } = document.documentElement;
  style.setProperty("display", "none", "important");
  // Whoever comes back all the same finds the page.
  addEventListener("pageshow", () => style.removeProperty("display"), { once: true });
  // In a frame it is the whole page that must go. After a click a browser lets the frame see to that, but not after
  // Shift: then the loader around it does.
  if (around) parent.postMessage({ [name]: { href } }, around);
  try {
    top.location.replace(href);
  } catch {
    around || location.replace(href);
  }
};

// Shift pressed three times within five seconds leaves the page. It counts when it is let go, and only if nothing else
// was pressed meanwhile: who writes, or goes back by Shift and Tab, hears nothing of it.
let times = 0;
let alone;
let forget;
const say = (text) => {
  const [me] = shown;
  const spoken = me?.root.querySelector(".spoken");
  if (spoken && spoken.textContent !== text) spoken.textContent = text;
};
const reset = () => {
  clearTimeout(forget);
  times = 0;
  say("");
};
const press = (event) => {
  alone = event.key === "Shift";
  if (!alone) reset();
};
const release = (event) => {
  const [me] = shown;
  const link = me?.wrapper.querySelector(".leave");
  if (event.key !== "Shift" || !alone || !link || me.option("exit") === "off" || document.querySelector(own)) return;
  clearTimeout(forget);
  // Twice more, once more, gone: for those who do not see it.
  say(link.dataset.said.split("|")[times++]);
  if (times === 3) return leave(link);
  forget = setTimeout(reset, 5e3);
};
addEventListener("keydown", press, true);
addEventListener("pointerdown", press, true);
addEventListener("keyup", release, true);

/** Makes the link away from the page a quick one. Without this it is a link like any other. */
const speed = (me) => {
  const link = me.wrapper.querySelector(".leave");
  if (link) {
    if (document.querySelector(own)) link.hidden = true;
    // That of the first screen, which is all there is around a frame, knows no options.
    link.href = me.option("exit-href") || link.href;
    // Not one listener more each time an app goes on to serve the next element.
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      leave(link);
    };
  }
  if (me.root.querySelector(".spoken")) return;
  const spoken = me.root.appendChild(document.createElement("p"));
  spoken.className = "spoken unseen";
  me.mark(spoken);
  spoken.role = "status";
};

/** Lets a double click count once: its second half would go on from a question that nobody has seen. */
const single = (event) => {
  if (event.detail === 2 && event.target.closest(".actions")) event.stopImmediatePropagation();
};

/** Escape presses the button that leads back from what was opened. */
const escape = ({ key, currentTarget }) => {
  const button = currentTarget.querySelector(".closing");
  if (key !== "Escape") return;
  // It may become the button that asked, which then has the focus.
  button?.focus();
  button?.click();
};

/** Brings into sight what the keyboard has gone to: Firefox leaves it where it is when any part of it shows. */
const bring = ({ target }) => target.matches(":focus-visible") && target.scrollIntoView({ block: "nearest" });

/** Waits until Yew has rendered, which it does soon but not at once. */
const rendered = (wrapper) =>
  wrapper.firstElementChild ? new Promise((then) => setTimeout(then)) : changed(wrapper);

/** Waits until something else stands in the element, or in a part of it. */
const changed = (element) =>
  new Promise((then) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      then();
    });
    observer.observe(element, { childList: true, subtree: true });
  });

/** Chooses for the person, while the control is not yet on the page: there nobody sees the click, and none is a change. */
const choose = (control) => {
  control?.click();
  control?.dispatchEvent(new Event("change", { bubbles: true }));
};

/**
 * Returns what the first screen and the app's have both, in the order of the screen. The loader's lacks the way to go on
 * with an earlier check-in.
 */
const controls = (wrapper) =>
  [...wrapper.querySelectorAll("input, button, a, details, .heading")].filter((control) => !control.closest(".resume"));

/** Carries choices and open details from one element to another, which has the same controls. Returns these. */
const carry = (from, to) => {
  const after = controls(to);
  controls(from).forEach((control, at) => {
    if (control.checked) choose(after[at]);
    if (control.open) after[at].open = true;
  });
  return after;
};

/** Puts the app in the place of the first screen, with all that stood there, and the focus. */
const hand = (old, me) => {
  const active = me.root.activeElement;
  const focused = controls(old).indexOf(active?.closest("details, input, button, a, .heading"));
  const after = carry(old, me.next)[focused];
  old.replaceWith(me.next);
  (after?.querySelector("summary") ?? after)?.focus({ preventScroll: true });
};

/** What the app asks of the page: see src/embed/page.rs. */
const host = (me) => ({
  now: Date.now,
  id: () => Date.now().toString(36) + ((Math.random() * 2e9) | 0).toString(36),
  // One for all dates, as making it is slow. The digits are those of the content files and of telephone numbers, which
  // not every browser takes for every language. No date is later than that number, which a stored text may well be.
  date: (at) => (me.dates ??= new Intl.DateTimeFormat(`${me.lang}-u-nu-latn`, { dateStyle: "long" })).format(Math.min(at, 864e13)),
  // Undefined where the page was not served securely.
  copy: (text, then) =>
    (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
      () => then(true),
      () => then(false),
    ),
  // The link is never put into the page, so that nothing there sees the click.
  save: (file, text, kind = "text/plain") => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
  },
  print: () => printAlone(me.element),
  leave: () => leave(me.wrapper.querySelector(".leave") ?? { href: "about:blank" }),
  listen: (key, then) => {
    addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) {
        then(event.oldValue, event.newValue, event.key === null);
      }
    });
    // Out of sight, a page is told of nothing.
    const again = () => then(undefined, undefined, true);
    addEventListener("pageshow", again);
    document.addEventListener("visibilitychange", again);
  },
});

/** Prints the widget alone: the rest of the page is hidden on paper while the dialogue is open. */
const printAlone = (element) => {
  const only = new CSSStyleSheet();
  const mark = `data-${name}-print`;
  only.replaceSync(`@media print{body *:not([${mark}],:has([${mark}])){display:none!important}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, only];
  element.setAttribute(mark, "");
  addEventListener(
    "afterprint",
    () => {
      element.removeAttribute(mark);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== only);
    },
    { once: true },
  );
  print();
};

/** Returns how a colour of computed style looks, as red, green and blue from 0 to 1. */
const seen = (colour) => {
  const numbers = colour.match(/-?[\d.]+/g) ?? [0, 0, 0];
  return numbers.slice(0, 3).map((number) => number / (/^rgb/.test(colour) ? 255 : 1));
};
const light = (colour) =>
  seen(colour)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const contrast = (one, other) => {
  const ratio = (light(one) + 0.05) / (light(other) + 0.05);
  return Math.max(ratio, 1 / ratio);
};

/**
 * Follows light and dark, and corrects colours of the host that could not be read: at least 4.5 for text, as WCAG asks.
 */
const paint = (me) => {
  const { element, wrapper } = me;
  wrapper.dataset.theme = me.theme();
  if (!wrapper.querySelector(".widget")) return;
  // All that was corrected before, and nothing else is ever written there.
  wrapper.style = "";
  const given = ["text", "background", "accent"].filter((key) =>
    getComputedStyle(element).getPropertyValue(`--${name}-${key}`),
  );
  if (!given.length) return;
  const probe = wrapper.appendChild(document.createElement("i"));
  const looks = (colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const of = (key) => looks(`var(--${key})`);
  const keep = (key, grounds, least, instead) => {
    if (grounds.some((ground) => contrast(of(key), of(ground)) < least)) {
      wrapper.style.setProperty(`--${key}`, instead);
    }
  };
  const [black, white] = ["#000", "#fff"].map(looks);
  const strongest = (on) => (contrast(black, of(on)) > contrast(white, of(on)) ? black : white);
  keep("ink", ["paper"], 4.5, strongest("paper"));
  keep("accent", ["paper"], 4.5, strongest("paper"));
  keep("accent-ink", ["accent"], 4.5, strongest("accent"));
  // What is mixed from these can only be weaker than they are.
  for (const ground of ["tint", "wash"]) {
    if (["ink", "accent"].some((key) => contrast(of(key), of(ground)) < 4.5)) {
      wrapper.style.setProperty(`--${ground}`, "var(--paper)");
    }
  }
  keep("quiet", ["paper", "tint", "wash"], 4.5, "var(--ink)");
  keep("edge", ["paper", "tint"], 3, "var(--ink)");
  probe.remove();
  const corrected = ["ink", "accent"].filter((key) => wrapper.style.getPropertyValue(`--${key}`));
  const told = corrected.join(" and ").replace("ink", "text");
  if (told && me.told !== told) {
    me.told = told;
    console.warn(`[${name}] colours too weak to read were corrected: ${told}.`);
  }
};

/** How long a frame may say nothing, in milliseconds. It may still come after that. */
const patience = 7e3;

/**
 * Shows the standalone page in a frame: nothing of this page can look into it when it comes from another origin.
 * Where a policy is the `cause`, and frames are refused too, there are two ways out.
 */
export const frame = (me, cause) => {
  const { page } = me;
  me.back = me.restart;
  // Taken off before it was ready: no frame loads where nobody sees it.
  if (!me.element.isConnected) return;
  // That of an earlier try.
  me.away?.();
  const inner = document.createElement("iframe");
  const { origin } = new URL(page);
  inner.className = "frame frame--waiting";
  // Unseen, so not to be reached by the keyboard either.
  inner.inert = true;
  me.mark(inner);
  // A draft whose words the page's policy refuses has no first screen, nor a name.
  inner.title = me.wrapper.querySelector("[role=region]")?.getAttribute("aria-label") ?? name;
  inner.referrerPolicy = "no-referrer";
  // A browser that cannot share complains of the word.
  inner.allow = navigator.share ? "clipboard-write; web-share" : "clipboard-write";
  inner.setAttribute(
    "sandbox",
    // Its forms send nothing, as its policy says: without them no passphrase could be given.
    "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
  );
  const pass = () => {
    // Never two ways out on one page.
    const all = options(me) + (document.querySelector(own) ? "\nexit=off" : "");
    inner.contentWindow?.postMessage({ [name]: all, theme: me.theme() }, origin);
    // Shift pressed on this page counts here: the frame does not hear of it.
    speed(me);
  };
  // No event tells whether what has loaded is the page or an error's.
  const silence = setTimeout(
    () =>
      me.fail(
        trouble("offline", `${page} says nothing in its frame: put dist/ there, and let no X-Frame-Options refuse it.`),
      ),
    patience,
  );
  const gone = new AbortController();
  const { signal } = gone;
  me.away = () => {
    shown.delete(me);
    clearTimeout(silence);
    gone.abort();
  };
  addEventListener(
    "message",
    (event) => {
      if (event.source !== inner.contentWindow || event.origin !== origin) return;
      clearTimeout(silence);
      const { height, href } = event.data?.[name] ?? {};
      if (/^https?:/.test(href)) leave({ href });
      if (event.data?.[name] === "hello") pass();
      if (!(height > 0)) return;
      inner.style.height = `${height}px`;
      if (!inner.inert) return me.tell("resize");
      me.wrapper.remove();
      inner.classList.remove("frame--waiting");
      inner.inert = false;
      me.tell("ready");
    },
    { signal },
  );
  document.addEventListener(
    "securitypolicyviolation",
    ({ effectiveDirective, blockedURI }) => {
      if (!/^(frame|child|default)-src/.test(effectiveDirective) || !page.startsWith(blockedURI)) return;
      me.away();
      inner.remove();
      const remedy = cause ? `${cause.message}; or else frame-src` : "add to the Content-Security-Policy: frame-src";
      me.fail(trouble("policy", `${remedy} ${origin}`));
    },
    { signal },
  );
  inner.style.height = `${me.wrapper.offsetHeight}px`;
  inner.src = page;
  me.root.append(inner);
  me.changed = me.repaint = pass;
  follow(me);
  speed(me);
};

/** On the standalone page, when it is framed: takes the options from the page around, and tells it the height. */
export const framed = () => {
  const tell = () => {
    // Not scrollHeight, which is at least the height of the frame, so that the frame would never shrink.
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (around) parent.postMessage({ [name]: { height } }, around);
  };
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("message", (event) => {
    if (event.source !== parent || typeof event.data?.[name] !== "string") return;
    around = event.origin;
    let element = document.querySelector(name);
    for (const line of event.data[name].split("\n")) {
      const [key, value] = line.split(/=(.*)/);
      if (!value || /^(isolation|loading|theme)$/.test(key)) continue;
      if (key === "lang" && element.lang !== value) {
        // It is read once, so another element must read it.
        const next = element.cloneNode(true);
        next.lang = value;
        element.replaceWith(next);
        element = next;
      } else element.setAttribute(key, value);
    }
    element.setAttribute("theme", event.data.theme);
    tell();
  });
  const greet = () => parent.postMessage({ [name]: "hello" }, "*");
  // The element, which what is answered is for, may not have arrived yet.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", greet);
  else greet();
};
