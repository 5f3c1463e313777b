/* A button with data-confirm asks first, in the page's dialog, or with confirm() where <dialog> is unknown. */
(function () {
  "use strict";
  let asked = null;

  function submit(button) {
    asked = button;
    button.click();
    asked = null;
  }

  function ask(button) {
    const dialog = document.getElementById("confirm-dialog");
    if (!dialog || typeof dialog.showModal !== "function") {
      if (window.confirm(button.dataset.confirm)) submit(button);
      return;
    }
    dialog.querySelector(".dialog__text").textContent = button.dataset.confirm;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "yes") submit(button);
      else button.focus();
    }, { once: true });
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (!button || button === asked) return;
    if (button.form && !button.form.noValidate && !button.form.reportValidity()) {
      event.preventDefault();
      return;
    }
    event.preventDefault();
    ask(button);
  });
})();
