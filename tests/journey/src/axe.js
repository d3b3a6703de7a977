// Lets axe-core look at the page as a whole, open shadow roots included, and says what it found in lines of text.
const [tags] = arguments;

// Inside a root, the way to an element is a list.
const place = ({ target }) => target.flat(Infinity).join(" ");
const reasons = ({ any, all, none }) => [any, all, none].flat().map(({ message }) => message).join("; ");
const lines = (kind, results) =>
  results.flatMap(({ id, nodes }) =>
    nodes.map((node) => [kind + id, reasons(node), place(node), node.html.replace(/\s+/g, " ").slice(0, 160)]),
  );

return axe
  .run(document, {
    runOnly: { type: "tag", values: tags },
    // axe takes what the page asks for as the colour of the words, and what the person has forced as that of the ground.
    rules: { "color-contrast": { enabled: !matchMedia("(forced-colors: active)").matches } },
    resultTypes: ["violations", "incomplete"],
    iframes: false,
  })
  .then(({ violations, incomplete }) => [...lines("", violations), ...lines("unsure: ", incomplete)]);
