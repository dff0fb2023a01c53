// The first view: say what is slow, hand in evidence.

import * as api from "./api.js";
import { bytes, failure, h, loading, when } from "./dom.js";
import { dropZone } from "./upload.js";

/** What was begun is still there when somebody comes back from another view. */
const begun = { words: "", files: [] };

export function start(view, go) {
  const chosen = h("ul", { class: "chosen", "aria-label": "Files to hand in" });
  const problem = h("textarea", { id: "problem", rows: 3, maxlength: 20000,
    placeholder: "API responses are slow (>2s) since the deploy on Tuesday" }, begun.words);
  const begin = h("button", { class: "primary", type: "submit" }, "Diagnose");
  const trouble = h("div");

  const show = () => {
    begun.words = problem.value;
    chosen.replaceChildren(...begun.files.map(file => h("li", {}, h("span", { class: "file" }, file.name), " ",
      h("span", { class: "detail" }, bytes(file.size)),
      h("button", { class: "small", type: "button", "aria-label": "Leave out " + file.name,
        onclick: () => {
          begun.files = begun.files.filter(other => other !== file);
          show();
        } }, "Leave out"))));
    begin.disabled = begun.files.length === 0 && problem.value.trim() === "";
  };
  problem.addEventListener("input", show);

  const form = h("form", { class: "start", onsubmit: async event => {
    event.preventDefault();
    begin.disabled = true;
    begin.textContent = "One moment";
    trouble.replaceChildren();
    try {
      const made = await api.createCase(problem.value.trim());
      const { files } = begun;
      Object.assign(begun, { words: "", files: [] });
      go("/cases/" + made.id, { files });
    } catch (reason) {
      trouble.replaceChildren(failure(reason, () => form.requestSubmit()));
      begin.textContent = "Diagnose";
      show();
    }
  } },
    h("label", { for: "problem" }, "What is slow?"), problem,
    dropZone("Drop evidence here, or choose files", more => {
      begun.files = begun.files.concat(more);
      show();
    }), chosen, begin, trouble);

  show();
  view.append(h("main", { class: "page" },
    h("h1", { tabindex: "-1" }, "Why is it slow?"),
    h("p", { class: "lead" }, "Say it in your words, hand in what you have, or both. You get the cause, what speaks for it, what"
      + " to change, and how to check it."),
    form));
}

/** The cases that there are. */
export async function list(view, go, signal) {
  const place = h("div", {}, loading("Looking for cases"));
  view.append(h("main", { class: "page" }, h("h1", { tabindex: "-1" }, "Cases"), place));
  try {
    const page = await api.cases(signal);
    place.replaceChildren(page.cases.length === 0
      ? h("p", { class: "state" }, "There are none yet. ", h("a", { href: "/" }, "Begin with the first"))
      : h("ul", { class: "cases" }, page.cases.map(one => h("li", {},
        h("a", { href: "/cases/" + one.id }, one.title || "Without words"),
        h("p", { class: "verdict-line" }, one.verdict || "Not diagnosed yet"),
        h("p", { class: "detail" }, when(one.changedAt))))));
  } catch (problem) {
    if (problem.name !== "AbortError") {
      place.replaceChildren(failure(problem, () => go("/cases")));
    }
  }
}
