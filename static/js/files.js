/* Shows what was chosen in a file field, and says at once when a file is larger than data-max-bytes. */
(function () {
  "use strict";

  function size(bytes) {
    if (bytes < 1024 * 1024) return Math.max(1, Math.round(bytes / 1024)) + " KB";
    return (bytes / 1024 / 1024).toFixed(1) + " MB";
  }

  function line(file, limit) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const amount = document.createElement("span");
    item.className = "file-list__item" + (limit && file.size > limit ? " file-list__item--wrong" : "");
    name.textContent = file.name;
    amount.textContent = size(file.size) + (limit && file.size > limit ? " > " + size(limit) : "");
    item.append(name, amount);
    return item;
  }

  function list(input) {
    let found = input.parentElement.querySelector(".file-list");
    if (!found) {
      found = document.createElement("ul");
      found.className = "file-list";
      found.setAttribute("aria-live", "polite");
      input.insertAdjacentElement("afterend", found);
    }
    return found;
  }

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const limit = Number(input.dataset.maxBytes || 0);
    list(input).replaceChildren(...Array.from(input.files).map((file) => line(file, limit)));
  });
})();
