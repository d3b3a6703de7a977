// The types of the element come with this import alone.
import "right-track/define";

export const tag: keyof HTMLElementTagNameMap = "right-track";
