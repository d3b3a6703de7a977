// Defines <right-track>. Classic, so that it needs no CORS and knows its own address.
//
// It brings the first screen and its styles, so that there is something to read at once. Nothing of the widget's
// weight is fetched before the element is near the viewport. Whatever fails, the reader gets a sentence, the text
// inside the element, the green flags and the crisis lines, and the console gets one line for the site's owner.
(() => {
  "use strict";

  /** Put in by the build: the version, the addresses of the other files relative to this one, styles and texts. */
  const built = __RIGHT_TRACK_BUILT__;
  const name = "right-track";
  const script =
    document.currentScript ||
    // Optimisers run scripts in ways that hide the running one.
    document.querySelector('script[src*="/right-track.js"]');
  const base = script?.dataset.base || script?.src;

  const complain = (text) => console.warn(`[${name}] ${text}`);

  const known = customElements.get(name);
  if (known) {
    if (known.version !== built.version) {
      complain(`version ${built.version} was left out: version ${known.version} is already on this page.`);
    }
    return;
  }

  // What an option may be: a list of words, or a pattern with a sentence. The first word is what is used otherwise.
  const options = {
    region: ["", "GB", "IE", "US", "CA", "AU", "NZ", "INTL"],
    theme: ["auto", "light", "dark"],
    view: ["all", "check-in", "green-flags"],
    isolation: ["auto", "inline", "frame"],
    loading: ["lazy", "eager"],
    "heading-level": ["2", "3", "4"],
    exit: ["on", "off"],
    lang: [/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, "a language tag like en-GB"],
    practice: [/^[^<>\n]{1,80}$/, "a name of at most 80 characters"],
    "contact-label": [/^[^<>\n]{1,80}$/, "a text of at most 80 characters"],
    "contact-href": [/^(https?:\/\/|mailto:|tel:)\S+$/i, "an address with http, mailto or tel"],
    "exit-href": [/^https?:\/\/\S+$/i, "an address with http"],
  };

  // Session recorders and pixels leave out what carries these; `closest()` does not cross a shadow boundary, so the
  // element and the wrapper inside both carry them.
  const classes =
    "rr-block rr-mask rr-ignore ph-no-capture fs-exclude sentry-block dd-privacy-hidden no-mouseflow heap-ignore";
  const marks = {
    "data-hj-suppress": "",
    "data-clarity-mask": "True",
    "data-dd-privacy": "hidden",
    "data-private": "",
    "data-sentry-block": "",
    "data-matomo-mask": "",
    "data-openreplay-obscured": "",
    "data-recording-disable": "",
  };
  const mark = (element) => {
    element.classList.add(...classes.split(" "));
    for (const key in marks) element.hasAttribute(key) || element.setAttribute(key, marks[key]);
  };

  let sheet;
  const styles = () => {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(built.styles);
    return sheet;
  };

  /** Builds an element from its tree, `[name, attributes, ...children]`; pages may forbid setting HTML. */
  const grow = ([tag, attributes, ...children], level, space = "http://www.w3.org/1999/xhtml") => {
    if (tag === "svg") space = "http://www.w3.org/2000/svg";
    const element = document.createElementNS(space, tag.replace(/^h(\d)$/, (_, at) => `h${+at + level - 2}`));
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children.map((child) => (child.big ? child : grow(child, level, space))));
    return element;
  };

  const address = (file) => new URL(file, base).href;
  const trouble = (code, remedy) => Object.assign(new Error(remedy), { code });

  // The event that names a policy comes after the failure that it explains.
  const blocked = [];
  document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.blockedURI));
  const policy = () => {
    const { origin } = new URL(base);
    return trouble("policy", `add to the Content-Security-Policy: script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}`);
  };

  /** Finds out why a file did not come. */
  const why = async (url) => {
    await new Promise((then) => setTimeout(then));
    if (blocked.some((uri) => url.startsWith(uri))) return policy();
    if (url.startsWith("file:")) return trouble("file", "open the page through a web server.");
    const answer = await fetch(url, { credentials: "omit" }).catch(() => 0);
    if (!answer) return trouble("offline", `${url} cannot be reached, or lacks Access-Control-Allow-Origin: *`);
    if (!answer.ok) return trouble("missing", `${url} answered ${answer.status}: copy all of embed/ to the server.`);
    return trouble("altered", `${url} is not the file that was built: copy it again, and let no proxy change it.`);
  };

  const get = async ([file, integrity]) => {
    const url = address(file);
    const answer = await fetch(url, { credentials: "omit", integrity }).catch(() => 0);
    if (!answer?.ok) throw await why(url);
    return answer;
  };
  const module = (file) =>
    import(address(file)).catch(async () => {
      throw await why(address(file).split("#")[0]);
    });
  const bytes = async (file) => (await get(file)).arrayBuffer();

  /** Fetches the WebAssembly: a server's wrong MIME type does no harm, and a page in its place is recognised. */
  const wasm = async () => {
    const answer = await get(built.wasm);
    if (answer.headers.get("content-type") === "application/wasm") return answer;
    const whole = await answer.arrayBuffer();
    if (whole.byteLength > 3 && new DataView(whole).getUint32(0) === 0x0061736d) return whole;
    throw trouble("missing", `${answer.url} is not WebAssembly: copy all of embed/ to the server.`);
  };

  // One load for all widgets of the page; a failed one is forgotten, so that another try can succeed. After a panic
  // the module is dead: the next try takes another one, by an address that differs in its fragment.
  let loads = {};
  let life = 0;
  const once = (key, load) =>
    (loads[key] ??= load().catch((error) => {
      delete loads[key];
      throw error;
    }));
  const start = () => once("start", () => module(built.start));
  const app = () =>
    once("app", async () => {
      const [glue, code] = await Promise.all([module(built.glue + (life ? `#${life}` : "")), wasm()]);
      await glue.default({ module_or_path: code }).catch((error) => {
        throw error instanceof WebAssembly.CompileError ? policy() : error;
      });
      return glue;
    });
  const words = (lang) =>
    once(lang, async () => {
      const [glue, ...files] = await Promise.all([app(), bytes(built.content[lang]), once("regions", () => bytes(built.regions))]);
      return glue.read(...files.map((file) => new Uint8Array(file)));
    });

  const mayCompile = () => {
    try {
      return !!new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    } catch {
      return false;
    }
  };

  const language = (wanted) => {
    const tags = Object.keys(built.content);
    const [whole, primary] = [wanted.toLowerCase(), wanted.split("-")[0].toLowerCase()];
    return (
      tags.find((tag) => tag.toLowerCase() === whole) || tags.find((tag) => tag.split("-")[0] === primary) || "en-GB"
    );
  };

  class RightTrack extends HTMLElement {
    static version = built.version;
    static observedAttributes = Object.keys(options);

    /** What `start.js` works with. */
    #me = {
      element: this,
      // Closed: in an open root a host page that is itself a Yew app takes our clicks for its own.
      root: this.attachShadow({ mode: "closed" }),
      option: (key) => this.#option(key),
      options: () => Object.keys(options).map((key) => `${key}=${this.#option(key)}`).join("\n"),
      theme: () => this.#theme(),
      restart: () => {
        this.#me.begun = 0;
        this.#show();
        this.#begin();
      },
      fail: (error) => this.#fail(error),
      tell: (what, detail) =>
        this.dispatchEvent(new CustomEvent(`${name}:${what}`, { bubbles: true, composed: true, detail })),
    };
    #near;

    connectedCallback() {
      const me = this.#me;
      if (this.#near) return me.back?.(); // it was moved, or put back
      mark(this);
      me.lang = language(this.#option("lang") || document.documentElement.lang);
      try {
        me.root.adoptedStyleSheets = [styles()];
        this.#show();
      } catch {
        // Too old for the widget: what stands inside the element stays.
        this.#near = 1;
        return me.root.append(document.createElement("slot"));
      }
      const begin = () => this.#begin();
      this.#near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && begin(), {
        rootMargin: "300px",
      });
      if (this.#option("loading") === "eager") begin();
      else this.#near.observe(this);
    }

    disconnectedCallback() {
      this.#me.away?.();
    }

    attributeChangedCallback() {
      this.#me.changed?.();
    }

    /** Reads an option from the element, or else from the script. */
    #option(key) {
      const allowed = options[key];
      const usual = allowed[0].test ? "" : allowed[0];
      const given = (this.getAttribute(key) ?? script?.getAttribute(`data-${key}`) ?? "").trim();
      if (!given) return usual;
      const [pattern, sentence] = allowed;
      if (pattern.test ? pattern.test(given) : allowed.includes(given)) return given;
      complain(`${key}="${given}" was left out: it may be ${sentence && pattern.test ? sentence : allowed.filter(Boolean).join(", ")}.`);
      return usual;
    }

    /** Follows the option, then the host's colour scheme, then the system. */
    #theme() {
      const option = this.#option("theme");
      const scheme = getComputedStyle(this).colorScheme;
      const host = scheme === "dark" || scheme === "light" ? scheme : "";
      const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      return option === "auto" ? host || system : option;
    }

    #wrapper() {
      const wrapper = document.createElement("div");
      wrapper.className = "root";
      wrapper.dataset.theme = this.#theme();
      mark(wrapper);
      return wrapper;
    }

    /** Shows the first screen, and remembers the button that is pressed before the app is there. */
    #show() {
      const me = this.#me;
      const level = +this.#option("heading-level");
      const shell = built.shells[me.lang];
      const wrapper = (me.wrapper = this.#wrapper());
      wrapper.append(grow(shell.first, level));
      const places = [...wrapper.querySelectorAll(".place")];
      const view = this.#option("view");
      const there = { "check-in": [0, 3], "green-flags": [1, 2] }[view];
      if (there) places.forEach((place, at) => there.includes(at) || place.remove());
      if (view === "green-flags") {
        places[1].setAttribute("aria-current", "page");
        wrapper.querySelector(".body").replaceChildren(grow(shell.flags, level));
      }
      if (this.#option("exit") === "off") wrapper.querySelector(".top a").remove();
      wrapper.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        me.pressed = [...wrapper.querySelectorAll("button")].indexOf(button);
        this.#begin();
      });
      me.root.replaceChildren(wrapper);
    }

    async #begin() {
      const me = this.#me;
      this.#near.disconnect();
      if (me.begun) return;
      me.begun = 1;
      try {
        const isolation = this.#option("isolation");
        if (typeof WebAssembly !== "object" && isolation !== "frame") throw trouble("off", "WebAssembly is switched off.");
        if (isolation === "frame" || (isolation === "auto" && !mayCompile() && self === top)) {
          return (await start()).frame(me, address("../../"));
        }
        // All at once: nothing waits for anything else.
        const all = (lang) => Promise.all([start(), app(), words(lang)]);
        const [{ takeOver }, glue, text] = await all(me.lang).catch((error) => {
          if (me.lang === "en-GB") throw error;
          complain(`the words of ${me.lang} could not be read, so en-GB is shown: ${error.message}`);
          return all((me.lang = "en-GB"));
        });
        me.next = this.#wrapper();
        await takeOver(me, glue, text, address(built.glue));
      } catch (error) {
        this.#fail(error);
      }
    }

    /** Says in place what went wrong; what can be read without the app stays readable. */
    #fail(error) {
      const me = this.#me;
      const code = error.code || "start";
      const shell = built.shells[me.lang];
      const level = +this.#option("heading-level");
      const { again, ...sentences } = shell.failures;
      const wrapper = (me.wrapper = this.#wrapper());
      const lines = built.lines[this.#option("region") || "GB"];
      wrapper.append(
        grow(
          ["div", { class: "widget" }, ["div", { class: "body" }, ["p", { class: "notice", role: "status" }, sentences[code]], ["p", {}, ["slot", {}]], ["p", { class: "quiet" }, code], ["div", { class: "actions" }, ["button", { class: "button", type: "button" }, again]],
            [`h${level}`, {}, shell.crisis],
            ["ul", {}, ...lines.map(([line, ways]) => ["li", {}, `${line}: `, ...ways.map(([shown, href]) => ["a", { href, rel: "noreferrer" }, shown])])],
            shell.flags]],
          level,
        ),
      );
      wrapper.querySelector("button").onclick = me.restart;
      me.root.replaceChildren(wrapper);
      if (code === "stopped") {
        life++;
        loads = {};
      }
      console.error(`[${name}] ${code}: ${error.message || error}`);
      me.tell("error", { code });
    }
  }

  customElements.define(name, RightTrack);

  // The script alone is enough: with no element on the page it puts one where it stands itself.
  const place = () => {
    if (script?.isConnected && !document.querySelector(name)) script.after(document.createElement(name));
  };
  if (script?.dataset.page && self !== top) start().then(({ framed }) => framed());
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
})();
