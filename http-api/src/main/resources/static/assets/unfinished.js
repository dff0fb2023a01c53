// Uploads that this window began. One that a reload of the page interrupts is gone on with when its file is chosen again.

import * as api from "./api.js";
import { bytes, h } from "./dom.js";

const KEPT = "advisor.uploads";

/** Addresses of those that are being sent. */
const sending = new Set();

const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
const keep = uploads => sessionStorage.setItem(KEPT, JSON.stringify(uploads));

/** Those of a case whose files the page does not have any more. */
export const unfinished = caseId => kept().filter(one => one.caseId === caseId && !sending.has(one.href));

export function remember(caseId, file, href) {
  sending.add(href);
  keep([...kept(), { caseId, name: file.name, bytes: file.size, modified: file.lastModified, href }]);
}

export function forget(href) {
  sending.delete(href);
  keep(kept().filter(one => one.href !== href));
}

/** The upload that a file was being sent by, null when there is none. */
export function resumed(caseId, file) {
  const found = unfinished(caseId)
    .find(one => one.name === file.name && one.bytes === file.size && one.modified === file.lastModified);
  if (found) {
    sending.add(found.href);
  }
  return found ?? null;
}

/** A row for an upload that waits for its file; {@code gone} is called when it waits no longer. */
export function waitingRow({ name, bytes: all, href }, gone) {
  const note = h("span", { class: "detail" }, bytes(all));
  const end = () => {
    forget(href);
    row.remove();
    gone();
  };
  const row = h("li", { class: "upload waiting" }, h("span", { class: "file" }, name), note,
    h("button", { class: "small", type: "button", "aria-label": "Give up sending " + name, onclick: async () => {
      // An upload that the server can not be told about is thrown away there after a while.
      await api.remove(href).catch(() => {});
      end();
    } }, "Give up"));
  api.getJson(href).then(({ offset }) => {
    note.textContent = `interrupted at ${bytes(offset)} of ${bytes(all)}; choose the file again to send the rest`;
  }, problem => problem.status === 404 && end());
  return row;
}
