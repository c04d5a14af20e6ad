// Sort of a list in the page, as imagin/socle/listes/valeurs.py does on the server: typed keys, empty cells last.
import { separer } from "./recherche.js";

const DATE = /^(\d\d)\/(\d\d)\/(\d{4})(.*)$/;

function cle(cellule, genre, autre) {
  const texte = (autre ? cellule.getAttribute(`data-rang-${autre}`) : cellule.dataset.rang) ?? cellule.dataset.cle ?? cellule.firstChild?.textContent ?? "";
  if (texte === "") return null;
  if (genre === "nombre") return [Number(texte.replace(/\s/g, "").replace(",", ".")), ""];
  if (genre.startsWith("date")) return [texte.replace(DATE, "$3$2$1$4"), ""];
  return [separer(texte), texte];
}

const comparer = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The lines sorted by a header `data-colonne`, as a new array; stable; empty cells last in both directions. */
export function trier(lignes, entete, sens) {
  const signe = sens === "decroissant" ? -1 : 1;
  const { colonne, genre } = entete.dataset;
  const rang = entete.closest("th").cellIndex;
  const autre = entete.matches("th") ? "" : colonne;
  const cles = lignes.map((ligne) => [(ligne.cles[colonne] ??= cle(ligne.tr.cells[rang], genre, autre)), ligne]);
  const pleines = cles.filter(([k]) => k !== null);
  pleines.sort(([a], [b]) => signe * (comparer(a[0], b[0]) || comparer(a[1], b[1])));
  return [...pleines, ...cles.filter(([k]) => k === null)].map(([, ligne]) => ligne);
}
