/* When a part of a page could not be fetched, say so in the page's message area instead of doing nothing. */
(function () {
  "use strict";

  function say(text) {
    const area = document.getElementById("messages");
    if (!area || !text) return;
    const box = document.createElement("div");
    const line = document.createElement("p");
    box.className = "alert alert--danger";
    line.textContent = text;
    box.append(line);
    area.replaceChildren(box);
    area.scrollIntoView({ block: "nearest" });
  }

  function message(event) {
    const area = document.getElementById("messages");
    const request = event.detail.xhr;
    try {
      return JSON.parse(request.responseText).message || area.dataset.failed;
    } catch (error) {
      return area.dataset.failed;
    }
  }

  document.addEventListener("htmx:responseError", (event) => say(message(event)));
  document.addEventListener("htmx:sendError", () => say(document.getElementById("messages").dataset.offline));
  document.addEventListener("htmx:timeout", () => say(document.getElementById("messages").dataset.offline));
})();
