// The console « Messages »: announces what is new since the last page, shows what happens in the page itself.
const CLE = "imagin.dernier_message";
const DITES_EN_ENTIER = 3;
let nouveau = null;
const marque = (ligne) => ligne.textContent.replace(/\s+/g, " ").trim();
const console_ = () => document.querySelector("[data-console]");

function annoncer(texte, genre) {
  const region = document.querySelector(`[data-annonce="${genre === "erreur" ? "alerte" : "poli"}"]`);
  // A region that is filled after the page is read is spoken; one that arrives full is not.
  if (region) setTimeout(() => { region.textContent = texte; }, 150);
}

function horodater(date) {
  const deux = (nombre) => String(nombre).padStart(2, "0");
  const jour = `${deux(date.getDate())}/${deux(date.getMonth() + 1)}/${date.getFullYear()}`;
  return `(${jour} ${deux(date.getHours())}:${deux(date.getMinutes())}:${deux(date.getSeconds())})`;
}

/** Adds a message of the page itself (« erreur », « information » or « succes »); it does not outlive the page. */
export function ajouter(genre, texte) {
  const liste = console_();
  const dit = genre === "erreur" ? `Erreur : ${texte}` : texte;
  annoncer(dit, genre);
  if (!liste) return;
  const ligne = document.createElement("li");
  ligne.className = genre;
  const heure = document.createElement("time");
  heure.textContent = horodater(new Date());
  const corps = document.createElement("span");
  corps.textContent = dit;
  ligne.append(heure, " ", corps);
  liste.querySelector(".vide")?.remove();
  liste.prepend(ligne);
  liste.parentElement.scrollTop = 0;
}

/** Puts into the console the lines that came with a fragment (`data-dites`), newest first; the fragment says them itself. */
export function recevoir(fragment) {
  const dites = fragment.querySelector("[data-dites]");
  dites?.remove();
  const liste = console_();
  if (!liste || !dites?.children.length) return;
  liste.querySelector(".vide")?.remove();
  liste.prepend(...dites.children);
  liste.parentElement.scrollTop = 0;
  sessionStorage.setItem(CLE, marque(liste.firstElementChild)); // the next page does not speak them again
}

/** Announces lines that came with the page: the newest ones in full, the others by their number. */
function dire(lignes, genre) {
  if (lignes.length === 0) return;
  const textes = lignes.slice(0, DITES_EN_ENTIER).map((ligne) => ligne.querySelector("span").textContent);
  const reste = lignes.length - textes.length;
  annoncer(textes.join(" ") + (reste ? ` Et ${reste} autre(s), à lire dans les messages.` : ""), genre);
}

/** The newest line that came with the page, if it is new. */
export const nouveauMessage = () => nouveau;

export function installer() {
  const lignes = [...(console_()?.querySelectorAll("li:has(time)") ?? [])];
  if (lignes.length === 0) return;
  const marques = lignes.map(marque);
  const vue = marques.indexOf(sessionStorage.getItem(CLE));
  sessionStorage.setItem(CLE, marques[0]);
  const nouvelles = lignes.slice(0, vue === -1 ? lignes.length : vue);
  nouveau = nouvelles[0] ?? null;
  dire(nouvelles.filter((ligne) => ligne.matches(".erreur")), "erreur");
  dire(nouvelles.filter((ligne) => !ligne.matches(".erreur")), "information");
}
