/* The desk opens with the place at hand in view in the queue; the queue itself works without this. */

const queue = document.getElementById("queue");
const current = queue?.querySelector("[aria-current]");

if (current) {
  const middle = current.offsetTop - (queue.clientHeight - current.offsetHeight) / 2;
  queue.scrollTop = Math.max(0, middle);
}
