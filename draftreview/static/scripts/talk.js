/* Opens the composer of a clause beside the text instead of on a page of its own; without this the links lead there.
   The form itself is sent as any form is. */

import { fillFromText, takeOffer } from "./choosing.js";
import { flush, isUnsafe } from "./keeping.js";

const OPENERS = ".clause-add, .clause-count, [data-opens-talk]";
let opener = null;

function mark(eid) {
  document.querySelectorAll(".clause.is-active").forEach((row) => row.classList.remove("is-active"));
  const row = document.getElementById(`at-${eid}`) ?? document.getElementById(eid);
  if (!row?.matches(".clause")) return;
  row.classList.add("is-active");
  if (matchMedia("(max-width: 860px)").matches) row.scrollIntoView({ block: "start" });
}

const fieldOf = (talk) => talk.querySelector("#new_text, #body");

function open(link, then = () => {}) {
  const address = new URL(link.href);
  opener = link;
  // Loading the page anew then opens the same place, with what was typed there.
  history.replaceState(history.state, "", address);
  // Settled at once: what is scrolled and focused next must stand where it stays.
  window.htmx.ajax("GET", address.pathname + address.search, { target: "#talk", swap: "outerHTML settle:0ms" })
    .then(() => {
      const talk = document.getElementById("talk");
      mark(talk.dataset.place);
      const field = fieldOf(talk) ?? talk.querySelector("a, button");
      field?.focus({ preventScroll: true });
      then(talk.querySelector("form.composer"));
    });
}

/* The words selected in the text go into the composer of their place, opened if it is not. */
function commentOnSelection() {
  const found = takeOffer();
  if (!found) return;
  const form = document.querySelector("#talk form.composer");
  if (form && document.getElementById("talk").dataset.place === found.eid) {
    fillFromText(form, found);
    return;
  }
  const link = document.createElement("a");
  const way = new URL(document.querySelector(".clause-add").href);
  way.searchParams.set("eid", found.eid);
  way.hash = found.eid;
  link.href = way;
  if (isUnsafe()) return;
  flush();
  open(link, (composer) => composer && fillFromText(composer, found));
}

function close() {
  const talk = document.getElementById("talk");
  talk.classList.remove("is-open");
  talk.replaceChildren();
  document.querySelectorAll(".clause.is-active").forEach((row) => row.classList.remove("is-active"));
  opener?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  document.querySelector(".flashes")?.remove();
  if (event.target.closest("[data-offers-passage]")) {
    commentOnSelection();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || !window.htmx) return;
  const link = event.target.closest(`${OPENERS}, [data-closes-talk]`);
  // What is typed is kept before the composer goes; where it cannot be, the link leads to the page, which the
  // browser guards.
  if (!link || isUnsafe()) return;
  event.preventDefault();
  flush();
  if (link.matches("[data-closes-talk]")) {
    history.replaceState(history.state, "", link.href);
    close();
  }
  else open(link);
});

window.addEventListener("beforeunload", (event) => {
  if (isUnsafe()) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("form.composer")) event.target.dataset.sent = "";
});

/* A link pressed before this script was there leads to the page: one writes on as if it had been. What was refused
   is read first. */
function takeCursor(talk) {
  if (document.activeElement !== document.body || talk.querySelector("[data-refused]")) return;
  fieldOf(talk)?.focus({ preventScroll: true });
}

const written = document.querySelector("#talk.is-open[data-place]");
if (written) {
  mark(written.dataset.place);
  takeCursor(written);
  // Browsers take the cursor away once more when they go to the place that the address names, two frames after all
  // is loaded at the latest.
  addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => takeCursor(written))));
  // Opened as a page of its own: what one comments on stands beside the composer.
  document.querySelector(".clause.is-active")?.scrollIntoView({ block: matchMedia("(max-width: 860px)").matches ? "start" : "center" });
}
