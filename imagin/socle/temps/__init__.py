"""Time: one clock, French local time on screens, UTC stored, half-open ranges.

Everything a caller needs is imported from here; the modules inside are an arrangement.
"""

from imagin.socle.temps.annee_scolaire import annee_scolaire
from imagin.socle.temps.chevauchement import chevauche
from imagin.socle.temps.durees import ecrire_duree, lire_duree
from imagin.socle.temps.ecriture import (
    creneau_en_lettres,
    date_courte,
    date_en_toutes_lettres,
    debut_et_duree,
    duree_en_lettres,
    heure_courte,
    horodatage,
    jour_long,
)
from imagin.socle.temps.horloge import aujourd_hui, en_heure_locale, maintenant
from imagin.socle.temps.lecture import SaisieIllisible, exiger_un_jour, lire_date, lire_heure
from imagin.socle.temps.limites import (
    DERNIER_JOUR,
    HORS_LIMITES,
    PREMIER_JOUR,
    PREMIERE_NAISSANCE,
    est_un_jour,
    heures_bornees,
    instants_bornes,
    jours_bornes,
    plages_bornees,
)
from imagin.socle.temps.plages import HeureInexistante, PlageImpossible, bornes, periode, plage

__all__ = [
    "DERNIER_JOUR",
    "HORS_LIMITES",
    "PREMIERE_NAISSANCE",
    "PREMIER_JOUR",
    "HeureInexistante",
    "PlageImpossible",
    "SaisieIllisible",
    "annee_scolaire",
    "aujourd_hui",
    "bornes",
    "chevauche",
    "creneau_en_lettres",
    "date_courte",
    "date_en_toutes_lettres",
    "debut_et_duree",
    "duree_en_lettres",
    "ecrire_duree",
    "en_heure_locale",
    "est_un_jour",
    "exiger_un_jour",
    "heure_courte",
    "heures_bornees",
    "horodatage",
    "instants_bornes",
    "jour_long",
    "jours_bornes",
    "lire_date",
    "lire_duree",
    "lire_heure",
    "maintenant",
    "periode",
    "plage",
    "plages_bornees",
]
