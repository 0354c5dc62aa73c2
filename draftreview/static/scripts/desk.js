/* Goes from comment to comment without loading the page anew: the address changes, back works, what was typed and
   not saved is filled in again. Without this every link and button leads to a whole page. */

const ASKS = { "HX-Request": "true" };
const WITHOUT_QUEUE = { ...ASKS, "X-Queue": "known" };
const TYPED = "draftreview.desk.";
const KEPT = ["outcome", "explanation", "new_heading", "new_text", "new_tail"];
let asking = null;

const part = () => document.getElementById("desk");
const dock = () => document.getElementById("dock");

/* What was typed and not saved, kept in this tab until the answer is */

const placeOf = (form) => `${TYPED}${form.dataset.comment}.${form.elements.seen_revision.value}`;

/* The switch for the whole group, and who of it gets the answer */
const boxesOf = (form) => [...form.querySelectorAll("[name=whole], [name=with]")];

function countTicked(form) {
  const said = form.querySelector("[data-ticked]");
  if (said) said.textContent = String(form.querySelectorAll("[name=with]:checked").length + 1);
}

function keepTyped(form) {
  const fields = Object.fromEntries(new FormData(form));
  const kept = KEPT.filter((name) => name in fields).map((name) => [name, fields[name]]);
  countTicked(form);
  const ticked = boxesOf(form).filter((box) => box.checked).map((box) => box.value);
  sessionStorage.setItem(placeOf(form), JSON.stringify({ ...Object.fromEntries(kept), ticked }));
}

function restoreTyped(form) {
  const kept = JSON.parse(sessionStorage.getItem(placeOf(form)) ?? "null");
  if (!kept) return;
  const { ticked = [], ...fields } = kept;
  boxesOf(form).forEach((box) => { box.checked = ticked.includes(box.value); });
  countTicked(form);
  Object.entries(fields).forEach(([name, value]) => {
    if (form.elements[name]) form.elements[name].value = value;
  });
  form.querySelector("[data-restored]").textContent = form.dataset.sayRestored;
  form.elements.new_text?.dispatchEvent(new Event("input", { bubbles: true }));
}

/* The queue: the place at hand, and how far every place is */

function signFor(comments, answered) {
  const state = answered === 0 ? "untouched" : answered === comments ? "done" : "begun";
  return [state, document.getElementById("queue-signs").content.querySelector(`[data-state=${state}]`).cloneNode(true)];
}

function markQueue() {
  const queue = document.getElementById("queue");
  const links = [...queue.querySelectorAll("[data-slug]")];
  links.forEach((link) => {
    const here = link.dataset.slug === part().dataset.slug;
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  if (part().dataset.counts !== undefined) count(links);
  const named = document.querySelector("#desk-progress .subbar-place b");
  const place = part().querySelector("h2");
  if (named && place) named.textContent = place.textContent;
  lead(links);
  showCurrent(queue);
}

/* The places before and after, where the server was not asked for the queue */
function lead(links) {
  const shown = links.filter((link) => !link.hidden);
  const at = shown.findIndex((link) => link.hasAttribute("aria-current"));
  const ways = { back: shown[at - 1], on: at < 0 ? undefined : shown[at + 1] };
  part().querySelectorAll("[data-lead]").forEach((way) => {
    const link = ways[way.dataset.lead];
    if (!link) return;
    way.href = link.href;
    way.hidden = false;
  });
}

function count(links) {
  const counts = new Map(part().dataset.counts.split(";").filter(Boolean).map((line) => {
    const [slug, comments, answered] = line.split(" ");
    return [slug, [Number(comments), Number(answered)]];
  }));
  links.forEach((link) => {
    const [comments, answered] = counts.get(link.dataset.slug) ?? [0, 0];
    link.hidden = comments === 0 && !link.hasAttribute("aria-current");
    const said = `${comments} ${answered}`;
    if (link.dataset.said === said) return;
    link.dataset.said = said;
    const [state, sign] = signFor(comments, answered);
    link.classList.toggle("is-done", state === "done");
    link.querySelector("svg").replaceWith(sign);
    link.querySelector(".pill").firstChild.data = String(comments);
  });
}

function showCurrent(queue) {
  const current = queue.querySelector("[data-slug][aria-current]");
  if (!current?.checkVisibility()) return;
  const top = current.offsetTop - queue.scrollTop;
  if (top > 90 && top + current.offsetHeight < queue.clientHeight) return;
  queue.scrollTop = Math.max(0, current.offsetTop - (queue.clientHeight - current.offsetHeight) / 2);
}

/* Going on */

function focusOnComment() {
  const error = part().querySelector("[aria-invalid=true]:not(fieldset)") ?? part().querySelector("[role=alert]");
  const target = error ?? document.getElementById("at-hand");
  if (!target) return;
  if (error && !error.matches("input, textarea")) error.tabIndex = -1;
  target.focus({ preventScroll: true });
  (error ?? target.closest(".comment")).scrollIntoView({ block: "nearest" });
}

function put(words) {
  const drawn = new DOMParser().parseFromString(words, "text/html");
  const title = drawn.getElementById("desk-said")?.dataset.title;
  if (!drawn.getElementById("desk")) return false;
  drawn.querySelectorAll("[data-part]").forEach((piece) => {
    const old = document.getElementById(piece.id);
    if (!old) return;
    const fresh = document.importNode(piece, true);
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
  });
  document.querySelectorAll(".flashes").forEach((old) => { if (!old.closest("[data-part]")) old.remove(); });
  if (title) document.title = title;
  begin();
  return true;
}

async function ask(address, { body, method = "GET", push = true, focus = focusOnComment } = {}) {
  const old = part();
  // An answer that is on its way arrives before anything else is asked.
  if (old.inert) return true;
  asking?.abort();
  asking = new AbortController();
  const before = old.dataset.slug;
  let answer;
  let words;
  // Nothing more is put into a form that is on its way, until the last word of the answer is there.
  old.inert = method === "POST";
  try {
    answer = await fetch(address, { method, body, headers: method === "GET" ? WITHOUT_QUEUE : ASKS, signal: asking.signal });
    words = await answer.text();
  } catch (trouble) {
    if (trouble.name !== "AbortError" && method === "GET") location.assign(address);
    else if (trouble.name !== "AbortError") return false;
    return true;
  } finally {
    old.inert = false;
  }
  const leads = answer.headers.get("HX-Redirect");
  if (leads) location.assign(leads);
  else if (!put(words)) {
    if (method === "GET") location.assign(address);
    else return false;
  } else {
    const here = part().dataset.here;
    if (push && here && here !== location.pathname + location.search) history.pushState({ desk: true }, "", here);
    if (before !== part().dataset.slug) window.scrollTo(0, 0);
    focus();
  }
  return true;
}

function onClick(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
  const phrase = event.target.closest("button[data-phrase]");
  if (phrase) {
    event.preventDefault();
    insert(phrase.dataset.phrase);
    return;
  }
  const link = event.target.closest("#desk a[href], #queue a.queue-item");
  if (!link || link.hasAttribute("data-whole")) return;
  const way = new URL(link.href);
  if (link.getAttribute("href").startsWith("#")) return;
  if (!way.pathname.startsWith(new URL(part().dataset.desk, location).pathname)) return;
  event.preventDefault();
  ask(way.pathname + way.search);
}

/* Where the cursor was in the explanation, else at its end */
function insert(words) {
  const field = dock().elements.explanation;
  const [start, end] = [field.selectionStart, field.selectionEnd];
  const apart = start > 0 && !/\s$/.test(field.value.slice(0, start)) ? " " : "";
  field.setRangeText(apart + words, start, end, "end");
  dock().querySelector(".dock-phrases").open = false;
  field.focus();
  keepTyped(dock());
}

async function onSubmit(event) {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("#dock, form[data-stays]") || event.defaultPrevented) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, button));
  const way = button?.hasAttribute("formaction") ? button.formAction : form.action;
  const saves = form.id === "dock" && !button?.hasAttribute("formaction");
  const kept = form.id === "dock" ? placeOf(form) : "";
  const typed = kept && sessionStorage.getItem(kept);
  // The answer that comes back tells what stands in the form; what was typed before must not go over it.
  if (kept) sessionStorage.removeItem(kept);
  const focus = saves || form.id !== "dock" ? focusOnComment : () => focusOnField(button.name);
  if (await ask(way, { body, method: "POST", push: saves, focus })) {
    if (!saves && form.id === "dock") keepTyped(dock());
    else if (part().querySelector("[role=alert], [aria-invalid=true]")) keepTyped(dock());
    return;
  }
  if (typed) sessionStorage.setItem(kept, typed);
  form.submit();
}

function focusOnField(name) {
  const field = name === "start" ? dock().elements.new_text : dock().elements.explanation;
  (field ?? dock()).focus();
}

/* Out of a field, back to the comment and to the keys of one letter */
function onKey(event) {
  if (event.key !== "Escape" || !event.target.closest?.("#desk :is(textarea, input, select)")) return;
  document.getElementById("at-hand")?.focus({ preventScroll: true });
}

function onChange(event) {
  const form = event.target.closest?.("#dock");
  if (form && (KEPT.includes(event.target.name) || event.target.matches("[name=whole], [name=with]"))) keepTyped(form);
}

function begin() {
  const form = dock();
  if (form) restoreTyped(form);
  if (part()) markQueue();
}

if (part()) {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", onChange);
  document.addEventListener("change", onChange);
  window.addEventListener("popstate", () => ask(location.pathname + location.search, { push: false }));
  begin();
}
