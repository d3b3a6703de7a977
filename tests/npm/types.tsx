// What TypeScript must accept, and what it must refuse.
import "right-track/define";
import type {} from "right-track/react";
import { define, version, type RightTrackAttributes, type RightTrackElement } from "right-track";

const tag: keyof HTMLElementTagNameMap = "right-track";
const made: RightTrackElement = document.createElement(tag);
const defined: (new () => RightTrackElement) | undefined = define({ page: "/check-in/" });
const number: string = version;

made.addEventListener("right-track:error", (event) => {
  const stopped: boolean = event.detail.code === "stopped";
  // @ts-expect-error: nothing else is told
  event.detail.answers;
});
document.addEventListener("right-track:ready", (event) => event.detail satisfies null);
window.addEventListener("right-track:resize", (event) => event satisfies CustomEvent);

const chosen: RightTrackAttributes = { region: "GB", "heading-level": "3", practice: "Harbour Lane" };
// @ts-expect-error: no such theme
const refused: RightTrackAttributes = { theme: "blue" };

export const view = (
  <right-track id="check-in" region="IE" loading="eager" exit="off">
    <a href="/check-in/">Open the private check-in</a>
  </right-track>
);
// @ts-expect-error: no such region
export const nowhere = <right-track region="XX" />;
