/* form[data-autosave=URL]: posts the form a moment after the last change. The server answers JSON: {"version": 3,
   "saved_at": "14:05"}, or 409 with {"message": "…"} when somebody else was faster. Typed text never leaves the page. */
(function () {
  "use strict";
  const WAIT = 1200;

  function clock() {
    const now = new Date();
    return String(now.getHours()).padStart(2, "0") + ":" + String(now.getMinutes()).padStart(2, "0");
  }

  class Autosave {
    constructor(form) {
      this.form = form;
      this.box = form.querySelector("[data-autosave-status]");
      this.text = this.box.querySelector("[role=status]");
      this.retry = this.box.querySelector("[data-autosave-retry]");
      this.timer = null;
      this.running = false;
      this.again = false;
      this.stale = false;
      this.leaving = false;
      this.unsaved = false;
      form.addEventListener("input", () => this.later());
      form.addEventListener("change", () => this.later());
      form.addEventListener("submit", () => this.stop());
      this.retry.addEventListener("click", () => this.save());
      window.addEventListener("online", () => { if (this.unsaved) this.save(); });
      // Coming back with the browser's arrow shows the page from memory, ready to be saved again.
      window.addEventListener("pageshow", () => { this.leaving = false; });
      window.addEventListener("beforeunload", (event) => { if (this.unsaved) event.preventDefault(); });
    }

    later() {
      if (this.stale || this.leaving) return;
      this.unsaved = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), WAIT);
    }

    stop() {
      clearTimeout(this.timer);
      this.unsaved = false;
      this.leaving = true;
    }

    say(state, text) {
      this.box.classList.remove("autosave--saved", "autosave--saving", "autosave--failed");
      this.box.classList.add("autosave--" + state);
      this.text.textContent = text;
      this.retry.hidden = state !== "failed" || this.stale;
    }

    async save() {
      if (this.stale || this.leaving) return;
      if (this.running) { this.again = true; return; }
      this.running = true;
      this.unsaved = false;
      this.say("saving", this.box.dataset.saving);
      try {
        await this.read(await this.send());
      } catch (error) {
        this.unsaved = true;
        this.say("failed", this.box.dataset.failed);
      }
      this.running = false;
      if (this.again && !this.stale) { this.again = false; this.later(); }
    }

    send() {
      const token = this.form.querySelector("[name=csrfmiddlewaretoken]");
      return fetch(this.form.dataset.autosave, {
        method: "POST",
        body: this.fields(),
        credentials: "same-origin",
        headers: { "X-CSRFToken": token ? token.value : "", "Accept": "application/json" },
      });
    }

    // Files go with the form itself: sending them with each pause in typing would be slow on a phone.
    fields() {
      const data = new FormData(this.form);
      this.form.querySelectorAll("input[type=file][name]").forEach((input) => data.delete(input.name));
      return data;
    }

    async read(answer) {
      if (answer.status === 409) {
        const body = await answer.json().catch(() => ({}));
        this.stale = true;
        this.unsaved = true;
        this.say("failed", body.message || this.box.dataset.stale);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const body = await answer.json();
      const version = this.form.querySelector("[name=draft_version]");
      if (version && body.version !== undefined) version.value = body.version;
      this.say("saved", this.box.dataset.saved + " " + (body.saved_at || clock()));
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-autosave]").forEach((form) => {
      if (form.querySelector("[data-autosave-status]")) new Autosave(form);
    });
  });
})();
