// What has the focus in a list scrolls clear of its sticky header, first column and actions, whatever their size.

function accorder(region) {
  const entete = region.querySelector("thead tr");
  if (!entete || getComputedStyle(entete).display !== "table-row") { // cards: nothing sticks
    region.style.scrollPadding = "";
    return;
  }
  const premiere = entete.cells[0].offsetWidth;
  const gestes = entete.querySelector(".gestes")?.offsetWidth ?? 0;
  // Too narrow to keep both in sight: the actions scroll with their line.
  const etroite = premiere + gestes > region.clientWidth * 0.6;
  region.toggleAttribute("data-etroite", etroite);
  region.style.scrollPadding = `${entete.offsetHeight}px ${etroite ? 0 : gestes}px 0 ${premiere}px`;
}

/** Browsers that find the element « in view » under what sticks do not scroll: finish their work. */
function degager({ currentTarget: region, target }) {
  const cellule = target.closest("th, td");
  const { scrollPaddingTop, scrollPaddingLeft, scrollPaddingRight } = region.style;
  if (!cellule || !scrollPaddingTop || cellule.matches(":first-child, .gestes")) return;
  const [vue, element] = [region.getBoundingClientRect(), target.getBoundingClientRect()];
  const gauche = vue.left + parseFloat(scrollPaddingLeft);
  const droite = vue.left + region.clientWidth - parseFloat(scrollPaddingRight);
  const haut = vue.top + parseFloat(scrollPaddingTop);
  if (element.left < gauche) region.scrollLeft -= gauche - element.left;
  else if (element.right > droite) region.scrollLeft += Math.min(element.right - droite, element.left - gauche);
  if (element.top < haut && !cellule.closest("thead")) region.scrollTop -= haut - element.top;
}

export function equiper(racine) {
  for (const region of racine.querySelectorAll(".liste")) {
    const observateur = new ResizeObserver(() => accorder(region));
    observateur.observe(region);
    region.addEventListener("focusin", degager);
    if (region.querySelector("table")) observateur.observe(region.querySelector("table"));
  }
}
