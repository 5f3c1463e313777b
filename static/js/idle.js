/* #idle[data-minutes]: when nothing was done for that long, what is typed is saved or kept, then the person is signed
   out; two minutes before, a warning. Doing something in any tab counts for all of them, and is told to the server. */
(function () {
  "use strict";
  const box = document.getElementById("idle");
  const limit = box ? Number(box.dataset.minutes) * 60000 : 0;
  if (!limit) return;
  const WARNING = Math.min(120000, limit / 2);
  const TOLD = 60000;
  const SHARED = "active:" + box.dataset.person;
  const warning = box.querySelector("[data-idle-warning]");
  const stay = box.querySelector("[data-idle-stay]");
  let active = Date.now();
  let told = active;
  let timer = null;
  let telling = null;
  let field = null;
  let leaving = false;

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
    fetch(box.dataset.awake, { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => {});
  }

  function act() {
    const now = Date.now();
    if (leaving || now - last() >= limit) return;
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

  async function leave() {
    if (leaving) return;
    leaving = true;
    await window.kept.keepAll();
    document.dispatchEvent(new Event("page:leaving"));
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
  window.addEventListener("storage", (event) => { if (event.key === SHARED) watch(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); });
  window.addEventListener("pageshow", () => { leaving = false; watch(); });
  share();
})();
