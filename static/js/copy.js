/* [data-copy="id"]: puts the text of an element into the clipboard; hidden where a page may not do so. */
(function () {
  "use strict";

  const shown = (button) => { button.hidden = false; };

  const copied = (button) => {
    const status = document.getElementById(button.dataset.copyStatus);
    if (status) status.textContent = button.dataset.copied;
  };

  const byHand = (text) => {
    text.focus();
    text.select();
    return document.execCommand("copy");
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy);
    const folded = text.closest("details");
    if (folded) folded.open = true;
    try {
      await navigator.clipboard.writeText(text.value);
      copied(button);
    } catch (refused) {
      if (byHand(text)) copied(button);
    }
  });

  const prepare = () => document.querySelectorAll("[data-copy][hidden]").forEach(shown);
  prepare();
  document.addEventListener("htmx:load", prepare);
})();
