// One case: report, plan and evidence, with the conversation beside them.

import * as api from "./api.js";
import { chat } from "./chat.js";
import { contentOf, download, draw as makeLive, failure, h, loading, showTarget } from "./dom.js";
import { evidence } from "./evidence.js";
import { facts } from "./facts.js";
import { plan, script } from "./plan.js";
import { unfinished } from "./unfinished.js";

const TABS = { report: "Report", plan: "Plan", evidence: "Evidence", facts: "Facts", chat: "Conversation" };

const idsOf = element => new Set([...element.querySelectorAll("[id]")].map(one => one.id));

export async function show(view, id, tab, files, go, signal) {
  const title = h("h1", { tabindex: "-1" }, "Case");
  const state = h("p", { class: "analysis", role: "status" });
  const lost = h("p", { class: "state problem", role: "status", hidden: true });
  const panel = h("div", { class: "panel" }, loading("Opening the case"));
  const talk = chat(id, signal);
  const proof = evidence(id, () => {}, signal);
  const tabs = h("nav", { class: "tabs", "aria-label": "Parts of the case" }, Object.entries(TABS).map(([name, label]) =>
    h("a", { href: `/cases/${id}` + (name === "report" ? "" : "/" + name), "aria-current": name === tab ? "page" : null,
      class: "to-" + name }, label)));
  view.append(h("main", { class: "case on-" + tab }, h("header", {}, title, state, lost, tabs), panel, talk.element));

  let result = null;
  let drawn = "";

  /** Somebody may be reading, or writing into a field: what is there stays while it is the same. */
  const isNew = text => text !== drawn && ((drawn = text), true);

  const draw = async () => {
    try {
      if (tab === "evidence" || tab === "chat") {
        return;
      }
      if (tab === "plan") {
        result = await api.getJson(api.caseHref(id, "diagnosis"), signal);
        if (isNew(JSON.stringify(result.plan))) {
          panel.replaceChildren(result.plan ? plan(result) : loading("The evidence is being read"));
        }
        return;
      }
      if (tab === "facts") {
        const { text } = await api.getHtml(api.caseHref(id, "facts" + location.search), signal);
        if (isNew(text)) {
          panel.replaceChildren(facts(id, text, go));
          showTarget();
        }
        return;
      }
      const { status, text } = await api.getHtml(api.caseHref(id, "diagnosis"), signal);
      if (status === 202 || !isNew(text)) {
        return;
      }
      const report = h("div", { class: "report" }, contentOf(text).nodes);
      panel.replaceChildren(...missing(), downloads(), report);
      talk.cite(idsOf(report));
      await makeLive();
      showTarget();
    } catch (problem) {
      if (problem.name === "AbortError") {
        return;
      }
      drawn = "";
      panel.replaceChildren(problem.type === "/problems/no-diagnosis"
        ? h("div", { class: "state" }, h("p", {}, "Nothing to diagnose yet."),
          h("p", {}, "Hand in evidence, or say in the conversation what is slow."), proof.element)
        : failure(problem, draw));
    }
  };

  const missing = () => unfinished(id).map(one => h("p", { class: "state" }, one.name + " has not arrived in full. ",
    h("a", { href: `/cases/${id}/evidence` }, "Go on with it")));

  let cited = "";

  /** What answers cite is in the report, also while something else is looked at. */
  const citable = async () => {
    if (tab !== "report") {
      const { status, text } = await api.getHtml(api.caseHref(id, "diagnosis"), signal);
      if (status === 200 && text !== cited) {
        cited = text;
        talk.cite(idsOf(h("div", {}, contentOf(text).nodes)));
      }
    }
  };

  const downloads = () => h("p", { class: "downloads" }, "Download: ",
    button("report", async () => download("report.html", (await api.getHtml(api.caseHref(id, "diagnosis"), signal)).text, "text/html")),
    button("diagnosis as JSON", async () => download("diagnosis.json", JSON.stringify(await wanted(), null, 2), "application/json")),
    button("facts", async () => {
      const { artifacts, facts } = await wanted();
      const { said, ...measured } = facts;
      download("facts.json", JSON.stringify({ schema: "advisor.facts/1", artifacts, facts: measured }, null, 2), "application/json");
    }),
    button("load-test script", async () => {
      const text = script((await wanted()).plan);
      if (!text) {
        throw { title: "No load-test script", detail: "The plan has none: no requests are known to make one of." };
      }
      download("validate.js", text, "text/javascript");
    }), " ", h("a", { href: "/compare?candidate=" + id }, "Save as baseline, or compare"));

  const ending = () => h("p", { class: "ending" }, button("Delete this case and its evidence", async () => {
    if (confirm("Delete this case with its evidence and its conversation? This can not be undone.")) {
      await api.deleteCase(id);
      go("/cases");
    }
  }));

  const wanted = async () => (result ??= await api.getJson(api.caseHref(id, "diagnosis"), signal));
  const button = (label, act) => h("button", { class: "small", type: "button", onclick: () =>
    act().catch(problem => panel.prepend(failure(problem))) }, label);

  const analysis = (data, progress) => {
    state.replaceChildren();
    if (data.state === "pending") {
      const far = progress?.bytes ? ` (${Math.round((100 * progress.read) / progress.bytes)} %)` : "";
      state.append("Reading the evidence" + far + " ", h("button", { class: "small", type: "button",
        onclick: () => api.cancelAnalysis(id).catch(problem => panel.prepend(failure(problem))) }, "Give up"));
      if (panel.querySelector("[aria-busy]")) {
        panel.replaceChildren(loading("The evidence is being read. What was found shows here when it is done."));
      }
    } else if (data.state === "failed") {
      state.append("The evidence could not be read: " + data.failure);
    } else if (data.state === "cancelled") {
      state.append("Reading was given up; new evidence starts it again.");
    }
  };

  try {
    const found = await api.findCase(id, signal);
    title.textContent = found.title || "Case without words";
    document.title = title.textContent + " \u2013 Performance Advisor";
    analysis(found.analysis);
    if (tab === "evidence") {
      panel.replaceChildren(proof.element, ending());
    } else if (tab === "chat") {
      panel.replaceChildren();
    } else if (files.length > 0) {
      panel.replaceChildren(proof.element);
    } else if (found.analysis.state !== "pending") {
      await draw();
    } else {
      panel.replaceChildren(loading("The evidence is being read. What was found shows here when it is done."));
    }
    await Promise.all([talk.reload(), proof.reload()]);
    if (found.verdict) {
      citable().catch(() => {});
    }
    proof.add(files);
    listen(found, progress => analysis({ state: "pending" }, progress), async () => {
      const now = await api.findCase(id, signal);
      analysis(now.analysis);
      await Promise.all([talk.reload(), proof.reload()]);
      if (now.analysis.state !== "pending" && !proof.uploads.querySelector(".upload:not(.empty, .waiting)")) {
        result = null;
        await Promise.all([draw(), now.verdict && citable().catch(() => {})]);
      }
    });
  } catch (problem) {
    if (problem.name !== "AbortError") {
      // Without a case there is nothing to talk about either.
      const heading = h("h1", { tabindex: "-1" }, "This case can not be shown");
      view.replaceChildren(h("main", { class: "page" }, heading, failure(problem, () => go(location.pathname, { files })),
        h("p", {}, h("a", { href: "/cases" }, "All cases"))));
      heading.focus({ preventScroll: true });
    }
  }

  /** Events come again from the first on; only those after the page was drawn say something new. */
  function listen(found, progressed, changed) {
    let waiting = null;
    const soon = (wait = 150) => {
      clearTimeout(waiting);
      waiting = setTimeout(look, wait);
    };
    const look = async () => {
      try {
        await changed();
        lost.hidden = true;
      } catch (problem) {
        if (problem.status === 0) {
          reached(false);
          soon(3000);
        } else if (problem.name !== "AbortError") {
          panel.prepend(failure(problem));
        }
      }
    };
    const reached = there => {
      if (!there) {
        lost.hidden = false;
        lost.textContent = "The server can not be reached. Nothing is lost: this page goes on when it is there again.";
      } else if (!lost.hidden) {
        soon();
      }
    };
    api.events(id, (kind, data) => {
      if (kind === "deleted") {
        panel.replaceChildren(failure({ title: "This case was deleted", detail: "Somebody deleted it while you looked at it." }));
      } else if (kind !== "progress") {
        soon();
      } else if (state.textContent.startsWith("Reading")) {
        progressed(data);
      }
    }, reached, signal);
  }
}
