// Defines <right-track>. Classic, so that it needs no CORS and knows its own address.
// Nothing of the widget's weight is fetched before the element is near the viewport. Whatever fails, the text inside
// the element stays readable and the console gets one line for the site's owner.
(() => {
  "use strict";

  /** Put in by the build: the version, the addresses of the other files relative to this one, and the styles. */
  const built = __RIGHT_TRACK_BUILT__;
  const name = "right-track";
  const script =
    document.currentScript ||
    // Optimisers run scripts in ways that hide the running one.
    document.querySelector('script[src*="/right-track.js"]');
  const base = script && script.src;

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
  const marks = {
    class:
      "rr-block rr-mask rr-ignore ph-no-capture fs-exclude sentry-block dd-privacy-hidden no-mouseflow heap-ignore",
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
    for (const [key, value] of Object.entries(marks)) {
      if (key === "class") element.classList.add(...value.split(" "));
      else if (!element.hasAttribute(key)) element.setAttribute(key, value);
    }
  };

  let sheet;
  const styles = () => {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(built.styles);
    return sheet;
  };

  const address = (file) => new URL(file, base).href;
  const get = async ([file, integrity]) => {
    const answer = await fetch(address(file), { credentials: "omit", integrity });
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
    return answer;
  };

  // One load for all widgets of the page; a failed one is forgotten, so that another try can succeed.
  const loads = {};
  const once = (key, load) =>
    (loads[key] ??= load().catch((error) => {
      delete loads[key];
      throw error;
    }));
  const app = () =>
    once("app", async () => {
      const [glue, wasm] = await Promise.all([import(address(built.glue)), get(built.wasm)]);
      await glue.default({ module_or_path: wasm });
      return glue;
    });
  const bytes = async (file) => new Uint8Array(await (await get(file)).arrayBuffer());
  /** Reads the words of a language, once a page. */
  const words = (lang) =>
    once(lang, async () => {
      const [glue, ...files] = await Promise.all([app(), bytes(built.content[lang]), bytes(built.regions)]);
      return [glue, glue.read(...files)];
    });

  const language = (wanted) => {
    const tags = Object.keys(built.content);
    const find = (tag) =>
      tags.find((other) => other.toLowerCase() === tag) || tags.find((other) => other.split("-")[0] === tag.split("-")[0]);
    return (wanted && find(wanted.toLowerCase())) || "en-GB";
  };

  class RightTrack extends HTMLElement {
    static version = built.version;
    static observedAttributes = Object.keys(options);

    // Closed: in an open root a host page that is itself a Yew app takes our clicks for its own.
    #root = this.attachShadow({ mode: "closed" });
    #wrapper;
    #mounted;
    #wake;

    constructor() {
      super();
      // What stands inside the element shows until the app is there, and for good if it never comes.
      this.#root.append(document.createElement("slot"));
    }

    connectedCallback() {
      if (this.#wake) return; // it was moved
      mark(this);
      this.#wake = new IntersectionObserver(
        (entries) => entries.some((entry) => entry.isIntersecting) && this.#start(),
        { rootMargin: "300px" },
      );
      if (this.#option("loading") === "eager") this.#start();
      else this.#wake.observe(this);
    }

    attributeChangedCallback() {
      if (!this.#mounted) return;
      this.#theme();
      this.#mounted.update(this.#options());
    }

    /** Reads an option from the element, or else from the script. */
    #option(key) {
      const allowed = options[key];
      const usual = typeof allowed[0] === "string" ? allowed[0] : "";
      const given = (this.getAttribute(key) ?? script?.getAttribute(`data-${key}`) ?? "").trim();
      if (!given) return usual;
      const [pattern, sentence] = allowed;
      const fits = pattern.test ? pattern.test(given) : allowed.includes(given);
      if (!fits) {
        const may = pattern.test ? sentence : `one of ${allowed.filter(Boolean).join(", ")}`;
        complain(`${key}="${given}" was left out: it may be ${may}.`);
      }
      return fits ? given : usual;
    }

    /** Returns the options as the app reads them: a line for each. */
    #options() {
      return Object.keys(options)
        .map((key) => `${key}=${this.#option(key)}`)
        .join("\n");
    }

    /** Follows the option, then the host's colour scheme, then the system. */
    #theme() {
      const option = this.#option("theme");
      const scheme = getComputedStyle(this).colorScheme;
      const host = scheme === "dark" || scheme === "light" ? scheme : "";
      const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      this.#wrapper.dataset.theme = option !== "auto" ? option : host || system;
    }

    async #start() {
      this.#wake.disconnect();
      try {
        this.#root.adoptedStyleSheets = [styles()];
        const chosen = this.#options();
        const lang = language(this.#option("lang") || document.documentElement.lang);
        const [glue, text] = await words(lang);
        const wrapper = (this.#wrapper = document.createElement("div"));
        wrapper.className = "root";
        mark(wrapper);
        this.#theme();
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#theme());
        this.#root.append(wrapper);
        this.#mounted = glue.mount(wrapper, text, chosen, this.#host(lang));
        // A panic traps: the error passes through the page's listeners before anybody sees it.
        addEventListener("error", (event) => {
          if (this.#mounted && event.error instanceof WebAssembly.RuntimeError && event.error.stack.includes(address(built.glue))) {
            event.preventDefault();
            this.#fail("stopped", event.error);
          }
        });
        this.#root.querySelector("slot").remove();
        this.#tell("ready");
      } catch (error) {
        this.#fail("start", error);
      }
    }

    #fail(code, error) {
      this.#mounted = undefined;
      this.#root.replaceChildren(document.createElement("slot"));
      console.error(`[${name}] ${code}: ${error.message || error}`);
      this.#tell("error", { code });
    }

    #tell(what, detail) {
      this.dispatchEvent(new CustomEvent(`${name}:${what}`, { bubbles: true, composed: true, detail }));
    }

    /** What the app asks of the page: see src/embed/page.rs. */
    #host(lang) {
      const chance = () => Math.floor(Math.random() * 2e9).toString(36);
      return {
        now: Date.now,
        id: () => Date.now().toString(36) + chance(),
        date: (at) => new Date(at).toLocaleDateString(lang, { dateStyle: "long" }),
        // Undefined where the page was not served securely.
        copy: (text, then) =>
          Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
            () => then(true),
            () => then(false),
          ),
        // The link is never put into the page, so that nothing there sees the click.
        save: (name, text) => {
          const link = document.createElement("a");
          link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
          link.download = name;
          link.click();
          setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
        },
        print: () => this.#print(),
      };
    }

    /** Prints the widget alone: the rest of the page is hidden on paper while the dialogue is open. */
    #print() {
      const only = new CSSStyleSheet();
      const here = "[data-right-track-print]";
      only.replaceSync(`@media print{body *:not(${here},:has(${here})){display:none!important}}`);
      const before = document.adoptedStyleSheets;
      document.adoptedStyleSheets = [...before, only];
      this.setAttribute("data-right-track-print", "");
      addEventListener(
        "afterprint",
        () => {
          this.removeAttribute("data-right-track-print");
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== only);
        },
        { once: true },
      );
      print();
    }
  }

  customElements.define(name, RightTrack);

  // The script alone is enough: with no element on the page it puts one where it stands itself.
  const place = () => {
    if (script && script.isConnected && !document.querySelector(name)) {
      script.after(document.createElement(name));
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
})();
