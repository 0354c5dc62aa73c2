/* Single-key shortcuts, which the reader can switch off (WCAG 2.1.4).
   n, p       the next or previous clause inside [data-keys="clauses"]
   c          comments on the clause that has the focus, else on the one that the address names
   j, k       the next or previous link inside [data-keys="list"]; followed at once with data-keys-follow
   data-step  a button in [data-steps] that does what n and p do, for a mouse or a finger
   data-key   any element with data-key="x": a field is focused, anything else is clicked
   Ctrl+Enter sends the form that has data-send-keys, from inside its fields */

const STORE = "draftreview.keys";
const TYPING = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]";

const isOn = () => localStorage.getItem(STORE) !== "off";

function setUpSwitch() {
  const holder = document.querySelector("[data-keys-switch]");
  if (!holder) return;
  const box = holder.querySelector("input");
  const show = () => {
    document.documentElement.toggleAttribute("data-keys-off", !isOn());
    box.checked = isOn();
  };
  holder.hidden = false;
  box.addEventListener("change", () => {
    localStorage.setItem(STORE, box.checked ? "on" : "off");
    show();
  });
  show();
}

function barsBottom() {
  const bars = [...document.querySelectorAll(".appbar, .subbar")];
  return Math.max(0, ...bars.map((bar) => bar.getBoundingClientRect().bottom));
}

/* From the focused clause one step; without one, the first clause below the bars or the last above them. */
function nextIndex(clauses, step) {
  const focused = clauses.findIndex((clause) => clause.contains(document.activeElement));
  if (focused >= 0) return focused + step;
  const edge = barsBottom();
  const first = clauses.findIndex((clause) => clause.getBoundingClientRect().top >= edge);
  const visible = first < 0 ? clauses.length : first;
  return step > 0 ? visible : visible - 1;
}

function stepClause(step) {
  const clauses = [...document.querySelectorAll('[data-keys="clauses"] .clause[id]:not(.clause--heading)')];
  const target = clauses[nextIndex(clauses, step)];
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  // On a telephone the older words stand above the newer ones: both belong to the step.
  (target.closest(".compare-row") ?? target).scrollIntoView({ block: "start" });
}

function stepList(step) {
  const list = document.querySelector('[data-keys="list"]');
  if (!list) return;
  const links = [...list.querySelectorAll("a[href]")];
  let at = links.indexOf(document.activeElement);
  if (at < 0) at = links.findIndex((link) => link.hasAttribute("aria-current"));
  const target = links[at < 0 ? 0 : at + step];
  if (!target) return;
  target.focus();
  if (list.hasAttribute("data-keys-follow")) target.click();
}

function useElement(key) {
  const target = [...document.querySelectorAll("[data-key]")]
    .find((element) => element.dataset.key === key && element.checkVisibility());
  if (!target) return false;
  if (target.matches(TYPING)) target.focus();
  else target.click();
  return true;
}

function commentHere() {
  const at = document.activeElement.closest(".clause") ?? document.querySelector(".clause:target, :target .clause");
  at?.querySelector(".clause-add")?.click();
}

/* The clause keeps the focus while a button is pressed: the next step goes on from it. */
function setUpSteps() {
  for (const steps of document.querySelectorAll("[data-steps]")) {
    steps.hidden = false;
    for (const button of steps.querySelectorAll("[data-step]")) {
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => stepClause(Number(button.dataset.step)));
    }
  }
}

const STEPS = { n: [stepClause, 1], p: [stepClause, -1], j: [stepList, 1], k: [stepList, -1], c: [commentHere] };

function onKey(event) {
  const typing = event.target instanceof Element && event.target.closest(TYPING);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form[data-send-keys]");
    if (form) form.requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !isOn()) return;
  if (useElement(event.key)) event.preventDefault();
  else if (STEPS[event.key]) {
    const [move, step] = STEPS[event.key];
    event.preventDefault();
    move(step);
  }
}

setUpSwitch();
setUpSteps();
document.addEventListener("keydown", onKey);
