/* form[data-autosave=URL]: posts the form a moment after the last change. The server answers JSON: {"version": 3,
   "saved_at": "14:05"}, or a refusal with {"message": "…"}; after 409 nothing more is sent. Typed text never leaves the
   page. The form hears "draft:saved" and "draft:unsaved"; form.autosave.flush() saves at once and says whether it did. */
(function () {
  "use strict";
  const WAIT = 1200;

  function clock() {
    const now = new Date();
    return String(now.getHours()).padStart(2, "0") + ":" + String(now.getMinutes()).padStart(2, "0");
  }

  // Signing in again in another tab renews the token: the cookie has the one that counts.
  function token(form) {
    const page = document.getElementById("idle");
    const name = page && page.dataset.csrfCookie;
    const cookie = name && document.cookie.split("; ").find((one) => one.startsWith(name + "="));
    const own = form.querySelector("[name=csrfmiddlewaretoken]");
    return cookie ? cookie.slice(name.length + 1) : own ? own.value : "";
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
      this.current = Promise.resolve();
      form.autosave = this;
      form.addEventListener("input", () => this.later());
      form.addEventListener("change", () => this.later());
      form.addEventListener("submit", () => this.stop());
      this.retry.addEventListener("click", () => this.save());
      window.addEventListener("online", () => { if (this.unsaved) this.save(); });
      // Coming back with the browser's arrow shows the page from memory, ready to be saved again.
      window.addEventListener("pageshow", () => { this.leaving = false; });
      document.addEventListener("page:leaving", () => this.stop());
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

    async flush() {
      clearTimeout(this.timer);
      await this.current;
      clearTimeout(this.timer);
      if (this.unsaved) await this.save();
      return !this.unsaved && !this.stale;
    }

    save() {
      this.current = this.attempt();
      return this.current;
    }

    async attempt() {
      if (this.stale || this.leaving) return;
      if (this.running) { this.again = true; return; }
      this.running = true;
      this.unsaved = false;
      this.say("saving", this.box.dataset.saving);
      try {
        await this.read(await this.send());
      } catch (error) {
        this.fail();
      }
      this.running = false;
      if (this.again && !this.stale) { this.again = false; this.later(); }
    }

    fail(message) {
      this.unsaved = true;
      this.say("failed", message || this.box.dataset.failed);
      this.form.dispatchEvent(new CustomEvent("draft:unsaved", { bubbles: true }));
    }

    send() {
      const page = document.getElementById("idle");
      return fetch(this.form.dataset.autosave, {
        method: "POST",
        body: this.fields(),
        credentials: "same-origin",
        headers: {
          "X-CSRFToken": token(this.form),
          "X-Person": page ? page.dataset.person : "",
          "Accept": "application/json",
        },
      });
    }

    // Files go with the form itself: sending them with each pause in typing would be slow on a phone.
    fields() {
      const data = new FormData(this.form);
      this.form.querySelectorAll("input[type=file][name]").forEach((input) => data.delete(input.name));
      return data;
    }

    async read(answer) {
      if (!answer.ok) {
        const refusal = await answer.json().catch(() => ({}));
        this.stale = answer.status === 409;
        this.fail(refusal.message || (this.stale ? this.box.dataset.stale : ""));
        return;
      }
      const body = await answer.json();
      const version = this.form.querySelector("[name=draft_version]");
      if (version && body.version !== undefined) version.value = body.version;
      this.form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true }));
      this.say("saved", this.box.dataset.saved + " " + (body.saved_at || clock()));
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-autosave]").forEach((form) => {
      if (form.querySelector("[data-autosave-status]")) new Autosave(form);
    });
  });
})();
