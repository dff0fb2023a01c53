// Files on their way to the server, in pieces: what was sent is kept when the connection breaks off.

import * as api from "./api.js";
import { bytes, h, say } from "./dom.js";

const PIECE = 4 * 1024 * 1024;

/** A row that shows how far a file is, and can be stopped and gone on with. Sending begins at once. */
export function uploadRow(caseId, file, sent) {
  const bar = h("progress", { max: file.size, value: 0, "aria-label": "Sent of " + file.name });
  const note = h("span", { class: "detail" }, bytes(file.size));
  const button = h("button", { class: "small", type: "button" });
  const row = h("li", { class: "upload" }, h("span", { class: "file" }, file.name), bar, note, button);
  let upload = null;
  let running = null;

  const run = async () => {
    running = new AbortController();
    button.hidden = false;
    button.textContent = "Stop";
    try {
      upload = upload ? await api.getJson(upload.href, running.signal) : await api.announce(caseId, file, running.signal);
      let at = upload.offset;
      for (let whole = false; !whole;) {
        const piece = file.slice(at, at + PIECE);
        whole = await api.append(upload.href, at, piece, running.signal);
        at += piece.size;
        bar.value = at;
        note.textContent = `${bytes(at)} of ${bytes(file.size)}`;
      }
      row.remove();
      say(file.name + " is on the server");
      sent();
    } catch (problem) {
      const stopped = problem.name === "AbortError";
      note.textContent = stopped ? "stopped" : problem.detail || problem.title;
      note.classList.toggle("bad", !stopped);
      button.textContent = "Go on";
    } finally {
      running = null;
    }
  };

  button.addEventListener("click", () => (running ? running.abort() : run()));
  if (file.size === 0) {
    note.textContent = "is empty, and was not sent";
    button.hidden = true;
  } else {
    run();
  }
  return row;
}

/** A place to drop files on, which is also a button to choose them. */
export function dropZone(text, chosen) {
  const input = h("input", { type: "file", multiple: true, class: "hidden", "aria-hidden": "true", tabindex: "-1" });
  const zone = h("button", { class: "drop", type: "button" }, h("strong", {}, text),
    h("span", {}, "JFR recordings, slow query logs, results of load tests; plain, .gz, .zst, .lz4 or .zip"));
  input.addEventListener("change", () => {
    chosen([...input.files]);
    input.value = "";
  });
  zone.addEventListener("click", () => input.click());
  zone.addEventListener("dragover", event => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    zone.classList.remove("over");
    chosen([...event.dataTransfer.files]);
  });
  return h("div", {}, zone, input);
}
