// Touches nothing until `define()` is called, so that a server may import it.
import { load, version } from "./element.js";

export { version };

export const define = (options) => {
  if (typeof document === "undefined") return undefined;
  load(options);
  return customElements.get("right-track");
};
