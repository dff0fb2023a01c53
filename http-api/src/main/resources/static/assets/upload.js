// Files on their way to the server, in pieces: what was sent is kept when the connection breaks off.

import * as api from "./api.js";
import { bytes, h, say } from "./dom.js";
import { forget, remember, resumed } from "./unfinished.js";

const PIECE = 4 * 1024 * 1024;

/** Seconds to wait before each time that it goes on by itself when the connection broke off. */
const WAITS = [1, 3, 10, 30];

/** What comes and goes: no answer at all, a server that starts again, or one that still waits for the broken request. */
const passing = problem => !problem.status || problem.status >= 500 || problem.type === "/problems/upload-busy";

/** A row that shows how far a file is; sending begins at once, and can be stopped, gone on with and given up. */
export function uploadRow(caseId, file, sent) {
  const bar = h("progress", { max: file.size, value: 0, "aria-label": "Sent of " + file.name });
  const note = h("span", { class: "detail" }, bytes(file.size));
  const button = h("button", { class: "small", type: "button" });
  const leave = h("button", { class: "small", type: "button", "aria-label": "Give up sending " + file.name }, "Give up");
  const row = h("li", { class: "upload" }, h("span", { class: "file" }, file.name), bar, note, button, leave);
  let upload = resumed(caseId, file);
  let running = null;
  let broken = 0;
  let waiting = 0;

  const told = (text, bad) => {
    note.textContent = text;
    note.classList.toggle("bad", bad);
  };
  const named = label => {
    button.textContent = label;
    button.setAttribute("aria-label", `${label}: ${file.name}`);
  };

  /** What arrived before the connection broke off is known to the server alone, which throws old uploads away. */
  const known = signal => upload && api.getJson(upload.href, signal).catch(problem => {
    if (problem.status !== 404) {
      throw problem;
    }
    forget(upload.href);
    return null;
  });

  const announced = async signal => {
    const made = await api.announce(caseId, file, signal);
    remember(caseId, file, made.href);
    return made;
  };

  const reached = at => {
    bar.value = at;
    told(`${bytes(at)} of ${bytes(file.size)}`, false);
  };

  const send = async signal => {
    upload = (await known(signal)) ?? (await announced(signal));
    let at = upload.offset;
    for (let whole = false; !whole;) {
      const piece = file.slice(at, at + PIECE);
      whole = await api.append(upload.href, at, piece, sent => reached(at + sent), signal);
      broken = 0;
      at += piece.size;
      reached(at);
    }
  };

  const run = async () => {
    running = new AbortController();
    row.classList.add("running");
    named("Stop");
    try {
      await send(running.signal);
      forget(upload.href);
      row.remove();
      say(file.name + " is on the server");
      sent();
    } catch (problem) {
      running = null;
      row.classList.remove("running");
      failed(problem);
    }
  };

  const failed = problem => {
    const stopped = problem.name === "AbortError";
    named("Go on");
    told(stopped ? "stopped" : problem.detail || problem.title, !stopped);
    if (!stopped && passing(problem) && broken < WAITS.length) {
      const seconds = WAITS[broken++];
      told(`the connection broke off; goes on in ${seconds} s`, true);
      waiting = setTimeout(run, seconds * 1000);
    }
    if (!stopped) {
      say(`${file.name}: ${note.textContent}`);
    }
  };

  button.addEventListener("click", () => {
    clearTimeout(waiting);
    running ? running.abort() : run();
  });
  leave.addEventListener("click", async () => {
    clearTimeout(waiting);
    running?.abort();
    row.remove();
    say(file.name + " is not sent");
    if (upload) {
      forget(upload.href);
      // An upload that the server can not be told about is thrown away there after a while.
      await api.remove(upload.href).catch(() => {});
    }
    sent();
  });
  if (file.size === 0) {
    told("is empty, and was not sent", false);
    row.classList.add("empty");
    button.hidden = true;
    leave.textContent = "Leave out";
  } else {
    run();
  }
  return row;
}

/** More in one folder is no evidence but a disk. */
const MOST_FILES = 500;

/** The files of a drop; of a folder, all that are in it and not hidden. What is dropped has to be looked at before anything is awaited. */
async function dropped(transfer) {
  const entries = [...transfer.items].filter(item => item.kind === "file")
    .map(item => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const files = [];
  const walk = async entry => {
    if (!entry || files.length >= MOST_FILES) {
      return;
    }
    if (entry instanceof File) {
      files.push(entry);
    } else if (entry.isFile) {
      files.push(await new Promise((done, failed) => entry.file(done, failed)));
    } else {
      const reader = entry.createReader();
      const some = () => new Promise((done, failed) => reader.readEntries(done, failed));
      for (let found = await some(); found.length > 0; found = await some()) {
        for (const one of found.filter(inside => !inside.name.startsWith("."))) {
          await walk(one);
        }
      }
    }
  };
  for (const entry of entries) {
    await walk(entry);
  }
  return files;
}

/** A place to drop files on, which is also a button to choose them. */
export function dropZone(text, chosen) {
  const input = h("input", { type: "file", multiple: true, class: "hidden", "aria-hidden": "true", tabindex: "-1" });
  const zone = h("button", { class: "drop", type: "button" }, h("strong", {}, text),
    h("span", {}, "JFR recordings, slow query logs, results of load tests, or a folder of them; plain, .gz, .zst, .lz4 or .zip"));
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
  const trouble = h("p", { class: "state problem", role: "alert", hidden: true });
  zone.addEventListener("drop", async event => {
    event.preventDefault();
    zone.classList.remove("over");
    try {
      const files = await dropped(event.dataTransfer);
      trouble.hidden = files.length > 0;
      trouble.textContent = "There was no file in it.";
      chosen(files);
    } catch (reason) {
      trouble.hidden = false;
      trouble.textContent = "It can not be read: " + (reason.message || reason);
    }
  });
  return h("div", {}, zone, input, trouble);
}
