// The yardstick of `cargo xtask bench`: what a practice could write by hand for the same job. Five questions, a result,
// what was kept, and four green flags. It has none of our care: no way out, no crisis lines, no other language, no
// second tab, and what it keeps it trusts.
(() => {
  "use strict";

  /** Put in by the bench, out of content/en-GB.json. */
  const text = __WORDS__;
  const key = "yardstick";
  const home = document.querySelector("#yardstick");

  let step = 0;
  let answers = [];
  let ticks = [];

  const kept = () => JSON.parse(localStorage.getItem(key) ?? "[]");
  const keep = (entries) => localStorage.setItem(key, JSON.stringify(entries));

  const make = (tag, attributes, ...children) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...children);
    return element;
  };

  const button = (label, onclick) => make("button", { type: "button", onclick }, label);

  const box = (type, name, label, checked, onchange) =>
    make("p", {}, make("label", {}, make("input", { type, name, checked, onchange }), ` ${label}`));

  const status = make("p", { role: "status" });
  const body = make("div", {});

  const show = (...children) => {
    status.textContent = "";
    body.replaceChildren(...children);
    body.querySelector("[tabindex]")?.focus({ preventScroll: true });
  };

  const heading = (words) => make("h2", { tabIndex: -1 }, words);

  const question = () => {
    const choices = text.answers.map((label, at) =>
      box("radio", "answer", label, answers[step] === at, () => (answers[step] = at)),
    );
    const last = step === text.signs.length - 1;
    show(
      make("fieldset", {}, make("legend", { tabIndex: -1 }, text.signs[step].question), ...choices),
      button(last ? text.see_result : text.next, () => {
        step++;
        last ? result() : question();
      }),
      step ? button(text.back, () => (step--, question())) : "",
    );
  };

  const said = (given) =>
    make(
      "dl",
      {},
      ...text.signs.flatMap(({ short }, at) =>
        given[at] === undefined ? [] : [make("dt", {}, short), make("dd", {}, text.answers[given[at]])],
      ),
    );

  const result = () =>
    show(
      heading(text.result),
      said(answers),
      button(text.keep, () => {
        keep([{ at: Date.now(), answers, ticks }, ...kept()]);
        status.textContent = text.done;
      }),
      button(text.start_again, () => {
        step = 0;
        answers = [];
        question();
      }),
    );

  const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });

  const entry = (one) =>
    make(
      "li",
      { className: "entry" },
      make("h3", {}, date.format(one.at)),
      said(one.answers),
      button(`${text.delete}: ${date.format(one.at)}`, () => {
        keep(kept().filter(({ at }) => at !== one.at));
        list();
        status.textContent = text.deleted;
      }),
    );

  const list = () => show(heading(text.kept_heading), make("ul", {}, ...kept().map(entry)));

  const flags = () =>
    show(
      heading(text.flags_heading),
      ...text.flags.map(({ name, summary }, at) =>
        make(
          "section",
          {},
          make("h3", {}, name),
          make("p", {}, summary),
          box("checkbox", "flag", `${text.tick}: ${name}`, ticks.includes(at), () => {
            ticks = ticks.includes(at) ? ticks.filter((other) => other !== at) : [...ticks, at];
          }),
        ),
      ),
    );

  home.append(
    make(
      "nav",
      {},
      button(text.check_in, () => (step < text.signs.length ? question() : result())),
      button(text.green_flags, flags),
      button(text.kept, list),
    ),
    body,
    status,
  );
  question();
})();
