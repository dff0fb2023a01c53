// Runs of two sides held against each other, and runs that are kept to be held against later.

import * as api from "./api.js";
import { contentOf, draw, failure, h, loading, say, showTarget, when } from "./dom.js";

const BASELINE = "baseline:";

/** A run as it stands in an address: a case, or files of it, {@code CASE:FILE:FILE}. */
function run(value) {
  const [caseId, ...artifacts] = value.split(":");
  return artifacts.length > 0 ? { caseId, artifacts } : { caseId };
}

const title = one => one.title || "Without words";

/** The runs of one side, to be ticked: a case as one run, or each of its files as one. */
function picker(name, legend, cases, chosen, signal) {
  const count = h("p", { class: "detail", role: "status" });
  const list = h("ul", { class: "runs" });
  const side = h("fieldset", { class: "side" }, h("legend", {}, legend), list, count);
  const values = () => [...list.querySelectorAll("input:checked")].map(box => box.value);
  const counted = () => {
    const runs = values().length;
    count.textContent = runs === 0 ? "No run is chosen." : runs === 1 ? "One run." : runs + " runs.";
  };
  const box = (value, text, detail) => h("label", { class: "pick" },
    h("input", { type: "checkbox", name, value, checked: chosen.includes(value), onchange: counted }), " ", text, " ",
    detail && h("span", { class: "detail" }, detail));

  const row = one => {
    const files = h("ul", { hidden: true });
    const more = h("button", { class: "small", type: "button", "aria-expanded": "false", "aria-label": "Files of " + title(one),
      onclick: () => open(files.hidden) }, "Files");
    const open = async wanted => {
      more.setAttribute("aria-expanded", String(wanted));
      files.hidden = !wanted;
      if (wanted && files.children.length === 0) {
        try {
          const artifacts = await api.artifacts(one.id, signal);
          files.append(...artifacts.map(file => h("li", {}, box(one.id + ":" + file.id, file.name, "a run of its own"))));
          files.append(...chosen.filter(value => value.startsWith(one.id + ":") && run(value).artifacts.length > 1).map(value =>
            h("li", {}, box(value, artifacts.filter(file => run(value).artifacts.includes(file.id)).map(file => file.name).join(" and "), "one run"))));
          files.prepend(artifacts.length === 0 ? h("li", { class: "detail" }, "This case has no files.")
            : h("li", {}, h("button", { class: "small", type: "button", onclick: () => {
              files.querySelectorAll("input").forEach(input => (input.checked = true));
              counted();
            } }, "Each file is a run")));
          counted();
        } catch (problem) {
          if (problem.name !== "AbortError") {
            files.append(h("li", {}, failure(problem)));
          }
        }
      }
    };
    const ready = chosen.some(value => value.startsWith(one.id + ":")) ? open(true) : null;
    return { element: h("li", {}, box(one.id, title(one), when(one.changedAt)), " ", more, files), ready };
  };

  const rows = cases.map(row);
  list.append(...rows.map(one => one.element));
  counted();
  return { element: side, values, ready: Promise.all(rows.map(one => one.ready)) };
}

export async function compare(view, go, signal) {
  const asked = new URLSearchParams(location.search);
  const place = h("div", {}, loading("Looking for runs"));
  const outcome = h("div", { class: "report" });
  const keeping = h("div");
  view.append(h("main", { class: "page wide-page" }, h("h1", { tabindex: "-1" }, "Better or worse?"),
    h("p", { class: "lead" }, "A run is the result of a load test: a case, or one file of it. Several runs of each side tell more than one."),
    place, outcome, keeping));
  try {
    const [{ cases }, kept] = await Promise.all([api.cases(signal), api.baselines(signal)]);
    if (cases.length === 0) {
      place.replaceChildren(h("p", { class: "state" }, "There is no case yet. ", h("a", { href: "/" }, "Hand in a load test")));
      return;
    }
    const base = asked.getAll("base");
    const baseline = base.find(value => value.startsWith(BASELINE)) ?? "";
    const before = picker("base", "Before the change", cases, base, signal);
    const after = picker("candidate", "After it", cases, asked.getAll("candidate"), signal);
    const select = h("select", { id: "baseline", onchange: () => (before.element.hidden = select.value !== "") },
      h("option", { value: "" }, "the runs that are ticked below"),
      [...new Set([...kept.map(one => BASELINE + one.name), baseline].filter(Boolean))].map(value =>
        h("option", { value, selected: value === baseline }, "Baseline " + value.slice(BASELINE.length))));
    before.element.hidden = baseline !== "";
    const trouble = h("div");
    const form = h("form", { class: "sides", onsubmit: event => {
      event.preventDefault();
      const of = select.value ? [select.value] : before.values();
      if (of.length === 0 || after.values().length === 0) {
        trouble.replaceChildren(failure({ title: "Choose runs of both sides", detail: "At least one before the change, and one after it." }));
        return;
      }
      go("/compare?" + new URLSearchParams([...of.map(value => ["base", value]), ...after.values().map(value => ["candidate", value])]));
    } }, kept.length > 0 && h("div", { class: "against" }, h("label", { for: "baseline" }, "Held against"), select),
    before.element, after.element, h("div", { class: "act" }, h("button", { class: "primary", type: "submit" }, "Compare"), trouble));
    place.replaceChildren(form);
    keeping.replaceChildren(keep(cases, asked.getAll("candidate"), asked.has("candidate") && !asked.has("base"), signal));
    await Promise.all([before.ready, after.ready]);
    if (asked.has("base") && asked.has("candidate")) {
      await verdict(baseline, base, asked.getAll("candidate"), outcome, signal);
    }
  } catch (problem) {
    if (problem.name !== "AbortError") {
      place.replaceChildren(failure(problem, () => go("/compare" + location.search)));
    }
  }
}

async function verdict(baseline, base, candidate, outcome, signal) {
  outcome.replaceChildren(loading("Comparing"));
  try {
    const before = baseline ? { baseline: baseline.slice(BASELINE.length) } : { base: base.map(run) };
    const page = contentOf(await api.compare({ ...before, candidate: candidate.map(run) }, signal));
    outcome.replaceChildren(...page.nodes);
    await draw();
    showTarget();
  } catch (problem) {
    if (problem.name !== "AbortError") {
      outcome.replaceChildren(failure(problem));
    }
  }
}

/** Keeps runs under a name. */
function keep(cases, chosen, open, signal) {
  const name = h("input", { id: "name", type: "text", maxlength: 100, autocomplete: "off", placeholder: "release" });
  const told = h("div", { role: "status" });
  const kept = picker("kept", "Runs", cases, chosen, signal);
  const form = h("form", { onsubmit: async event => {
    event.preventDefault();
    try {
      const saved = await api.saveBaseline(name.value.trim(), kept.values().map(run));
      told.replaceChildren(h("p", { class: "state" }, `Kept as ${saved.name}, version ${saved.version}. `,
        ...saved.notes, " ", h("a", { href: "/compare?base=" + encodeURIComponent(BASELINE + saved.name) }, "Hold another run against it")));
      say("The baseline is kept");
    } catch (problem) {
      told.replaceChildren(failure(problem));
    }
  } }, kept.element, h("label", { for: "name" }, "Name"), name,
  h("button", { class: "primary", type: "submit" }, "Keep as baseline"), told);
  return h("details", { open }, h("summary", {}, "Keep runs as a baseline"), form);
}
