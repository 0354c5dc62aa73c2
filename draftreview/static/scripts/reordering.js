/* Comments of one provision are dragged into another order; by keyboard, and without this, buttons move them.
   The rows move under the pointer at once, and the new position is sent when it is let go. */

const rowOf = (element) => element.closest(".reply-row");
const group = (row) => [...row.parentElement.querySelectorAll(`.reply-row[data-group="${row.dataset.group}"]`)];
let held = null;

function take(event) {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button !== 0 || held) return;
  event.preventDefault();
  const row = rowOf(grip);
  held = { grip, row, rows: group(row), pointer: event.pointerId };
  grip.setPointerCapture(event.pointerId);
  row.classList.add("is-held");
}

/* The row goes before or behind the one whose middle the pointer has passed. */
function carry(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { row } = held;
  const rows = group(row);
  const at = rows.indexOf(row);
  const middle = (one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; };
  if (at > 0 && event.clientY < middle(rows[at - 1])) rows[at - 1].before(row);
  else if (at < rows.length - 1 && event.clientY > middle(rows[at + 1])) rows[at + 1].after(row);
}

function letGo(event) {
  if (!held || event.pointerId !== held.pointer) return;
  const { grip, row, rows } = held;
  const to = group(row).indexOf(row);
  held = null;
  row.classList.remove("is-held");
  if (to !== rows.indexOf(row)) send(grip.closest("form"), to);
}

/* Escape, or a finger that the browser takes for scrolling: everything stands as before. */
function giveUp() {
  if (!held) return;
  const { row, rows } = held;
  held = null;
  row.classList.remove("is-held");
  const after = rows[rows.indexOf(row) + 1];
  if (after) after.before(row);
  else group(row).at(-1).after(row);
}

function send(form, to) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "to", value: to });
  form.append(field);
  form.submit();
}

document.querySelectorAll("[data-grip]").forEach((grip) => { grip.hidden = false; });
document.addEventListener("pointerdown", take);
document.addEventListener("pointermove", carry);
document.addEventListener("pointerup", letGo);
document.addEventListener("pointercancel", giveUp);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") giveUp(); });
