"""The two lists of the activity, and what an affectation says of itself."""

from django.urls import reverse

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries.avancement import MissionSuivie
from imagin.domaine.convocations.queries.lignes import AffectationConvoquee
from imagin.domaine.personnes.models import Intervenant
from imagin.presentation.avancement import COLONNES_AVANCEMENT
from imagin.presentation.documents.missions.composition import (
    creneaux_en_lettres,
    dates_specifiques,
    qualite_et_jury,
)
from imagin.presentation.listes.filtres import FiltresMissions
from imagin.presentation.listes.missions import COLONNES_MISSION
from imagin.presentation.listes.personnes import ETABLISSEMENT, NOM, PRENOM
from imagin.presentation.personnes import nomme
from imagin.socle.listes import Colonne, Genre, Liste, Tri
from imagin.socle.temps import en_heure_locale

MISSIONS: Liste[MissionSuivie] = Liste(
    cle="missions",
    titre="Liste des missions",
    colonnes=(
        *COLONNES_MISSION,
        Colonne("convoques", "Nbr. itv.", lambda m: m.nb_convoques, Genre.NOMBRE, poids=0.6),
        *COLONNES_AVANCEMENT,
    ),
    tri=Tri("numero"),
    filtres=FiltresMissions,
    lien=lambda m: reverse("consultation_missions:detail", args=[m.numero]),
    vide="Aucune mission de votre centre ne comporte de convocation pour ces choix. Élargissez les filtres, ou "
    "convoquez depuis « Convocation par mission ».",
)


def _jour(affectation: AffectationConvoquee) -> int | None:
    """What sorts « Dates spécifiques 02/06/2027 »: the day."""
    premier = affectation.premier_creneau if dates_specifiques(affectation) else None
    return en_heure_locale(premier).toordinal() if premier else None


def _personne(affectation: AffectationConvoquee) -> Intervenant:
    return affectation.intervenant


INTERVENANTS: Liste[AffectationConvoquee] = Liste(
    cle="intervenants",
    titre="Liste des intervenants convoqués",
    colonnes=(
        NOM.de(_personne),
        PRENOM.de(_personne),
        ETABLISSEMENT.de(_personne, precision=None),
        Colonne("tel_pers", "Tél pers.", lambda a: a.intervenant.tel_personnel),
        Colonne("tel_prof", "Tél prof.", lambda a: a.intervenant.tel_professionnel),
        Colonne("qualite", "Qualité", qualite_et_jury, poids=1.2),
        Colonne("dates", "Dates spécifiques", dates_specifiques, poids=1.5, rang=_jour),
    ),
    tri=Tri("nom"),
    personne=lambda a: nomme(a.intervenant),
    lien=lambda a: reverse("consultation_missions:affectation", args=[a.pk]),
    volet=True,
    gestes="consultation_missions/gestes.html",
    titre_gestes="Duplicata",
    vide="Plus personne n'est convoqué à cette mission.",
)

AFFECTATION: tuple[Colonne[Affectation], ...] = (
    NOM.de(lambda a: a.intervenant),
    PRENOM.de(lambda a: a.intervenant),
    Colonne("qualite", "Qualité", lambda a: str(a.qualite or "")),
    Colonne("commission", "Commission(s)", lambda a: str(a.commission or "")),
    Colonne("jury", "Jury(s)", lambda a: str(a.jury or "")),
    Colonne("salle", "Salle", lambda a: f"{a.salle or ''} {a.code_salle}".strip()),
    Colonne("observation", "Observation", lambda a: a.observation),
    Colonne("dates", "Dates", lambda a: "\n".join(creneaux_en_lettres(a))),
)
