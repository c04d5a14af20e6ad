// Widths of the columns stay as they are while one searches: the table does not dance at each key.

/** Keeps the widths of a table that shows all its lines. */
export function figer(region) {
  const table = region.querySelector("table");
  if (region.hidden || table.style.tableLayout || getComputedStyle(table).display !== "table") return;
  const entetes = [...table.tHead.rows[0].cells];
  const largeurs = entetes.map((th) => th.getBoundingClientRect().width);
  for (const [i, th] of entetes.entries()) th.style.inlineSize = `${largeurs[i]}px`;
  table.style.tableLayout = "fixed";
  const largeur = region.clientWidth;
  new ResizeObserver((_, observateur) => {
    if (region.hidden || region.clientWidth === largeur) return;
    observateur.disconnect();
    relacher(region);
  }).observe(region);
}

/** Lets the browser choose the widths again. */
export function relacher(region) {
  const table = region.querySelector("table");
  table.style.tableLayout = "";
  for (const th of table.tHead.rows[0].cells) th.style.inlineSize = "";
}
