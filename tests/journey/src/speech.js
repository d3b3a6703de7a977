// Listens to what the widget says by itself, as a screen reader does: to changes of its live regions.
const REGIONS = "[role=status], [role=alert], [aria-live]";

const listen = () => {
  const known = new Map();
  const spoken = (window.spoken = []);
  const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
  // Another element with the same words is said anew.
  const mark = (node) => [text(node), node.firstElementChild ?? node];
  const look = () => {
    const regions = [...root.querySelectorAll(REGIONS)];
    for (const node of regions) {
      const now = mark(node);
      const before = known.get(node);
      known.set(node, now);
      if (!now[0] || now.every((part, at) => part === before?.[at])) continue;
      spoken.push([node.role || node.getAttribute("role"), now[0], before ? "" : "came with its words", words(active() ?? node.ownerDocument.createElement("i"))]);
    }
    for (const node of known.keys()) if (!regions.includes(node)) known.delete(node);
  };
  look();
  spoken.length = 0;
  new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["role", "aria-live"] });
};

const heard = () => window.spoken.splice(0);
