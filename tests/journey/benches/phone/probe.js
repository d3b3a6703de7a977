// What the page itself is asked to watch. It runs before everything else on each page, the bare one included, so that
// what it costs is the same for all. `plan` says what to look for: the bench puts it in.
globalThis.probe = (() => {
  const plan = __PLAN__;

  // The root stays closed, as it is for visitors; only its key is kept. Looking in by DevTools would need an exchange
  // of messages for every look, and no look could be taken in the very frame that counts.
  const roots = new WeakMap();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.set(this, root);
    return root;
  };

  const memories = [];
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate(...given);
    memories.push(made.instance.exports.memory);
    return made;
  };

  const seen = { shift: 0, tasks: [], ready: 0, pressed: 0, took: {} };
  const watch = (type, see) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch("layout-shift", (shift) => (seen.shift += shift.hadRecentInput ? 0 : shift.value));
  watch("longtask", (task) => seen.tasks.push([task.startTime, task.duration]));
  addEventListener("right-track:ready", () => (seen.ready = performance.now()));
  addEventListener("pointerup", (event) => (seen.pressed = event.timeStamp), true);

  const host = () => document.querySelector(plan.home);
  const root = () => roots.get(host()) ?? host();
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  const words = (node) => {
    const copy = node.cloneNode(true);
    for (const mark of copy.querySelectorAll('[aria-hidden="true"], svg')) mark.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  /** Finds what matches and says `wanted`, or begins with it and a colon. */
  const find = (selector, wanted = "") => {
    for (const node of root()?.querySelectorAll(selector) ?? []) {
      const said = wanted && words(node);
      if ((said === wanted || said.startsWith(`${wanted}: `)) && shown(node)) return node;
    }
  };

  /** Waits for a frame that shows it, and gives the time right after that was painted. */
  const painted = (sight) =>
    new Promise((done) => {
      const look = () => {
        if (!sight()) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });

  /** Answers and goes on as soon as there is something to press: long before most people would. */
  const hurry = async () => {
    seen.took.painted = await painted(() => find("label", plan.choice));
    find("label", plan.choice).click();
    seen.took.accepted = await painted(() => find("label", plan.choice)?.control.checked);
    find("button", plan.onward).click();
    seen.took.next = await painted(() => find("legend", plan.then));
  };
  if (new URLSearchParams(location.search).has("hurry")) hurry();

  // What follows from the room that something takes, and not from how it is styled.
  const room = /^(width|height|(min-|max-)?(inline|block)-size|perspective-origin|transform-origin|inset.*|top|bottom|left|right)$/;

  return {
    seen,
    find,
    root,
    /** Begins to wait for a sight, and gives the point of what is to be pressed for it. */
    before: (selector, wanted, sight) => {
      seen.took.step = 0;
      const node = find(selector, wanted);
      if (!node) return null;
      node.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = node.getBoundingClientRect();
      painted(new Function("probe", "find", `return ${sight}`).bind(null, globalThis.probe, find)).then(
        (at) => (seen.took.step = at),
      );
      return [x + width / 2, y + height / 2];
    },
    /** Tells whether a second has passed in which nothing came and nothing kept the page busy. */
    quiet: () => {
      const came = performance.getEntriesByType("resource").map((file) => file.responseEnd);
      const busy = seen.tasks.map(([start, length]) => start + length);
      return performance.now() - Math.max(seen.ready, ...came, ...busy) > 1000;
    },
    page: () => ({
      painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
      globals: Object.getOwnPropertyNames(globalThis).sort(),
      styles: [...document.querySelectorAll("html, head, head *, body, body *")]
        .filter((node) => !host()?.contains(node) && node.tagName !== "SCRIPT")
        .map((node) => [...getComputedStyle(node)].filter((key) => !room.test(key)).map((key) => `${key}: ${getComputedStyle(node)[key]}`).join()),
      wasm: memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    }),
  };
})();
