// The console « Messages »: announces what is new since the last page, shows what happens in the page itself.
const CLE = "imagin.dernier_message";
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

export function installer() {
  const dernier = console_()?.querySelector("li:not(.vide)");
  if (!dernier) return;
  const marque = dernier.textContent.replace(/\s+/g, " ").trim();
  if (sessionStorage.getItem(CLE) === marque) return;
  sessionStorage.setItem(CLE, marque);
  annoncer(dernier.querySelector("span").textContent, dernier.className);
}
