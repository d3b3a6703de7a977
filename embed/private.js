// What the private page can do and a widget inside somebody's page cannot: lock what is kept, and bring it back.

// The stored form of what is locked, which src/domain/saved.rs calls version 3:
//
//   right-track 3
//   rounds=600000 salt=<base64> iv=<base64>
//   <base64 of the AES-GCM-256 ciphertext, with its tag, of the stored text>
//
// The key is made of the passphrase by PBKDF2 with SHA-256. Salt and iv are fresh each time; the key never leaves
// WebCrypto.
const FIRST = "right-track 3";
const ROUNDS = 600000;

const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const parts = (envelope) => {
  const [first, line, sealed] = envelope.split("\n");
  const found = /^rounds=(\d+) salt=(\S+) iv=(\S+)$/.exec(line);
  if (first !== FIRST || !found || !sealed) throw new Error("not a locked text");
  return { rounds: +found[1], salt: found[2], iv: found[3], sealed };
};

const derive = async (passphrase, salt, rounds) => {
  const given = new TextEncoder().encode(passphrase.normalize("NFC"));
  const raw = await crypto.subtle.importKey("raw", given, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: rounds };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

// The keys of this visit by their salt; the last one locks.
let keys = new Map();
let last;

const unsealed = async (envelope, key) => {
  const { iv, sealed } = parts(envelope);
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(sealed)));
};

/** Calls `then` with what `work` gives, or with nothing if it fails: the app says what that means. */
const tell = (work, then) =>
  work().then(
    (value) => then(value),
    () => then(undefined),
  );

// Where the sections are found: numbers, which tell nobody who looks at the address or the history what they are. The
// page follows such an address and writes none by itself: each would be one more entry that the Back button leads to
// after “Leave this page”. Only who has come by one sees it change with the section. There is none in a frame.
const alone = self === top;
const section = () => (alone && +/^#([1-4])$/.exec(location.hash)?.[1]) || 0;

// The page itself, kept for use without a connection: see service-worker.js. Only when the person asks for it, as others
// can see in the browser's settings that it is there; and never along with a check-in, as the server would see by the
// files that are loaded that one was kept. Never in a frame: there, the page belongs to somebody else's.
const home = new URL("./", document.baseURI).href;
const address = new URL("service-worker.js", home).href;
const caching = "right-track:page-";
/** What the app is told: `none` where it cannot be kept, `off`, `working`, `failed`, `on`, or `new` with a newer version. */
let offline = "none";
let tell_offline = () => 0;
const turn = (state) => {
  if (state === offline) return;
  offline = state;
  tell_offline();
};

const workers = () => alone && isSecureContext && self.caches && navigator.serviceWorker;
const script = ({ active, waiting, installing }) => (active ?? waiting ?? installing)?.scriptURL;
/** Returns our registration. That of somebody else's worker for this place is none of our business. */
const ours = async () => {
  const found = await workers().getRegistration(home);
  return found && script(found) === address ? found : undefined;
};
const names = async () => (await caches.keys()).filter((name) => name.startsWith(caching));

/** Waits until the worker has come as far as it will: kept whole, or thrown away. */
const settled = (worker) =>
  new Promise((then) => {
    const look = () => /activated|redundant/.test(worker.state) && then(worker.state === "activated");
    worker.addEventListener("statechange", look);
    look();
  });

const watch = (registration) => {
  const look = () => turn(registration.waiting && navigator.serviceWorker.controller ? "new" : "on");
  const follow = () => registration.installing?.addEventListener("statechange", look);
  registration.addEventListener("updatefound", follow);
  navigator.serviceWorker.addEventListener("controllerchange", look);
  follow();
  look();
};

const keepPage = async () => {
  if (offline !== "off" && offline !== "failed") return;
  turn("working");
  try {
    // Browsers with Trusted Types take no bare address here. This is the only one that the page's policy lets in.
    policy ??= self.trustedTypes?.createPolicy("offline", { createScriptURL: () => address });
    const registration = await workers().register(policy?.createScriptURL("") ?? address, { updateViaCache: "none" });
    if (!(await settled(registration.installing ?? registration.waiting ?? registration.active))) throw 0;
    watch(registration);
  } catch {
    await dropPage().catch(() => 0);
    turn("failed");
  }
};
let policy;

/** Keeps the page no longer, and tells whether nothing of it is left. */
const dropPage = async () => {
  if (!workers()) return true;
  await (await ours())?.unregister();
  for (const name of await names()) await caches.delete(name);
  const gone = !(await ours()) && !(await names()).length;
  if (gone) turn("off");
  return gone;
};

const renewPage = async () => {
  // Nobody else's page is loaded again: a tab with the earlier version goes on with what it has.
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  (await ours())?.waiting?.postMessage("use");
};

const begin = async () => {
  if (!workers()) return;
  const there = await workers().getRegistration(home);
  // At this very place there is room for one.
  if (there && there.scope === home && script(there) !== address) return;
  const found = await ours();
  if (found) watch(found);
  else turn("off");
  addEventListener("appinstalled", keepPage);
};
// Where the browser lets nothing be kept, it may say so by failing.
begin().catch(() => 0);

/**
 * Returns the country that the browser's clock or language speaks of, if it is one with help of its own. Nothing is sent
 * or kept: it only decides whose crisis lines stand first.
 */
const ofReader = () => {
  const clock = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  const there = Object.entries({ IE: "Europe/Dublin", AU: "Australia/", NZ: "Pacific/Auckland", GB: "Europe/London" });
  const [byClock] = there.find(([, zone]) => clock.startsWith(zone)) ?? [];
  const [, spoken] = /-(GB|IE|US|CA|AU|NZ)$/.exec(navigator.language) ?? [];
  // Many browsers say en-US anywhere in the world.
  return byClock ?? (spoken === "US" && !/^(America|Pacific)\//.test(clock) ? undefined : spoken);
};

/** Adds what the private page looks like to what the widget does. */
export const dress = (root) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(__RIGHT_TRACK_STYLES__);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  // A practice says in its snippet where its clients are. Nobody does here, unless the owner has in index.html.
  const country = alone && !root.host.hasAttribute("region") && ofReader();
  if (country) root.host.setAttribute("region", country);
};

/** The rest of what the app asks of the page: see src/embed/page.rs. */
export const host = (lang) => ({
  plural: (number) => new Intl.PluralRules(lang).select(number),
  // Digits as in start.js.
  number: (number) => new Intl.NumberFormat(`${lang}-u-nu-latn`).format(number),
  can_lock: () => isSecureContext && !!crypto.subtle,
  unlock: (passphrase, envelope, then) =>
    tell(async () => {
      const { salt, rounds } = parts(envelope);
      const key = await derive(passphrase, salt, rounds);
      const text = await unsealed(envelope, key);
      keys.set(salt, key);
      last = { salt, rounds };
      return text;
    }, then),
  renew_key: (passphrase, then) =>
    tell(async () => {
      const salt = base64(crypto.getRandomValues(new Uint8Array(16)));
      keys.set(salt, await derive(passphrase, salt, ROUNDS));
      last = { salt, rounds: ROUNDS };
      return "";
    }, then),
  seal: (text, then) =>
    tell(async () => {
      const { salt, rounds } = last;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, keys.get(salt), new TextEncoder().encode(text));
      return `${FIRST}\nrounds=${rounds} salt=${salt} iv=${base64(iv)}\n${base64(sealed)}`;
    }, then),
  unseal: (envelope, then) => tell(() => unsealed(envelope, keys.get(parts(envelope).salt)), then),
  forget: () => {
    keys = new Map();
    last = undefined;
  },
  // The field is never put into the page, so that nothing there sees it.
  pick: (longest, then) => {
    const field = document.createElement("input");
    field.type = "file";
    field.accept = ".json,.txt,application/json,text/plain";
    field.onchange = () => {
      const [file] = field.files;
      if (!file) return;
      // Not even read: the app refuses what is longer than it may be.
      if (file.size > longest) then(" ".repeat(longest + 1));
      else file.text().then(then, () => then(""));
    };
    field.click();
  },
  ahead: (at) => -new Date(at).getTimezoneOffset() || 0,
  can_share: () => !!navigator.share,
  // Refused, or not wanted after all: the browser has said so.
  share: (text) => navigator.share({ text }).catch(() => 0),
  persist: () => navigator.storage?.persist?.().catch(() => 0),
  later: (milliseconds, then) => setTimeout(then, milliseconds),
  // After `minutes` without a sign of the person, and whenever the page is out of sight. By the clock, as timers stand
  // still while a device sleeps; a clock that was put back tells nothing, so it counts as well.
  on_leave: (minutes, then) => {
    let last = Date.now();
    const look = () => {
      if (Math.abs(Date.now() - last) < minutes * 6e4) return;
      last = Date.now();
      then();
    };
    const stir = () => {
      look();
      last = Date.now();
    };
    setInterval(look, 1e3);
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, stir, { capture: true, passive: true });
    // At once when the page wakes, before anybody sees it.
    for (const sign of ["pageshow", "focus"]) addEventListener(sign, look);
    document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? then() : look()));
  },
  on_section: (then) => {
    if (!alone) return;
    addEventListener("hashchange", () => then(section() || 1, false));
    // Not before all that the person did to the first screen was handed over: see `takeOver` in start.js.
    const first = () => setTimeout(() => setTimeout(() => section() > 1 && then(section(), true)));
    addEventListener("right-track:ready", first, { once: true });
  },
  show_section: (number) => {
    if (!alone || !location.hash || section() === number) return;
    history.replaceState(history.state, "", number > 1 ? `#${number}` : location.pathname + location.search);
  },
  offline: () => offline,
  on_offline: (then) => {
    tell_offline = then;
  },
  keep_page: () => keepPage(),
  // A browser that says nothing keeps nobody waiting who may be in a hurry.
  drop_page: (then) =>
    Promise.race([dropPage(), new Promise((then) => setTimeout(then, 3e3, false))]).then(then, () => then(false)),
  renew_page: () => renewPage(),
});
