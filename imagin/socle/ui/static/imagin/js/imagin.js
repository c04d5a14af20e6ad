// Entry point: each module equips the part of the page it is given, the whole page first, then each fragment of a sheet.
import * as apercu from "./apercu.js";
import * as cadre from "./cadre.js";
import * as calendrier from "./calendrier.js";
import * as choix from "./choix.js";
import * as collants from "./collants.js";
import * as confirme from "./confirme.js";
import * as console_ from "./console.js";
import * as dates from "./dates.js";
import * as enchaine from "./enchaine.js";
import * as grille from "./grille.js";
import * as liste from "./liste.js";
import * as multi from "./multi.js";
import * as nouvelleFenetre from "./nouvelle_fenetre.js";
import * as reglages from "./reglages.js";
import * as retour from "./retour.js";
import * as session from "./session.js";
import * as suggestions from "./suggestions.js";
import * as volet from "./volet.js";

const page = [cadre, confirme, console_, dates, enchaine, multi, nouvelleFenetre, retour, volet, session];
const parties = [suggestions, calendrier, choix, apercu, grille, collants, liste, reglages, retour, session];

for (const module of page) module.installer();
for (const module of parties) module.equiper(document);
retour.finir();
document.addEventListener("imagin:fragment", (evenement) => {
  for (const module of parties) module.equiper(evenement.target);
});
document.documentElement.dataset.pret = "";
