"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
  const value = (row, place) => row.cells[place].dataset.value ?? row.cells[place].textContent.trim();
  const order = new Intl.Collator(undefined, { numeric: true }).compare;
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((a, b) => (down ? -1 : 1) * order(value(a, place), value(b, place)));
      body.append(...rows);
    });
  });
  const tools = document.getElementById(table.dataset.tools);
  if (!tools) continue;
  const search = tools.querySelector("input"), chosen = tools.querySelector("select");
  const shown = tools.querySelector("output");
  const texts = new Map(rows.map((row) => [row, row.cells[0].textContent.toLowerCase()]));
  const filter = () => {
    let count = 0;
    for (const row of rows) {
      const marks = (row.dataset.marks || "").split(" ");
      const fits = !chosen.value || marks.includes(chosen.value);
      row.hidden = !fits || !texts.get(row).includes(search.value.trim().toLowerCase());
      count += !row.hidden;
    }
    shown.textContent = count + " of " + rows.length + " shown";
  };
  search.addEventListener("input", filter);
  chosen.addEventListener("change", filter);
  tools.hidden = false;
  filter();
}
