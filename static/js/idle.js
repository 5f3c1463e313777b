/* #idle[data-minutes]: when nothing was done for that long, what is typed is saved or kept, then the person is signed
   out; two minutes before, a warning. Doing something in any tab counts for all of them, and is told to the server.
   When the server says that the session is over (an answer 401, the event live:ended), the page says so with the way
   to sign in, and what is typed stays. 0 minutes: nobody is signed out by the page. */
(function () {
  "use strict";
  const box = document.getElementById("idle");
  if (!box) return;
  const limit = Number(box.dataset.minutes) * 60000;
  const WARNING = Math.min(120000, limit / 2);
  const TOLD = 60000;
  const SHARED = "active:" + box.dataset.person;
  const warning = box.querySelector("[data-idle-warning]");
  const stay = box.querySelector("[data-idle-stay]");
  const again = box.querySelector("[data-idle-again]");
  let active = Date.now();
  let told = active;
  let timer = null;
  let telling = null;
  let field = null;
  let leaving = false;
  let over = false;

  function last() {
    let shared = 0;
    try { shared = Number(localStorage.getItem(SHARED)) || 0; } catch (error) { /* this tab alone, then */ }
    return Math.max(active, Math.min(shared, Date.now()));
  }

  function share() {
    try { localStorage.setItem(SHARED, String(active)); } catch (error) { /* this tab alone, then */ }
  }

  function tell() {
    clearTimeout(telling);
    telling = null;
    told = Date.now();
    ask().catch(() => {});
  }

  async function ask() {
    const headers = { Accept: "application/json", "X-Person": box.dataset.person };
    const answer = await fetch(box.dataset.awake, { credentials: "same-origin", headers });
    if (answer.status === 401) end((await answer.json().catch(() => ({}))).message);
    else if (answer.ok && over) goOn();
  }

  function end(message) {
    if (over || leaving) return;
    over = true;
    clearTimeout(timer);
    stay.hidden = true;
    again.hidden = false;
    box.hidden = false;
    warning.textContent = (message || box.dataset.ended) + " " + box.dataset.kept;
  }

  // Signed in again in another tab.
  function goOn() {
    over = false;
    stay.hidden = false;
    again.hidden = true;
    calm();
  }

  function act() {
    const now = Date.now();
    if (leaving || over || !limit || now - last() >= limit) return;
    if (now - active >= 1000) {
      active = now;
      share();
      if (!telling) telling = setTimeout(tell, Math.max(0, TOLD - (now - told)));
    }
    calm();
  }

  function calm() {
    if (box.hidden) return;
    box.hidden = true;
    warning.textContent = "";
    watch();
  }

  function warn() {
    if (!box.hidden) return;
    box.hidden = false;
    warning.textContent = box.dataset.warning;
  }

  function watch() {
    clearTimeout(timer);
    if (over || !limit) return;
    const quiet = Date.now() - last();
    if (quiet >= limit) { leave(); return; }
    if (quiet >= limit - WARNING) warn();
    else if (!box.hidden) { calm(); return; }
    timer = setTimeout(watch, (quiet >= limit - WARNING ? limit : limit - WARNING) - quiet);
  }

  // The page and the field to come back to.
  function place() {
    return location.pathname + location.search + (field && field.id ? "#" + encodeURIComponent(field.id) : "");
  }

  async function keep() {
    leaving = true;
    await window.kept.keepAll();
    document.dispatchEvent(new Event("page:leaving"));
  }

  async function leave() {
    if (leaving) return;
    await keep();
    const form = document.getElementById("idle-sign-out");
    form.elements.next.value = box.dataset.signIn + "?idle=1&next=" + encodeURIComponent(place());
    form.submit();
  }

  ["pointerdown", "keydown", "input", "wheel", "touchstart"].forEach((name) =>
    document.addEventListener(name, act, { passive: true, capture: true }));
  document.addEventListener("focusin", (event) => { if (event.target.form && event.target.id) field = event.target; });
  stay.addEventListener("click", () => {
    act();
    tell();
    if (field) field.focus();
  });
  again.addEventListener("click", async (event) => {
    event.preventDefault();
    await keep();
    location.assign(box.dataset.signIn + "?next=" + encodeURIComponent(place()));
  });
  document.addEventListener("live:ended", (event) => { if (event.detail.status === 401) end(event.detail.message); });
  window.addEventListener("storage", (event) => { if (event.key === SHARED) watch(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (over) tell();
    watch();
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
    if (over) tell();
    watch();
  });
  share();
})();
