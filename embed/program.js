// The end of the glue, in place of the one that wasm-bindgen writes: starts the program. It is a fraction of that one,
// because the loader calls it once, and always with what a server has answered.

let wasm;

/** Is told what has broken the program, as `broken`: see `watch` in start.js. */
export const guard = {};

/** Starts the program that is in `answer`. */
export default async (answer) => {
  const imports = __wbg_get_imports();
  // A server's wrong media type does no harm.
  const { instance } = await (answer.headers.get("content-type") === "application/wasm"
    ? WebAssembly.instantiateStreaming(answer, imports)
    : WebAssembly.instantiate(await answer.arrayBuffer(), imports));
  // Nothing unwinds in there: what an error has passed through is broken. No event tells so for sure: an error of the
  // page's own WebAssembly looks alike, and the stack, where there is one, need not name a file.
  const guarded =
    (call) =>
    (...given) => {
      try {
        return call(...given);
      } catch (error) {
        guard.broken?.(error);
        throw error;
      }
    };
  wasm = Object.fromEntries(
    Object.entries(instance.exports).map(([key, it]) => [key, typeof it === "function" ? guarded(it) : it]),
  );
  wasm.__wbindgen_start();
};
