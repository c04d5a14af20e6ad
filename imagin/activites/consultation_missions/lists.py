"""The two lists of the activity."""

from django.urls import reverse

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import Mission
from imagin.presentation.avancement import COLONNES_AVANCEMENT
from imagin.presentation.documents.missions.composition import (
    dates_specifiques,
    etablissement_principal,
    qualite_et_jury,
)
from imagin.presentation.listes.filtres import FiltresMissions
from imagin.presentation.personnes import nomme
from imagin.socle.listes import Colonne, Genre, Liste, Tri
from imagin.socle.temps import en_heure_locale

MISSIONS: Liste[Mission] = Liste(
    cle="missions",
    titre="Liste des missions",
    colonnes=(
        Colonne("numero", "N°", lambda m: m.numero, Genre.NOMBRE, poids=0.7),
        Colonne("session", "Session examen", lambda m: str(m.session), poids=1.6),
        Colonne("specialite", "Spécialité", lambda m: str(m.specialite or ""), poids=1.6),
        Colonne("epreuve", "Epreuve-option", lambda m: str(m.epreuve_option or ""), poids=1.8),
        Colonne("type", "Type de mission", lambda m: m.type.libelle, poids=1.4),
        Colonne("debut", "Début", lambda m: m.date_debut, Genre.DATE, poids=0.8),
        Colonne("convoques", "Nbr. itv.", lambda m: m.nb_convoques, Genre.NOMBRE, poids=0.6),  # type: ignore[attr-defined]
        *COLONNES_AVANCEMENT,
    ),
    tri=Tri("numero"),
    filtres=FiltresMissions,
    lien=lambda m: reverse("consultation_missions:detail", args=[m.numero]),
    vide="Aucune mission de votre centre ne comporte de convocation pour ces choix. Élargissez les filtres, ou "
    "convoquez depuis « Convocation par mission ».",
)


def _jour(affectation: Affectation) -> int | None:
    """What sorts « Dates spécifiques 02/06/2027 »: the day."""
    premier = affectation.premier_creneau if dates_specifiques(affectation) else None  # type: ignore[attr-defined]
    return en_heure_locale(premier).toordinal() if premier else None


INTERVENANTS: Liste[Affectation] = Liste(
    cle="intervenants",
    titre="Liste des intervenants convoqués",
    colonnes=(
        Colonne("nom", "Nom", lambda a: a.intervenant.nom, poids=1.3),
        Colonne("prenom", "Prénom", lambda a: a.intervenant.prenom),
        Colonne("etablissement", "Etablissement principal", etablissement_principal, poids=2),
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
