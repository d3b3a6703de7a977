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

/** Adds what the private page looks like to what the widget does. */
export const dress = (root) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(__RIGHT_TRACK_STYLES__);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
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
  // After `minutes` without a sign of the person, and whenever the page is out of sight.
  on_leave: (minutes, then) => {
    let timer;
    const stir = () => {
      clearTimeout(timer);
      timer = setTimeout(then, minutes * 6e4);
    };
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, stir, { capture: true, passive: true });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && then());
    stir();
  },
});
