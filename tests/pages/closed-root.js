// Leaves every shadow root closed, and keeps the key for the journeys. It must run before the loader.
(() => {
  const roots = new WeakMap();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.set(this, root);
    return root;
  };
  globalThis.closedRoot = (host) => roots.get(host);
})();
