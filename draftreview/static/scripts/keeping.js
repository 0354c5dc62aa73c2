/* Keeps what is typed into the composer: on the server every few seconds, and on this machine until the server has
   it. The page has a name of its own (tab), here and there, so that two pages never write over each other's words. */

const PREFIX = "draftreview.typing.";
const SENT = "draftreview.sent";
const PAUSE = 1000;
const AT_MOST = 4000;
const AGAIN = 5000;
const OLDEST = 90 * 24 * 60 * 60 * 1000;
const SIGN_OUT = "/sign-out";
const tab = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");
const states = new WeakMap();

const composer = () => document.querySelector("form.composer[data-keep]");
const placeOf = (form) => `${PREFIX}${form.dataset.user}.${form.elements.form_key.value}.${tab}`;

function stateOf(form) {
  if (!states.has(form)) states.set(form, { changed: 0, saved: 0, timer: 0, last: 0, held: true });
  return states.get(form);
}

function fieldsOf(form) {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrf_token;
  return { ...fields, tab };
}

/* On this machine */

function holdHere(form) {
  const entry = { keep: form.dataset.keep, fields: fieldsOf(form), seen: form.dataset.seen, at: Date.now() };
  try {
    localStorage.setItem(placeOf(form), JSON.stringify(entry));
    stateOf(form).held = true;
  } catch {
    stateOf(form).held = false;
  }
}

function heldHere(user) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${user}.`)).map(entryAt).filter(Boolean);
  } catch {
    return [];
  }
}

/* What cannot be read any more is of no use to anybody. */
function entryAt(key) {
  try {
    return { key, ...JSON.parse(localStorage.getItem(key)) };
  } catch {
    letGo(key);
    return null;
  }
}

function letGo(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing is kept where nothing can be.
  }
}

/* To the server */

async function post(form, keep, fields, seen, age) {
  const token = form.elements.csrf_token.value;
  const body = new URLSearchParams({ ...fields, seen: seen ?? "", age, csrf_token: token });
  const answer = await fetch(keep, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok) return answer.json();
  if ([400, 401, 403].includes(answer.status) && await renewed(form, token)) return post(form, keep, fields, seen, age);
  throw Object.assign(new Error("refused"), { status: answer.status });
}

/* Somebody who signed in again elsewhere has a new token; the page goes on with it. */
async function renewed(form, old) {
  const answer = await fetch(form.dataset.token, { headers: { Accept: "application/json" } });
  if (answer.redirected || !answer.ok) return false;
  const { token, user } = await answer.json();
  if (String(user) !== form.dataset.user || token === old) return false;
  document.querySelectorAll("input[name=csrf_token]").forEach((field) => { field.value = token; });
  return true;
}

function say(form, words, sign = "") {
  const line = form.querySelector("#save-state");
  const drawn = sign && form.querySelector(`template[data-sign=${sign}]`).content.cloneNode(true);
  line.classList.toggle("save-state--failed", sign === "failed");
  line.replaceChildren(...(drawn ? [drawn, " "] : []), words);
}

function tell(form, trouble) {
  form.querySelectorAll("[data-when]").forEach((banner) => { banner.hidden = banner.dataset.when !== trouble; });
}

async function save(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (state.sending || !form.isConnected || "sent" in form.dataset || state.changed === state.saved) return;
  const changed = state.changed;
  const key = placeOf(form);
  state.sending = true;
  say(form, form.dataset.saySaving);
  try {
    const kept = await post(form, form.dataset.keep, fieldsOf(form), form.dataset.seen, 0);
    state.saved = changed;
    state.last = Date.now();
    form.dataset.seen = kept.seen;
    if (state.changed === changed || kept.form_key !== form.elements.form_key.value) letGo(key);
    form.elements.form_key.value = kept.form_key;
    if (state.changed !== changed) holdHere(form);
    tell(form, "");
    say(form, `${form.dataset.saySaved} ${kept.at}`, "saved");
  } catch (trouble) {
    const expired = [400, 401, 403].includes(trouble.status);
    if (!trouble.status || expired) tell(form, expired ? "expired" : "offline");
    say(form, state.held ? form.dataset.sayLocal : form.dataset.sayLost, "failed");
    state.timer = setTimeout(() => save(form), AGAIN);
  } finally {
    state.sending = false;
  }
  if (state.changed !== state.saved && state.saved === changed) plan(form);
}

function plan(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  const waited = Date.now() - (state.first ?? Date.now());
  state.first ??= Date.now();
  state.timer = setTimeout(() => {
    state.first = undefined;
    save(form);
  }, Math.max(0, Math.min(PAUSE, AT_MOST - waited)));
}

function typed(event) {
  const form = event.target.closest?.("form.composer[data-keep]");
  if (!form || !event.target.name || event.target.name === "csrf_token") return;
  stateOf(form).changed += 1;
  holdHere(form);
  plan(form);
}

/* Sends what is not sent yet without waiting for an answer: the page goes away. */
export function flush() {
  const form = composer();
  if (!form || "sent" in form.dataset) return;
  const state = stateOf(form);
  if (state.changed === state.saved) return;
  clearTimeout(state.timer);
  const fields = { ...fieldsOf(form), seen: form.dataset.seen ?? "", age: 0, csrf_token: form.elements.csrf_token.value };
  navigator.sendBeacon(form.dataset.keep, new URLSearchParams(fields));
}

/* Tells whether something typed would be lost with the page. */
export function isUnsafe() {
  const form = composer();
  if (!form || "sent" in form.dataset) return false;
  const state = stateOf(form);
  return state.changed !== state.saved && !state.held;
}

/* What this machine still holds of this person goes to the server; what belongs here is then offered. */
async function bringBack(form) {
  let here = false;
  for (const entry of heldHere(form.dataset.user)) {
    if (entry.key === placeOf(form) && stateOf(form).changed) continue;
    try {
      const kept = await post(form, entry.keep, entry.fields, entry.seen, Math.round((Date.now() - entry.at) / 1000));
      here ||= entry.keep === form.dataset.keep && !kept.over;
      const now = JSON.parse(localStorage.getItem(entry.key) ?? "{}");
      if (now.at === entry.at) letGo(entry.key);
    } catch (trouble) {
      if (trouble.status !== 404 && trouble.status !== 422) return;
      if (!(Date.now() - entry.at < OLDEST)) letGo(entry.key);
    }
  }
  if (here && form.isConnected && stateOf(form).changed === 0 && window.htmx) {
    window.htmx.ajax("GET", form.dataset.here, { target: "#talk", swap: "outerHTML" });
  }
}

function begin() {
  const form = composer();
  if (!form || form.dataset.begun) return;
  form.dataset.begun = "";
  if ("refused" in form.dataset) {
    // What was sent and refused stands in the form still: it goes on as if it had just been typed.
    stateOf(form).changed += 1;
    holdHere(form);
    plan(form);
  }
  bringBack(form);
}

/* The server says which form became a comment: this machine need not hold what that page typed any more. */
function letGoOfSaved() {
  const saved = document.cookie.match(/(?:^|; )saved_form=([\w-]+)/);
  if (!saved) return;
  document.cookie = "saved_form=; max-age=0; path=/; samesite=lax";
  try {
    const sent = sessionStorage.getItem(SENT) ?? "";
    if (sent.includes(`.${saved[1]}.`)) letGo(sent);
  } catch {
    // What is held all the same goes to the server, which knows that it was saved.
  }
}

function noteSending(form) {
  try {
    sessionStorage.setItem(SENT, placeOf(form));
  } catch {
    // As above.
  }
}

document.addEventListener("input", typed);
document.addEventListener("change", typed);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
window.addEventListener("pagehide", flush);
window.addEventListener("pageshow", () => { if (composer()) delete composer().dataset.sent; });
window.addEventListener("online", () => { const form = composer(); if (form) save(form); });
document.addEventListener("submit", (event) => {
  const way = new URL(event.target.action, location).pathname;
  if (way === SIGN_OUT) Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach(letGo);
  else if (event.target.matches("form.composer[data-keep]")) noteSending(event.target);
});
document.addEventListener("htmx:load", begin);
letGoOfSaved();
begin();
