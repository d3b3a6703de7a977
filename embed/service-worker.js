// Keeps the private page for use without a connection, on devices whose owners have asked for that: see private.js.
//
// It holds the files of one build and nothing else, no answer and nothing that anybody wrote. By hand, as a library for
// this would be more than what it replaces.
"use strict";

/** Put in by the build: the name of the cache, the files by their addresses from here, and a page for when they broke. */
const { name, files, broken } = __RIGHT_TRACK_OFFLINE__;
const prefix = "right-track:page-";

const { scope } = registration;
const hashes = new Map(Object.entries(files).map(([file, hash]) => [new URL(file, scope).href, hash]));

/** Fetches a file of this very build. No cache between may give one of another build. */
const load = (url) => fetch(url, { cache: "no-cache", credentials: "omit", integrity: hashes.get(url), redirect: "error" });

/** All or nothing: what is half there helps nobody, and would look as if it did. */
const install = async () => {
  try {
    const cache = await caches.open(name);
    await Promise.all([...hashes.keys()].map(async (url) => cache.put(url, await load(url))));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
};

/** Takes away what earlier builds have kept. */
const clear = async () => {
  const old = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
  await Promise.all(old.map((key) => caches.delete(key)));
};

const kept = async (url) => (await caches.open(name)).match(url, { ignoreVary: true });

/** Returns the kept file if it is as it was built. */
const whole = async (url) => {
  const answer = await kept(url);
  if (!answer) return;
  const body = await answer.arrayBuffer();
  const hash = String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-384", body)));
  if (`sha384-${btoa(hash)}` === hashes.get(url)) return new Response(body, answer);
};

/** Tells whether every file is there: otherwise the page comes from the server, and all of it does. */
let complete;
const look = async () => {
  const there = new Set((await (await caches.open(name)).keys()).map(({ url }) => url));
  return [...hashes.keys()].every((url) => there.has(url));
};

const page = async (request) => {
  complete = look();
  const answer = (await complete) && (await whole(scope));
  if (answer) return answer;
  complete = false;
  return fetch(request).catch(
    () =>
      new Response(broken, {
        headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" },
      }),
  );
};

const part = async (request, url) => {
  const answer = (await (complete ??= look())) && (await whole(url));
  return answer || fetch(request);
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(clear()));
// Only then: a page that is open goes on with the build that it came from.
addEventListener("message", ({ data }) => data === "use" && skipWaiting());
addEventListener("fetch", (event) => {
  const { request } = event;
  const opens = request.mode === "navigate";
  // Without the part that names a section: it belongs to the address of a request. Links may bring the page a query, of
  // which it makes no use, or the name of its file.
  const url = request.url.replace(opens ? /(index\.html)?([?#].*)?$/ : /#.*$/, "");
  // Whatever else has a query, is sent somewhere or is not ours is none of our business.
  if (request.method !== "GET" || !hashes.has(url)) return;
  event.respondWith(opens ? page(request) : part(request, url));
});
