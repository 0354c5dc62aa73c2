/* Words selected in the text: offered to be commented on, underlined where they were. Both sides count the visible
   characters of the composed words: no spaces, no control or format characters, no bars of tables. */

const UNSEEN = /[\p{Cf}\p{Z}\p{Cc}|]/gu;
const APART = "[popover], .visually-hidden, .law-label, [data-apart]";
const law = document.querySelector("article.law");

export const counted = (text) => [...text.normalize("NFC").replace(UNSEEN, "")].length;

/* The provision that a row belongs to: by its own name, that of its section, or what it says it is of. */
function eidOf(row) {
  return row.dataset.of ?? (row.id ? row.id.replace(/^at-/, "") : row.parentElement.closest("section[id]")?.id);
}

const ROWS = ".clause, .law-preamble, .law-closing";
const textOf = (row) => row.querySelector(".clause-text") ?? row;

function rowsOf(eid) {
  return [...law.querySelectorAll(ROWS)].filter((row) => eidOf(row) === eid);
}

function textsOf(eid) {
  const nodes = [];
  for (const row of rowsOf(eid)) {
    const walker = document.createTreeWalker(textOf(row), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(APART)) nodes.push(walker.currentNode);
  }
  return nodes;
}

/* What is selected, if it is in the words of one provision. */
function selected() {
  const selection = getSelection();
  if (!law || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const rows = [...law.querySelectorAll(ROWS)].filter((row) => range.intersectsNode(textOf(row)));
  const eids = new Set(rows.map(eidOf));
  if (eids.size !== 1) return null;
  const [eid] = eids;
  let before = "";
  let quote = "";
  for (const node of textsOf(eid)) {
    if (!range.intersectsNode(node)) {
      if (range.comparePoint(node, 0) < 0) before += node.data;
      continue;
    }
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.data.length;
    if (node === range.startContainer) before += node.data.slice(0, start);
    quote += node.data.slice(start, end) + (node === range.endContainer ? "" : " ");
  }
  const first = counted(before);
  const last = first + counted(quote);
  return last > first ? { eid, quote: quote.trim(), first, last } : null;
}

/* Into the composer */

/* Who chose words has something to say of them: that is offered first, unless the wording was begun. */
function meanOpinion(form) {
  const wording = ["new_heading", "new_text", "new_tail"].map((name) => form.elements[name]).filter(Boolean);
  const opinion = form.querySelector("[name=operation][value='']");
  if (!opinion || form.elements.body.value || wording.some((field) => field.value !== field.defaultValue)) return;
  if (form.elements.operation.value !== "replace") return;
  opinion.checked = true;
  opinion.dispatchEvent(new Event("change", { bubbles: true }));
}

export function fill(form, found) {
  const { quote, quote_from: first, quote_to: last } = form.elements;
  if (!quote) return;
  [quote.value, first.value, last.value] = [found.quote, found.first, found.last];
  meanOpinion(form);
  quote.dispatchEvent(new Event("input", { bubbles: true }));
}

/* What was selected in the text itself need not be chosen in the composer. */
export function fillFromText(form, found) {
  const passage = form.querySelector("#passage");
  if (!passage) return;
  passage.open = true;
  fill(form, found);
  const chooser = passage.querySelector("[data-passage]");
  chooser.dataset.begun = "";
  chooser.hidden = true;
  goTo(form.elements.body, form.querySelector(".composer-body"));
}

/* Scrolls only the composer: the words one speaks of stay where they are. */
function goTo(field, box) {
  field.focus({ preventScroll: true });
  box.scrollTop += Math.max(0, field.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom + 8);
}

function takeFromField(words) {
  const quote = words.value.slice(words.selectionStart, words.selectionEnd);
  const first = counted(words.value.slice(0, words.selectionStart));
  if (counted(quote)) fill(words.form, { quote, first, last: first + counted(quote) });
}

/* The offer beside a selection */

const offer = document.querySelector("[data-offers-passage]");
let offered = null;

function show() {
  offered = offer && law.querySelector(".clause-add") ? selected() : null;
  if (!offer) return;
  offer.hidden = offered === null;
  if (offered) {
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const room = document.documentElement.clientHeight - 52;
    offer.style.top = `${Math.max(8, Math.min(box.bottom + 6, room))}px`;
    offer.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - 180))}px`;
  }
}

export function takeOffer() {
  const found = offered;
  offered = null;
  offer.hidden = true;
  getSelection().removeAllRanges();
  return found;
}

/* The underline of what comments are about */

function underline() {
  if (!law?.dataset.chosen || !window.CSS?.highlights) return;
  const ranges = JSON.parse(law.dataset.chosen).flatMap(([eid, first, last]) => {
    const range = new Range();
    let at = 0;
    for (const node of textsOf(eid)) {
      let place = 0;
      for (const one of node.data) {
        const seen = counted(one);
        if (seen && at === first) range.setStart(node, place);
        at += seen;
        place += one.length;
        if (seen && at === last) {
          range.setEnd(node, place);
          return [range];
        }
      }
    }
    return [];
  });
  CSS.highlights.set("chosen-words", new Highlight(...ranges));
}

/* What was chosen already needs no second way of choosing. */
function begin() {
  document.querySelectorAll("[data-passage]:not([data-begun])").forEach((part) => {
    part.dataset.begun = "";
    part.hidden = Boolean(part.closest("form").elements.quote.value);
  });
}

/* A field that may be written into, so that the caret moves in it, and never is. */
document.addEventListener("beforeinput", (event) => { if (event.target.id === "passage-words") event.preventDefault(); });
document.addEventListener("input", (event) => {
  if (event.target.id === "passage-words") event.target.value = event.target.defaultValue;
});
document.addEventListener("selectionchange", show);
document.addEventListener("scroll", () => { if (offered) show(); }, { passive: true });
document.addEventListener("select", (event) => {
  if (event.target.id === "passage-words") takeFromField(event.target);
}, true);
document.addEventListener("htmx:load", begin);
begin();
underline();
