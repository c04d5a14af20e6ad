"""Columns that say when somebody cannot come, the same in both lists of indisponibilités."""

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.socle.listes import Colonne, Genre
from imagin.socle.temps import heure_courte

COLONNES_DATES: tuple[Colonne[Indisponibilite], ...] = (
    Colonne("date_debut", "Date de début", lambda i: i.dates.date_debut, Genre.DATE),
    Colonne("heure_debut", "Heure de début", lambda i: heure_courte(i.dates.heure_debut)),
    Colonne(
        "date_fin",
        "Date de fin",
        lambda i: i.dates.derniere_date,
        Genre.DATE,
        precision=lambda i: i.dates.sans_date,
    ),
    Colonne("heure_fin", "Heure de fin", lambda i: "" if i.dates.sans_fin else heure_courte(i.dates.heure_fin)),
)
MOTIF: Colonne[Indisponibilite] = Colonne("motif", "Motif", lambda i: i.motif, poids=2)
