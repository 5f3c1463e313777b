/* form[data-passkey=create|get]: asks the browser for a passkey, puts its answer into the hidden field `credential` and
   sends the form. The options come from the JSON element named by data-options, or, at sign-in, from the form's own
   address. What went wrong is said in [data-passkey-status]. window.webauthnJSON is the library's converter. */
(function () {
  "use strict";

  function say(form, name) {
    const status = form.querySelector("[data-passkey-status]");
    status.textContent = name ? status.dataset[name] : "";
  }

  async function options(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new TypeError(String(answer.status));
    return answer.json();
  }

  // A key that signs in by itself is kept on the device and asks who holds it; another one is a second step only.
  function adjusted(form, wanted) {
    const box = form.querySelector("[name=passwordless]");
    if (!box) return wanted;
    const selection = wanted.publicKey.authenticatorSelection;
    selection.residentKey = box.checked ? "required" : "discouraged";
    selection.requireResidentKey = box.checked;
    if (box.checked) selection.userVerification = "required";
    return wanted;
  }

  async function ask(form) {
    const found = await options(form);
    if (form.dataset.passkey === "get") return window.webauthnJSON.get(found.request_options);
    return window.webauthnJSON.create(adjusted(form, found.creation_options));
  }

  function reason(error) {
    if (error.name === "InvalidStateError") return "known";
    return error instanceof TypeError ? "offline" : "failed";
  }

  async function send(form) {
    say(form, "");
    try {
      form.querySelector("[name=credential]").value = JSON.stringify(await ask(form));
      form.submit();
    } catch (error) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      say(form, reason(error));
    }
  }

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (window.PublicKeyCredential && window.webauthnJSON) send(form);
      else say(form, "unsupported");
    });
  });
})();
