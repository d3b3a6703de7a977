// Touches nothing until `define()` is called, so that a server may import it.
import { load, version } from "./element.js";

export { version };

export const define = () => {
  if (typeof document === "undefined") return undefined;
  load();
  return customElements.get("right-track");
};
