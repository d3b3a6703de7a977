// Looks for targets that are too small, words that are cut off and a page that scrolls sideways.
const { documentElement } = document;
const widget = root.querySelector(".widget");

// What a person with another browser, or with settings of their own, does to the text. WCAG 1.4.4 and 1.4.12.
const ways = {
  "as it is": "",
  "text of 200 %": ":host { font-size: 200% !important; }",
  "wide spacing": `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`,
};

const called = (node) => `<${node.className || node.tagName.toLowerCase()}> ${words(node).slice(0, 40)}`;
// What is spoken alone is one pixel wide.
const hidden = (node) => !shown(node) || node.closest(".unseen") || node.closest(".status")?.offsetWidth === 1;
const outside = (inner, outer) => inner.left < outer.left - 1 || inner.right > outer.right + 1;
const above = (inner, outer) => inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;

const texts = () => {
  const all = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.data.trim() || hidden(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    all.push([node, [...range.getClientRects()]]);
  }
  return all;
};

// In a sentence the room is that of the line. WCAG 2.5.8 leaves such links out.
const isInline = (node) => getComputedStyle(node).display === "inline";
const block = (node) => (isInline(node) ? block(node.parentElement) : node);
const inSentence = (node) =>
  node.matches("a") && isInline(node) && words(block(node)) !== words(node) && !node.closest(".ways");

const least = (node) => (node.matches("button, summary, label, input, textarea") ? 44 : 24);

const narrow = () =>
  every("a[href], button, summary, input, textarea")
    .map((node) => (node.matches("[type=radio], [type=checkbox]") ? node.closest("label") : node))
    .filter((node) => !hidden(node) && !inSentence(node))
    .flatMap((node) => {
      const { width, height } = node.getBoundingClientRect();
      // Half a pixel is for the rounding of lines.
      const small = Math.min(width, height) < least(node) - 0.5;
      return small ? [`${called(node)} is ${width.toFixed(1)} × ${height.toFixed(1)}, not ${least(node)}`] : [];
    });

const cut = () =>
  texts().flatMap(([node, boxes]) => {
    const holder = node.parentElement.closest("button, label, summary, td, th, .notice, .card__paper") ?? widget;
    const all = [host, holder].map((one) => one.getBoundingClientRect());
    const sticksOut = boxes.some((box) => all.some((one) => outside(box, one)) || above(box, all[1]));
    return sticksOut ? [`“${node.data.trim()}” sticks out of ${called(holder)}`] : [];
  });

const scrolling = () => [
  ...(documentElement.scrollWidth > innerWidth ? [`the page is ${documentElement.scrollWidth} px wide`] : []),
  ...every("*")
    .filter((node) => !hidden(node) && !node.matches("textarea, input") && getComputedStyle(node).overflowX !== "visible")
    .filter((node) => node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${called(node)} hides ${node.scrollWidth - node.clientWidth} px`),
];

const room = () => {
  // A copy, as the list itself changes with the root.
  const before = [...root.adoptedStyleSheets];
  const found = [];
  for (const direction of ["ltr", "rtl"]) {
    for (const [way, rules] of Object.entries(ways)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      root.adoptedStyleSheets = [...before, sheet];
      [documentElement, widget].forEach((node) => node.setAttribute("dir", direction));
      for (const one of [...narrow(), ...cut(), ...scrolling()]) found.push(`${way}, ${direction}: ${one}`);
    }
  }
  root.adoptedStyleSheets = before;
  return [Object.keys(ways).length * 2, ...found];
};
