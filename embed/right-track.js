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

  // What an option may be: one of a list, of which the first is what is used otherwise, or what a pattern says. What
  // was given instead is told by start.js, which has the words for it.
  const options = {
    region: ["", "GB", "IE", "US", "CA", "AU", "NZ", "INTL"],
    theme: ["auto", "light", "dark"],
    view: ["all", "check-in", "green-flags"],
    isolation: ["auto", "inline", "frame"],
    loading: ["lazy", "eager"],
    "heading-level": ["2", "3", "4"],
    exit: ["on", "off"],
    lang: /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i,
    practice: /^[^<>\n]{1,80}$/,
    "contact-label": /^[^<>\n]{1,80}$/,
    "contact-href": /^(https?:\/\/|mailto:|tel:)\S+$/i,
    "exit-href": /^https?:\/\/\S+$/i,
  };

  // Session recorders and pixels leave out what carries these; `closest()` does not cross a shadow boundary, so the
  // element and the wrapper inside both carry them.
  const mark = (element) => {
    element.classList.add(...built.classes);
    for (const [key, value] of built.marks) element.hasAttribute(key) || element.setAttribute(key, value);
  };

  const dark = matchMedia("(prefers-color-scheme: dark)");

  let sheet;
  const styles = () => {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(built.styles);
    return sheet;
  };

  /** Builds an element from its tree, `[name, attributes, ...children]`; pages may forbid setting HTML. */
  const grow = ([tag, attributes, ...children], level, space = "http://www.w3.org/1999/xhtml") => {
    if (tag === "svg") space = "http://www.w3.org/2000/svg";
    const element = document.createElementNS(space, tag.replace(/^h(\d)$/, (_, at) => `h${at - 2 + +level}`));
    // Not `in`: a page may have added to the prototype of every object.
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    element.append(...children.map((child) => (Array.isArray(child) ? grow(child, level, space) : child)));
    return element;
  };

  const address = (file) => new URL(file, base).href;
  const ask = (url, integrity) => fetch(url, { credentials: "omit", integrity }).catch(() => 0);
  const trouble = (code, remedy) => Object.assign(new Error(remedy), { code });

  // What policies have refused: addresses, and words like "wasm-eval".
  const blocked = [];
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => blocked.push(blockedURI));
  /** Returns the trouble with a policy, if one has refused `what`. */
  const policy = async (what) => {
    // The event comes after the failure that it explains.
    await new Promise((then) => setTimeout(then));
    const { origin } = new URL(base);
    return (
      blocked.some((uri) => what.startsWith(uri)) &&
      trouble(
        "policy",
        `add to the Content-Security-Policy: script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}`,
      )
    );
  };

  /** Finds out why a file did not come. */
  const why = async (url) => {
    const refused = await policy(url);
    if (refused) return refused;
    const answer = await ask(url);
    if (!answer) return trouble("offline", `${url} cannot be reached, or lacks Access-Control-Allow-Origin: *`);
    // Many servers send a page of theirs for what they do not have.
    const page = /html/.test(answer.headers.get("content-type")) && "with a page";
    if (page || !answer.ok) {
      return trouble("missing", `${url} was answered ${page || answer.status}: copy all of embed/ to the server.`);
    }
    return trouble("altered", `${url} was altered: copy it again; let no proxy change it.`);
  };

  const get = async ([file, integrity]) => {
    const url = address(file);
    const answer = await ask(url, integrity);
    if (!answer.ok) throw await why(url);
    return answer;
  };
  // A browser may remember a module that failed, and one that has panicked is dead: the next try takes another, by
  // an address that differs in its fragment.
  //
  // Nothing checks these two files by a hash, as `get` does with the others: `import()` takes none, and a fetch beside
  // it need not bring the same bytes. A `modulepreload` with `integrity` could, but it puts a link into the page of
  // somebody else, needs the nonce of some policies, and is more code than the loader's budget has room for.
  let life = 0;
  const module = (file) =>
    import(address(file) + (life ? `#${life}` : "")).catch(async () => {
      throw await why(address(file));
    });
  const bytes = async (file) => new Uint8Array(await (await get(file)).arrayBuffer());

  // One load for all widgets of the page; a failed one is forgotten, so that another try can succeed.
  let loads = {};
  const once = (key, load) =>
    (loads[key] ??= load().catch((error) => {
      delete loads[key];
      throw error;
    }));
  const start = () => once("start", () => module(built.start));
  const app = () =>
    once("app", async () => {
      const [glue, answer] = await Promise.all([module(built.glue), get(built.wasm)]);
      await glue.default(answer).catch(async (error) => {
        // WebKit has no event for this.
        if (/unsafe-eval/.test(error.message)) blocked.push("wasm-eval");
        throw (await policy("wasm-eval")) || error;
      });
      return glue;
    });
  /** Returns the packed words of a language. A first line above them is the first screen that is not in this file. */
  const packed = (lang) =>
    once(lang, async () => {
      const file = await bytes(built.content[lang]);
      const end = file.indexOf(10);
      if (end) built.shells[lang] = JSON.parse(new TextDecoder().decode(file.subarray(0, end)));
      return file.subarray(end + 1);
    });
  const words = (lang) =>
    once(`words ${lang}`, async () => {
      const [glue, ...files] = await Promise.all([app(), packed(lang), once("regions", () => bytes(built.regions))]);
      return glue.read(...files);
    });

  // Drafts have no first screen here, and are shown to nobody unasked.
  const finished = Object.keys(built.shells);
  const language = (option) => {
    const tags = option ? Object.keys(built.content) : finished;
    const primary = (tag) => tag.split("-")[0];
    const wanted = (option || document.documentElement.lang).toLowerCase();
    return (
      tags.find((tag) => tag.toLowerCase() === wanted) ||
      tags.find((tag) => primary(tag) === primary(wanted)) ||
      "en-GB"
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
      refused: {},
      passed: [],
      mark,
      page: base && address("../../"),
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
      me.lang = language(this.#option("lang"));
      try {
        me.root.adoptedStyleSheets = [styles()];
        this.#show();
      } catch {
        // Too old for the widget: what stands inside the element stays.
        this.#near = 1;
        return me.root.append(document.createElement("slot"));
      }
      const begin = (entries) => entries.some((entry) => entry.isIntersecting) && this.#begin();
      this.#near = new IntersectionObserver(begin, { rootMargin: "300px" });
      if (this.#option("loading") === "eager") this.#begin();
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
      const list = Array.isArray(allowed);
      const given = (this.getAttribute(key) ?? script?.getAttribute(`data-${key}`) ?? "").trim();
      if (list ? allowed.includes(given) : allowed.test(given)) return given;
      if (given) this.#me.refused[key] = [given, allowed];
      return list ? allowed[0] : "";
    }

    /** Follows the option, then the host's colour scheme, then the system. */
    #theme() {
      const option = this.#option("theme");
      if (option !== "auto") return option;
      const { colorScheme } = getComputedStyle(this);
      if (options.theme.includes(colorScheme)) return colorScheme;
      return dark.matches ? "dark" : "light";
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
      const level = this.#option("heading-level");
      const shell = built.shells[me.lang];
      const wrapper = (me.wrapper = this.#wrapper());
      me.root.replaceChildren(wrapper);
      // That of a draft is still to come.
      if (!shell) return wrapper.append(document.createElement("slot"));
      wrapper.append(grow(shell.first, level));
      const places = [...wrapper.querySelectorAll(".place")];
      const view = this.#option("view");
      const left = { "check-in": [1, 2], "green-flags": [0, 3] }[view];
      left?.forEach((at) => places[at].remove());
      if (view === "green-flags") {
        places[1].setAttribute("aria-current", "page");
        wrapper.querySelector(".body").replaceChildren(grow(shell.flags, level));
      }
      const link = wrapper.querySelector(".leave");
      link.href = this.#option("exit-href") || link.href;
      if (this.#option("exit") === "off") link.remove();
      wrapper.addEventListener("click", (event) => {
        me.pressed = event.target.closest("button") ?? me.pressed;
        if (me.pressed) this.#begin();
      });
    }

    async #begin() {
      const me = this.#me;
      this.#near.disconnect();
      if (me.begun) return;
      me.begun = 1;
      const isolation = this.#option("isolation");
      /** Shows the first screen of a draft, which comes with its words. */
      const late = async () => built.shells[me.lang] || packed(me.lang).then(() => this.#show(), () => 0);
      const frame = async (error) => {
        await late();
        (await start()).frame(me, error);
      };
      try {
        if (/^file/.test(base)) throw trouble("file", "put it on a web server.");
        if (isolation === "frame") return await frame();
        if (typeof WebAssembly !== "object") {
          throw trouble("off", "allow WebAssembly in the browser, and let no script remove it.");
        }
        // All at once: nothing waits for anything else.
        const [takeOver, glue, text] = await Promise.all([
          start().then(({ early }) => early(me, built, grow)),
          app(),
          words(me.lang).catch(async (error) => {
            if (me.lang === "en-GB") throw error;
            await app(); // or else these words are not what is broken
            complain(`the words of ${me.lang} could not be read, en-GB is shown: ${error.message}`);
            return words((me.lang = "en-GB"));
          }),
          late(),
        ]);
        await takeOver(me, glue, text, this.#wrapper());
      } catch (error) {
        // A frame has policies of its own; the widget's page in it must not frame itself again.
        if (error.code === "policy" && isolation === "auto" && self === top) frame(error).catch(me.fail);
        else {
          await late();
          me.fail(error);
        }
      }
    }

    /** Says in place what went wrong; what can be read without the app stays readable. */
    #fail(error) {
      const me = this.#me;
      const shell = built.shells[me.lang] ?? built.shells["en-GB"];
      const sentences = shell.failures;
      // The browser's own errors may have codes, too, which are numbers.
      const code = sentences[error.code] ? error.code : "start";
      const wrapper = this.#wrapper();
      wrapper.append(
        grow(
          ["div", shell.first[1], ["div", { class: "body" }, ["p", { class: "notice", role: "alert" }, sentences[code]], ["p", {}, ["slot", {}, me.page ? ["a", { href: me.page }, shell.first[1]["aria-label"]] : ""]], ["p", { class: "quiet" }, code], shell.again,
            ["h2", {}, shell.crisis],
            ["ul", shell.lines, ...built.lines[this.#option("region") || shell.region]],
            shell.flags, ...shell.draft]],
          this.#option("heading-level"),
        ),
      );
      const button = wrapper.querySelector("button");
      button.onclick = () => {
        me.restart();
        me.wrapper.querySelector(".heading").focus();
      };
      dark.addEventListener("change", () => (wrapper.dataset.theme = me.theme()));
      const focused = me.root.activeElement;
      // A frame beside it may still come.
      me.wrapper.replaceWith(wrapper);
      if (focused) {
        button.focus();
        wrapper.scrollIntoView();
      }
      me.wrapper = wrapper;
      life++;
      if (code === "stopped") loads = { start: loads.start };
      const hint = '; isolation="frame" may help';
      console.error(`[${name}] ${code}: ${error.message || error}${code === "start" ? hint : ""}`);
      me.tell("error", { code });
    }
  }

  customElements.define(name, RightTrack);

  // The script alone is enough: with no element on the page it puts one where it stands itself.
  const place = () => {
    if (script?.closest("body") && !document.querySelector(name)) script.after(document.createElement(name));
  };
  if (script?.dataset.page && self !== top) start().then(({ framed }) => framed());
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
})();
