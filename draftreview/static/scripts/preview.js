/* Shows what a reference or a term leads to, beside it: on hover, on focus and at the first tap. */

const LONGEST = 700;
const PATIENCE = 250;
const law = document.querySelector("article.law");
const box = document.createElement("div");
let waiting;
let shown;

function rowsOf(target) {
  const rows = target.matches(".clause") ? [target] : [...target.querySelectorAll(".clause")];
  const points = [];
  let next = target.matches(".clause--clause") ? target.nextElementSibling : null;
  for (; next?.matches(".clause--point"); next = next.nextElementSibling) points.push(next);
  return [...rows, ...points];
}

/* The words alone: ids and links of the page must not be there twice. */
function fill(target) {
  let left = LONGEST;
  const lines = [];
  for (const row of rowsOf(target)) {
    const number = row.querySelector(".clause-number")?.textContent.trim() ?? "";
    const said = row.querySelector(".clause-text")?.textContent.trim() ?? "";
    const words = `${number} ${said}`.trim();
    const line = document.createElement("p");
    line.textContent = words.length > left ? `${words.slice(0, left).replace(/\s+\S*$/, "")}…` : words;
    lines.push(line);
    left -= words.length;
    if (left <= 0) break;
  }
  box.replaceChildren(...lines);
}

function place(link) {
  const line = link.getClientRects()[0];
  const own = box.getBoundingClientRect();
  const below = line.bottom + own.height + 12 < window.innerHeight;
  const left = Math.min(line.left, document.documentElement.clientWidth - own.width - 12);
  box.style.left = `${Math.max(12, left)}px`;
  box.style.top = `${Math.max(12, below ? line.bottom + 6 : line.top - own.height - 6)}px`;
}

function hide() {
  clearTimeout(waiting);
  if (!shown) return;
  shown.removeAttribute("aria-describedby");
  shown = undefined;
  box.hidePopover();
}

/* Focus may scroll the page a moment later: the words go along until their link is out of sight. */
function follow() {
  if (!shown) return;
  const line = shown.getClientRects()[0];
  if (line && line.bottom > 0 && line.top < window.innerHeight) place(shown);
  else hide();
}

function show(link) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target || shown === link) return;
  hide();
  fill(target);
  box.showPopover();
  place(link);
  link.setAttribute("aria-describedby", box.id);
  shown = link;
}

function linkAt(event) {
  return event.target instanceof Element ? event.target.closest("a.term, a.reference") : null;
}

if (law && "popover" in box) {
  box.id = "preview";
  box.className = "preview";
  box.popover = "manual";
  box.setAttribute("role", "tooltip");
  document.body.append(box);

  law.addEventListener("pointerover", (event) => {
    const link = linkAt(event);
    if (!link || event.pointerType === "touch") return;
    clearTimeout(waiting);
    waiting = setTimeout(show, PATIENCE, link);
  });
  law.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || !linkAt(event)) return;
    clearTimeout(waiting);
    if (event.relatedTarget !== box) hide();
  });
  box.addEventListener("pointerleave", hide);
  law.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) show(link);
  });
  law.addEventListener("focusout", hide);
  /* By touch the first tap shows the words, the second one goes there. */
  law.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (!link || event.pointerType !== "touch" || shown === link) return;
    event.preventDefault();
    show(link);
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !box.contains(event.target) && linkAt(event) !== shown) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  window.addEventListener("scroll", follow, { passive: true });
}
