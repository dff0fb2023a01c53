// The evidence of a case: what was handed in, how much of it could be read, and more of it.

import * as api from "./api.js";
import { bytes, failure, h } from "./dom.js";
import { unfinished, waitingRow } from "./unfinished.js";
import { dropZone, uploadRow } from "./upload.js";

const STATUS = { waiting: "waiting to be read", complete: "read in full", partial: "read in part", rejected: "could not be read" };

function problems(artifact) {
  return artifact.readings.flatMap(reading => (reading.reading?.problems ?? []).map(problem => ({ ...problem, name: reading.name })))
    .map(problem => h("li", {}, `${problem.place}: ${problem.cause}`, h("div", { class: "detail" }, problem.advice)));
}

/** Files on their way, by case: they go on while another view is looked at. */
const onTheirWay = new Map();

function uploadsOf(caseId) {
  if (!onTheirWay.has(caseId)) {
    onTheirWay.set(caseId, h("ul", { class: "uploads", "aria-label": "On their way" }));
  }
  return onTheirWay.get(caseId);
}

addEventListener("beforeunload", event => {
  if ([...onTheirWay.values()].some(list => list.querySelector(".upload.running"))) {
    event.preventDefault();
  }
});

export function evidence(caseId, changed, signal) {
  const list = h("ul", { class: "artifacts", "aria-label": "Evidence" });
  const uploads = uploadsOf(caseId);

  const reload = async () => {
    try {
      const artifacts = await api.artifacts(caseId, signal);
      list.replaceChildren(...artifacts.map(artifact => h("li", { class: artifact.status },
        h("span", { class: "file" }, artifact.name), " ",
        h("span", { class: "detail" }, `${bytes(artifact.bytes)}, ${STATUS[artifact.status] || artifact.status}`), " ",
        h("button", { class: "small", type: "button", "aria-label": "Take out " + artifact.name, onclick: async () => {
          try {
            await api.remove(artifact.href);
            changed();
            await reload();
          } catch (problem) {
            list.prepend(h("li", {}, failure(problem)));
          }
        } }, "Take out"),
        h("ul", {}, problems(artifact)))));
      empty.hidden = artifacts.length > 0 || uploads.children.length > 0;
    } catch (problem) {
      if (problem.name !== "AbortError") {
        list.replaceChildren(h("li", {}, failure(problem, reload)));
      }
    }
  };

  const add = files => {
    empty.hidden = true;
    uploads.append(...files.map(file => uploadRow(caseId, file, () => {
      reload();
      changed();
    })));
    showWaiting();
  };

  /** Those that a reload of the page interrupted, without those whose files were chosen again. */
  const showWaiting = () => {
    uploads.querySelectorAll(".waiting").forEach(row => row.remove());
    uploads.append(...unfinished(caseId).map(one => waitingRow(one, reload)));
  };

  const empty = h("p", { class: "state" }, "No evidence yet: what you said alone is judged.");
  const element = h("section", { class: "evidence", "aria-label": "Evidence" }, h("h2", { tabindex: "-1" }, "Evidence"),
    empty, list, uploads, dropZone("Add evidence: drop it here, or choose files", add));
  showWaiting();
  return { element, add, reload, uploads };
}
