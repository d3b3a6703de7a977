const input = ["index.html", "framed.html", "refused.html"];

export default { base: "./", build: { rollupOptions: { input } } };
