// Makes every shadow root open, because most drivers see nothing in a closed one.
// For tests alone: it must run before the loader.
(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: "open" });
  };
})();
