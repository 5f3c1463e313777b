/* Shows what was chosen in a file field, and says at once when a file is larger than data-max-bytes. In a field for
   several files (data-up and data-down hold the words) the order is changed by buttons and sent as <name>_order; what
   comes to more than data-max-together is told in the words of data-together and not sent: the server would end the
   request, and with it what was typed. */
(function () {
  "use strict";

  function size(bytes) {
    if (bytes < 1024 * 1024) return Math.max(1, Math.round(bytes / 1024)) + " KB";
    return (bytes / 1024 / 1024).toFixed(1) + " MB";
  }

  function part(tag, text) {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
  }

  function line(file, limit) {
    const item = document.createElement("li");
    item.className = "file-list__item" + (limit && file.size > limit ? " file-list__item--wrong" : "");
    const amount = size(file.size) + (limit && file.size > limit ? " > " + size(limit) : "");
    item.append(part("span", file.name), part("span", amount));
    return item;
  }

  function list(input) {
    let found = input.parentElement.querySelector(".file-list");
    if (!found) {
      found = document.createElement("ol");
      found.className = "file-list";
      found.setAttribute("aria-live", "polite");
      input.insertAdjacentElement("afterend", found);
    }
    return found;
  }

  function orderField(input) {
    const name = input.name + "_order";
    let found = input.form && input.form.querySelector('input[name="' + name + '"]');
    if (!found) {
      found = document.createElement("input");
      found.type = "hidden";
      found.name = name;
      input.insertAdjacentElement("afterend", found);
    }
    return found;
  }

  function mover(word, sign, name, enabled, move) {
    const button = part("button", sign);
    button.type = "button";
    button.className = "button button--quiet";
    button.disabled = !enabled;
    button.setAttribute("aria-label", word + ": " + name);
    button.addEventListener("click", move);
    return button;
  }

  /* The sentence about too much, or "" for what may be sent. */
  function tooMuch(input) {
    const sum = Array.from(input.files).reduce((bytes, file) => bytes + file.size, 0);
    const limit = Number(input.dataset.maxTogether || 0);
    return limit && sum > limit ? input.dataset.together + " (" + size(sum) + ")" : "";
  }

  function note(sentence) {
    const item = part("li", sentence);
    item.className = "file-list__item file-list__item--wrong";
    return item;
  }

  /* One numbered line for each file in the order in which it will be a page. */
  function arrange(input, order, focus) {
    const limit = Number(input.dataset.maxBytes || 0);
    const files = input.files;
    const several = input.dataset.up && order.length > 1;
    const lines = order.map((place, index) => {
      const item = line(files[place], limit);
      if (!several) return item;
      item.firstChild.textContent = index + 1 + ". " + files[place].name;
      const swap = (other) => () => {
        const changed = order.slice();
        changed[index] = order[other];
        changed[other] = order[index];
        arrange(input, changed, [other, other < index ? 0 : 1]);
      };
      const moves = part("span", "");
      moves.className = "file-list__moves";
      moves.append(
        mover(input.dataset.up, "\u2191", files[place].name, index > 0, swap(index - 1)),
        mover(input.dataset.down, "\u2193", files[place].name, index < order.length - 1, swap(index + 1))
      );
      item.append(moves);
      return item;
    });
    const sentence = tooMuch(input);
    input.setCustomValidity(sentence);
    list(input).replaceChildren(...lines, ...(sentence ? [note(sentence)] : []));
    if (input.dataset.up) orderField(input).value = order.join(",");
    if (focus) {
      const buttons = lines[focus[0]].querySelectorAll("button");
      (buttons[focus[1]].disabled ? buttons[1 - focus[1]] : buttons[focus[1]]).focus();
    }
  }

  document.addEventListener(
    "submit",
    (event) => {
      const fields = Array.from(event.target.querySelectorAll('input[type="file"]'));
      const wrong = fields.find((field) => field.validity.customError);
      if (!wrong) return;
      event.preventDefault();
      event.stopPropagation();
      wrong.reportValidity();
    },
    true
  );

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    arrange(input, Array.from(input.files).map((file, place) => place));
  });
})();
