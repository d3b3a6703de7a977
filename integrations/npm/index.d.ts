/** The version of the widget. */
export const version: string;

/**
 * Defines `<right-track>`, unless it is defined already, and returns its class.
 *
 * On a server, where there is no document, it does nothing and returns `undefined`.
 */
export function define(options?: DefineOptions): (new () => RightTrackElement) | undefined;

/** What {@link define} may be told. */
export interface DefineOptions {
  /** The address of the private page, which is not in this package: for `isolation="frame"`. */
  page?: string;
}

/** The attributes of `<right-track>`. */
export interface RightTrackAttributes {
  /** Whose crisis lines and complaint bodies are shown first. Otherwise that of the language. */
  region?: "GB" | "IE" | "US" | "CA" | "AU" | "NZ" | "INTL";
  /** A language tag like `en-GB`. Read once. Otherwise that of the page, if it is finished; drafts like `es` must be asked for. */
  lang?: string;
  /** Otherwise `auto`: the `color-scheme` of the element, else the reader's system. */
  theme?: "auto" | "light" | "dark";
  /** Which parts are there. Otherwise `all`. */
  view?: "all" | "check-in" | "green-flags";
  /**
   * Whether it runs in the page, or in a frame that shows the private page: see {@link DefineOptions.page}.
   * Otherwise `auto`: in the page, or in a frame where the page's policy refuses WebAssembly.
   */
  isolation?: "auto" | "inline" | "frame";
  /** The level of the widget's first heading. Otherwise `2`. */
  "heading-level"?: "2" | "3" | "4";
  /** When it loads: when the reader comes near, or at once. Read once. Otherwise `lazy`. */
  loading?: "lazy" | "eager";
  /** The name of the practice, at most 80 characters. */
  practice?: string;
  /** Where the link to the practice leads: an address with http, mailto or tel. */
  "contact-href"?: string;
  /** The text of that link, at most 80 characters. */
  "contact-label"?: string;
  /** The link “Leave this page”. Otherwise `on`. */
  exit?: "on" | "off";
  /** Where that link leads: an address with http. */
  "exit-href"?: string;
}

/** What `right-track:error` tells. */
export interface RightTrackErrorDetail {
  /** Which failure it is. The console has one line with the reason. */
  readonly code: "file" | "off" | "policy" | "offline" | "missing" | "altered" | "start" | "stopped";
}

/** The events of `<right-track>`. All bubble; none tells an answer, a count or that a check-in was finished. */
export interface RightTrackEventMap {
  /** The widget is there. */
  "right-track:ready": CustomEvent<null>;
  /** The widget failed, and says so in place. */
  "right-track:error": CustomEvent<RightTrackErrorDetail>;
  /** The height of the widget has changed. */
  "right-track:resize": CustomEvent;
}

/** `<right-track>`. Its options are attributes: see {@link RightTrackAttributes}. */
export interface RightTrackElement extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    "right-track": RightTrackElement;
  }
  interface GlobalEventHandlersEventMap extends RightTrackEventMap {}
}
