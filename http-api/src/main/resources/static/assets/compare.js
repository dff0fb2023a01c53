// Two runs held against each other, and runs that are kept to be held against later.

import * as api from "./api.js";
import { contentOf, draw, failure, h, loading, say } from "./dom.js";

const BASELINE = "baseline:";

function choice(id, label, options, chosen) {
  return [h("label", { for: id }, label),
    h("select", { id }, options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)))];
}

export async function compare(view, go, signal) {
  const asked = new URLSearchParams(location.search);
  const place = h("div", {}, loading("Looking for runs"));
  const outcome = h("div", { class: "report" });
  const keeping = h("div");
  view.append(h("main", { class: "page wide-page" }, h("h1", { tabindex: "-1" }, "Better or worse?"),
    h("p", { class: "lead" }, "A run is the result of a load test that a case holds. Several runs of each side tell more than one."),
    place, outcome, keeping));
  try {
    const [{ cases }, kept] = await Promise.all([api.cases(signal), api.baselines(signal)]);
    if (cases.length === 0) {
      place.replaceChildren(h("p", { class: "state" }, "There is no case yet. ", h("a", { href: "/" }, "Hand in a load test")));
      return;
    }
    const runs = cases.map(one => [one.id, `${one.title || "Without words"} (${new Date(one.changedAt).toLocaleString()})`]);
    const names = [...new Set(kept.map(one => one.name))].map(name => [BASELINE + name, "Baseline " + name]);
    const form = h("form", { onsubmit: event => {
      event.preventDefault();
      go(`/compare?base=${encodeURIComponent(form.querySelector("#base").value)}`
        + `&candidate=${encodeURIComponent(form.querySelector("#candidate").value)}`);
    } }, choice("base", "Before the change", [...names, ...runs], asked.get("base")),
    choice("candidate", "After it", runs, asked.get("candidate")), h("button", { class: "primary", type: "submit" }, "Compare"));
    place.replaceChildren(form);
    keeping.replaceChildren(keep(runs, asked.get("candidate"), asked.has("candidate") && !asked.has("base")));
    if (asked.has("base") && asked.has("candidate")) {
      await verdict(asked.get("base"), asked.get("candidate"), outcome, signal);
    }
  } catch (problem) {
    if (problem.name !== "AbortError") {
      place.replaceChildren(failure(problem, () => go("/compare" + location.search)));
    }
  }
}

async function verdict(base, candidate, outcome, signal) {
  outcome.replaceChildren(loading("Comparing"));
  try {
    const before = base.startsWith(BASELINE) ? { baseline: base.slice(BASELINE.length) } : { base: [{ caseId: base }] };
    const page = contentOf(await api.compare({ ...before, candidate: [{ caseId: candidate }] }, signal));
    outcome.replaceChildren(...page.nodes);
    await draw();
  } catch (problem) {
    if (problem.name !== "AbortError") {
      outcome.replaceChildren(failure(problem));
    }
  }
}

/** Keeps the run of a case under a name. */
function keep(runs, chosen, open) {
  const name = h("input", { id: "name", type: "text", maxlength: 100, autocomplete: "off", placeholder: "release" });
  const told = h("div", { role: "status" });
  const form = h("form", { onsubmit: async event => {
    event.preventDefault();
    try {
      const saved = await api.saveBaseline(name.value.trim(), form.querySelector("#kept").value);
      told.replaceChildren(h("p", { class: "state" }, `Kept as ${saved.name}, version ${saved.version}. `, ...saved.notes));
      say("The baseline is kept");
    } catch (problem) {
      told.replaceChildren(failure(problem));
    }
  } }, choice("kept", "Run", runs, chosen), h("label", { for: "name" }, "Name"), name,
  h("button", { class: "primary", type: "submit" }, "Keep as baseline"), told);
  return h("details", { open }, h("summary", {}, "Keep a run as a baseline"), form);
}
