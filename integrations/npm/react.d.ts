// For React with TypeScript: `import type {} from "right-track/react"` lets JSX know the element.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { RightTrackAttributes, RightTrackElement } from "right-track";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "right-track": DetailedHTMLProps<HTMLAttributes<RightTrackElement>, RightTrackElement> & RightTrackAttributes;
    }
  }
}
