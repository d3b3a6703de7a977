/** Defines `<right-track>` when it is imported; on a server it does nothing. */
export {};

// So that the element's types come with this import alone.
import type {} from "right-track";
