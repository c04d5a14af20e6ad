"""The history of a signature."""

from imagin.domaine.convocations.queries.signature import ChangementSignature
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Tri

CHANGEMENTS: Liste[ChangementSignature] = Liste(
    cle="changements",
    titre="Historique",
    colonnes=(
        Colonne("quand", "Le", lambda c: c.quand, Genre.DATE_HEURE),
        Colonne("qui", "Par", lambda c: c.qui or "IMAG'IN"),
        Colonne("champ", "Information", lambda c: c.champ),
        Colonne("avant", "Avant", lambda c: c.avant, poids=1.5),
        Colonne("apres", "Après", lambda c: c.apres, poids=1.5),
    ),
    tri=Tri("quand", Sens.DECROISSANT),
    vide="Cette signature n'a pas encore été saisie : les lettres portent l'autorité seule.",
)
