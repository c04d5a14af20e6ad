// A calendar of boxes: hours of the dates ticked, dates allowed by the commission chosen in the same form.
class Calendrier {
  constructor(racine) {
    this.racine = racine;
    this.cases = [...racine.querySelectorAll(".mois input")];
    this.horaires = new Map([...racine.querySelectorAll("[data-date]")].map((h) => [h.dataset.date, h]));
    this.commissions = racine.closest("form")?.querySelector("[data-commissions]");
    this.commissions?.addEventListener("change", () => this.permettre(true));
    racine.addEventListener("change", () => this.accorder());
    racine.addEventListener("input", (e) => verifier(e.target.closest("[data-date]")));
    this.permettre(false);
  }

  /** Only the dates of the commission; when it has one only, it is ticked as soon as the commission is chosen. */
  permettre(vientDeChoisir) {
    if (this.commissions) {
      const { dates = "", candidats } = this.commissions.selectedOptions?.[0]?.dataset ?? this.commissions.dataset;
      const permises = new Set(dates.split(",").filter(Boolean));
      for (const c of this.cases) {
        c.disabled = !permises.has(c.value);
        c.checked &&= !c.disabled;
        if (vientDeChoisir && permises.size === 1 && !c.disabled) c.checked = true;
      }
      this.annoncer(candidats, permises.size);
    }
    this.accorder();
  }

  annoncer(candidats, nombre) {
    const texte = candidats === undefined ? "" : `${candidats} candidat${Number(candidats) > 1 ? "s" : ""}`;
    this.racine.querySelector("[data-candidats]").textContent = nombre ? texte : "Choisissez d'abord une commission.";
  }

  accorder() {
    for (const c of this.cases) {
      const horaire = this.horaires.get(c.value);
      horaire.hidden = !c.checked;
      for (const champ of horaire.querySelectorAll("input")) champ.disabled = !c.checked;
    }
    const choisies = this.cases.filter((c) => c.checked).length;
    this.racine.querySelector("[data-aucune-date]").hidden = choisies > 0;
    const nombre = this.racine.querySelector("[data-nombre-dates]");
    if (nombre) nombre.textContent = `${choisies} ligne${choisies > 1 ? "s" : ""}`;
  }
}

function verifier(horaire) {
  if (!horaire) return;
  const champs = [...horaire.querySelectorAll("input")];
  for (let rang = 0; rang < champs.length; rang += 2) {
    const [debut, fin] = champs.slice(rang, rang + 2);
    const inverses = debut.value && fin.value && debut.value >= fin.value;
    fin.setCustomValidity(inverses ? "L'heure de fin doit suivre l'heure de début." : "");
  }
}

export function equiper(racine) {
  for (const calendrier of racine.querySelectorAll("[data-calendrier]")) {
    if (calendrier.querySelector(".mois")) new Calendrier(calendrier);
  }
}
