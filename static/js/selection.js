/* [data-selection]: counts the ticked rows of a list, and ticks or unticks its page. Without it the form works, too. */
(function () {
  "use strict";

  function boxes(form) {
    return Array.from(document.querySelectorAll('input[name="chosen"][form="' + form.id + '"]'));
  }

  function show(form) {
    const all = boxes(form);
    const ticked = all.filter((box) => box.checked).length;
    form.querySelector("[data-selection-count]").textContent = ticked + " / " + all.length;
    all.forEach((box) => {
      const row = box.closest("tr");
      if (row) row.classList.toggle("is-chosen", box.checked);
    });
  }

  document.querySelectorAll("[data-selection]").forEach((form) => {
    const page = form.querySelector("[data-selection-page]");
    page.hidden = boxes(form).length === 0;
    page.addEventListener("click", () => {
      const all = boxes(form);
      const on = all.some((box) => !box.checked);
      all.forEach((box) => { box.checked = on; });
      form.querySelector('[value="ticked"]').checked = true;
      show(form);
    });
    document.addEventListener("change", (event) => {
      if (event.target.name === "chosen") {
        form.querySelector('[value="ticked"]').checked = true;
        show(form);
      }
    });
    show(form);
  });
})();
