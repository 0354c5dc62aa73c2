/* Drawers and dropdowns. They open and close without this (popover, details);
   with it they also close after a choice, on Escape and when the window grows wide. */

const WIDE = window.matchMedia("(min-width: 1101px)");

function closePopover(panel) {
  if (panel.matches(":popover-open")) panel.hidePopover();
}

function closeAllPopovers() {
  document.querySelectorAll("[popover]:popover-open").forEach(closePopover);
}

function closeDropdowns(except) {
  document.querySelectorAll("details[data-dropdown][open]").forEach((details) => {
    if (!details.contains(except)) details.open = false;
  });
}

document.addEventListener("click", (event) => {
  closeDropdowns(event.target);
  const panel = event.target.closest("a[href]")?.closest("[popover]");
  if (panel) closePopover(panel);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-dropdown][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

WIDE.addEventListener("change", closeAllPopovers);
window.matchMedia("(min-width: 861px)").addEventListener("change", closeAllPopovers);

/* The drawer opens at the row of the article being read, else at its first choice. */
document.querySelectorAll(".side[popover]").forEach((side) => {
  side.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    const row = side.querySelector("[data-slug][aria-current]") ?? side.querySelector("[aria-current]") ?? side.querySelector("select, a[href]");
    row?.scrollIntoView({ block: "center" });
    row?.focus({ preventScroll: true });
  });
});
