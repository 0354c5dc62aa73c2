/* Marks the article being read in the contents, keeps its row in view and names it in the narrow bar. */

const contents = document.querySelector("[data-contents]");
const place = document.querySelector("[data-current-place]");

function rowsByTarget() {
  const rows = new Map();
  contents.querySelectorAll('a.contents-row[href*="#"]').forEach((row) => {
    const target = document.getElementById(decodeURIComponent(row.hash.slice(1)));
    if (target) rows.set(target, row);
  });
  return rows;
}

/* Scrolls only the contents column: scrollIntoView would move the page as well. */
function reveal(row) {
  const box = contents.getBoundingClientRect();
  const line = row.getBoundingClientRect();
  if (line.top < box.top + 40 || line.bottom > box.bottom - 40) {
    contents.scrollTop += line.top - box.top - box.height / 3;
  }
}

/* A chapter is read only where none of its articles is. */
function holdsAnother(target, reading) {
  return [...reading].some((other) => other !== target && target.contains(other));
}

function markReader(rows) {
  const reading = new Set();
  let current = contents.querySelector(".contents-row[aria-current]");

  const show = () => {
    const first = [...rows.keys()].find((target) => reading.has(target) && !holdsAnother(target, reading));
    const row = rows.get(first);
    if (!row || row === current) return;
    current?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "location");
    current = row;
    reveal(row);
    if (place) place.textContent = row.dataset.place ?? row.textContent.trim();
  };

  const observer = new IntersectionObserver((entries) => {
    entries.forEach((entry) => {
      if (entry.isIntersecting) reading.add(entry.target);
      else reading.delete(entry.target);
    });
    show();
  }, { rootMargin: "-120px 0px -65% 0px" });

  rows.forEach((_row, target) => observer.observe(target));
  if (current) reveal(current);
}

if (contents) markReader(rowsByTarget());
