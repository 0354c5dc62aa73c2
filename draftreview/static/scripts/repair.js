/* The repair of a split file: a row opens its bench in place, and shows its lines in the original beside it.
   Without this, rows are links and repairs are plain forms.
   j, k, arrows   the next or previous row; Enter opens its bench
   Alt+Left/Right promote, demote; Alt+J join; Alt+S split; Alt+T make text; Ctrl+Z undo */

const TYPING = "input:not([type=hidden]), textarea, select, [contenteditable]";
const BY_KEY = { ArrowLeft: "promote", ArrowRight: "demote", j: "join", t: "text" };
const isOn = () => localStorage.getItem("draftreview.keys") !== "off";
const repair = () => document.getElementById("repair");
const rows = () => [...repair().querySelectorAll(".outline-link")];
const current = () => repair().querySelector(".outline-link[aria-current]");
const rowOf = (eid) => rows().find((row) => row.dataset.eid === eid);
const opened = new Map();

function focusedRow() {
  return document.activeElement?.closest(".outline-item")?.querySelector(".outline-link") ?? current();
}

function within(box, element) {
  const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTo({ top: box.scrollTop + top - box.clientHeight / 3 });
}

function showLines(from, to) {
  document.querySelectorAll(".original-line.is-at").forEach((line) => line.classList.remove("is-at"));
  for (let number = from; number <= to; number += 1) {
    document.getElementById(`line-${number}`)?.classList.add("is-at");
  }
  const box = document.getElementById("original");
  const first = document.getElementById(`line-${from}`);
  if (first && box.scrollHeight > box.clientHeight) within(box, first);
}

function unfold(row) {
  for (let at = row.parentElement.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
}

function light(row) {
  showLines(Number(row.dataset.line), Number(row.dataset.end));
}

function goTo(row) {
  if (!row) return;
  unfold(row);
  row.focus({ preventScroll: true });
  const box = document.getElementById("outline");
  if (box.scrollHeight > box.clientHeight) within(box, row);
  else row.scrollIntoView({ block: "nearest" });
  light(row);
}

function choose(row) {
  const bench = document.getElementById("bench");
  current()?.closest(".outline-item").classList.remove("is-current");
  current()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.closest(".outline-item").classList.add("is-current");
  bench.hidden = false;
  bench.replaceChildren();
  row.after(bench);
  goTo(row);
  const address = `${repair().dataset.address}?row=${encodeURIComponent(row.dataset.eid)}`;
  history.replaceState(history.state, "", address);
  const field = document.querySelector("#undo [name=row]");
  if (field) field.value = row.dataset.eid;
  return window.htmx.ajax("GET", address, { target: "#bench", swap: "innerHTML" });
}

function send(operation, row) {
  const values = { operation, row: row.dataset.eid, seen: repair().dataset.revision,
    csrf_token: document.querySelector("#by-key [name=csrf_token]").value };
  window.htmx.ajax("POST", `${repair().dataset.address}/repairs`, { target: "#repair", swap: "outerHTML settle:0ms", values });
}

async function split(row) {
  if (row !== current() || !document.getElementById("split")) await choose(row);
  const form = document.getElementById("split");
  if (!form) return;
  form.open = true;
  (document.getElementById("bench-offset") ?? document.getElementById("bench-begins")).focus();
}

function step(by) {
  const shown = rows().filter((row) => row.checkVisibility());
  const at = shown.indexOf(focusedRow());
  goTo(shown[at < 0 ? 0 : at + by]);
}

function onKey(event) {
  if (!isOn() || !window.htmx || event.target.closest(TYPING)) return;
  const undo = document.getElementById("undo");
  if (event.ctrlKey && !event.altKey && !event.shiftKey && event.key === "z" && undo) {
    event.preventDefault();
    undo.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey) return;
  const row = focusedRow();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey && row && document.getElementById("by-key") && (BY_KEY[key] || key === "s")) {
    event.preventDefault();
    if (key === "s") split(row);
    else send(BY_KEY[key], row);
  } else if (!event.altKey && { j: 1, k: 1, ArrowDown: 1, ArrowUp: 1 }[key]) {
    if (key.startsWith("Arrow") && !document.activeElement?.matches(".outline-link")) return;
    event.preventDefault();
    step(key === "j" || key === "ArrowDown" ? 1 : -1);
  }
}

document.addEventListener("keydown", onKey);

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || !window.htmx) return;
  const link = event.target.closest(".outline-link, .warning-link");
  const line = event.target.closest(".original-line");
  if (link) {
    const row = link.matches(".outline-link") ? link : rowOf(link.dataset.eid);
    if (!row) return;
    event.preventDefault();
    choose(row);
    if (link !== row) showLines(Number(link.dataset.line), Number(link.dataset.line));
  } else if (line && getSelection().isCollapsed) {
    const number = Number(line.id.slice("line-".length));
    const row = rows().findLast((one) => Number(one.dataset.line) <= number);
    if (row) choose(row);
  }
});

/* Words selected on the bench are where the second half begins */
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  const field = document.getElementById("bench-begins");
  if (!field || chosen.isCollapsed || !chosen.anchorNode?.parentElement?.closest("[data-words]")) return;
  const range = chosen.getRangeAt(0);
  const rest = range.startContainer.textContent.slice(range.startOffset).split(/\s+/).filter(Boolean);
  field.value = rest.slice(0, 12).join(" ");
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "repair") return;
  repair().querySelectorAll("details[id]").forEach((one) => opened.set(one.id, one.open));
  opened.set("scroll", document.getElementById("outline").scrollTop);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "repair") return;
  repair().querySelectorAll("details[id^=in-], #warnings").forEach((one) => {
    if (opened.has(one.id)) one.open = opened.get(one.id);
  });
  document.getElementById("outline").scrollTop = opened.get("scroll");
  const row = current();
  if (row) goTo(row);
});

if (current()) light(current());
