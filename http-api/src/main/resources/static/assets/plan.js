// The plan, stage by stage, as something to go through.

import { copyButton, download, h } from "./dom.js";

const NAMES = { measure: "Measure", profile: "Profile", identify: "Identify", optimize: "Optimize", validate: "Validate" };
const STATUS = { done: "\u2611 done", open: "\u2610 open", "not-needed": "\u2013 not needed" };

function code(text, name) {
  return h("div", { class: "code" }, h("pre", { tabindex: "0" }, h("code", {}, text)),
    h("p", { class: "tools" }, copyButton(text), " ",
      name && h("button", { class: "small", type: "button", onclick: () => download(name, text, "text/javascript") },
        "Download " + name)));
}

/** The load-test script of a plan, empty when it has none. */
export const script = plan => plan.stages.flatMap(stage => stage.steps).map(step => step.snippet)
  .find(snippet => /from 'k6/.test(snippet)) || "";

export function plan(result) {
  const steps = result.plan.stages.flatMap(stage => stage.steps);
  const wanted = steps.filter(step => step.status !== "not-needed");
  const done = wanted.filter(step => step.status === "done").length;
  const next = steps.find(step => step.status === "open");
  return h("section", { class: "plan", "aria-label": "Plan" },
    h("h2", { tabindex: "-1" }, "Plan"),
    h("p", {}, `${done} of ${wanted.length} steps are done, as far as the evidence shows. `,
      next ? "The next one is open below." : "None is open."),
    result.plan.stages.map(stage => h("section", {},
      h("h3", {}, NAMES[stage.stage] || stage.stage),
      h("ol", { class: "steps" }, stage.steps.map(step => h("li", {},
        h("details", { open: step === next, class: step.status },
          h("summary", {}, h("span", { class: "status" }, STATUS[step.status] || step.status), " ", step.title),
          step.detail && h("p", {}, step.detail),
          step.command && code(step.command),
          step.snippet && code(step.snippet, /from 'k6/.test(step.snippet) ? "validate.js" : "")))))))) ;
}
