/* Nothing typed is lost: what could not be saved is kept in this tab (sessionStorage) until it is, for the same person
   only. #idle says whose page this is (data-person) and holds the sentences. Forms with a password are left alone.
   window.kept = { keep(form), forget(form), keepAll() }. */
(function () {
  "use strict";
  const PREFIX = "kept:";
  const HOURS = 12;
  const SKIPPED = "hidden password file submit button image reset search".split(" ");
  const box = document.getElementById("idle");

  function forms() {
    return Array.from(document.querySelectorAll("main form")).filter((form) =>
      form.method === "post" && !form.querySelector("[type=password]") && !form.matches("[data-keep=no], [data-passkey]"));
  }

  function fields(form) {
    return Array.from(form.elements).filter((field) => field.name && !SKIPPED.includes(field.type));
  }

  function changed(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.options) return Array.from(field.options).some((option) => option.selected !== option.defaultSelected);
    return field.value !== field.defaultValue;
  }

  function value(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    return field.multiple ? Array.from(field.options).map((option) => option.selected) : field.value;
  }

  function put(field, kept) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept;
    else if (Array.isArray(kept)) Array.from(field.options).forEach((option, place) => { option.selected = kept[place]; });
    else field.value = kept;
  }

  // Where a form is found again: the page, and the form's place among those of the same address.
  function key(form) {
    const action = form.getAttribute("action") || "";
    const twins = forms().filter((other) => (other.getAttribute("action") || "") === action);
    return PREFIX + location.pathname + "|" + action + "|" + twins.indexOf(form);
  }

  function read(name) {
    try { return JSON.parse(sessionStorage.getItem(name)); } catch (error) { return null; }
  }

  function write(name, entry) {
    try {
      if (entry) sessionStorage.setItem(name, JSON.stringify(entry));
      else sessionStorage.removeItem(name);
    } catch (error) { /* without storage the text still stands in the page */ }
  }

  function names() {
    try { return Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX)); } catch (error) { return []; }
  }

  // A form that came back with complaints shows what was typed as if it had always stood there.
  function typed(form) {
    const found = fields(form);
    return form.querySelector(".error-summary") ? found : found.filter(changed);
  }

  function named(form, name) { return fields(form).filter((field) => field.name === name); }

  function keep(form, sent) {
    const found = typed(form);
    if (!box || !found.length) return;
    const values = found.map((field) => [field.name, named(form, field.name).indexOf(field), value(field)]);
    write(key(form), { person: box.dataset.person, at: Date.now(), sent: Boolean(sent), values });
  }

  function forget(form) { write(key(form), null); }

  async function keepAll() {
    for (const form of forms()) {
      const saved = form.autosave ? await form.autosave.flush() : false;
      if (saved) forget(form);
      else keep(form);
    }
  }

  function restore(form, entry) {
    const differing = entry.values.map(([name, place, kept]) => [named(form, name)[place], kept]).filter(([field, kept]) =>
      field && JSON.stringify(value(field)) !== JSON.stringify(kept));
    if (!differing.length) return;
    differing.forEach(([field, kept]) => put(field, kept));
    announce(form, entry);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function announce(form, entry) {
    const note = document.createElement("div");
    const text = document.createElement("p");
    const button = document.createElement("button");
    note.className = "alert alert--warn row";
    note.setAttribute("role", "status");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = box.dataset.discard;
    button.addEventListener("click", () => { forget(form); form.reset(); note.remove(); });
    note.append(text, button);
    form.prepend(note);
    // Said once it stands in the page: a status that is there from the beginning is not read out.
    text.textContent = box.dataset.restored.replace("{time}", new Date(entry.at).toTimeString().slice(0, 5));
  }

  // What was sent has arrived when the next page of the same person shows no complaint.
  function settle() {
    const complaint = document.querySelector("#messages .alert--danger, .error-summary");
    names().forEach((name) => {
      const entry = read(name);
      const foreign = !entry || (box && entry.person !== box.dataset.person) || Date.now() - entry.at > HOURS * 3600000;
      if (foreign || (box && entry.sent && !complaint)) write(name, null);
      else if (entry.sent) write(name, Object.assign(entry, { sent: false }));
    });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (box && box.dataset.signOut === form.getAttribute("action")) names().forEach((name) => write(name, null));
    else if (forms().includes(form)) keep(form, true);
  });
  document.addEventListener("draft:saved", (event) => forget(event.target));
  document.addEventListener("draft:unsaved", (event) => keep(event.target));
  document.addEventListener("DOMContentLoaded", () => {
    settle();
    if (!box) return;
    forms().forEach((form) => {
      const entry = read(key(form));
      if (entry) restore(form, entry);
    });
    const field = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (field && field.form) field.focus();
  });
  window.kept = { keep, forget, keepAll };
})();
