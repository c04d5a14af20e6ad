"""« Prévisualiser convocation »: the real letter of the centre, for a person and a mission that do not exist."""

from datetime import datetime, time, timedelta

from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.models import Affectation, Signature
from imagin.domaine.convocations.queries.lettres import faits_communs
from imagin.domaine.convocations.rules import Emission
from imagin.domaine.missions.enums import Signataire
from imagin.domaine.missions.models import Commission, Jury, Mission, SessionExamen
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.enums import Civilite
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.personnes.queries import PRINCIPAUX
from imagin.domaine.referentiel.models import EpreuveOption, Etablissement, Examen, Qualite, Specialite, TypeMission
from imagin.domaine.referentiel.racines import mon_etablissement
from imagin.presentation.documents.convocation.composition import composer_specimen
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.temps import en_heure_locale

DANS = timedelta(days=30)
OBSERVATION = (
    "Vous êtes attendue à l'accueil du centre un quart d'heure avant le début de la mission, munie de cette "
    "convocation et d'une pièce d'identité."
)


def specimen(
    perimetre: Perimetre, *, signataire: Signataire, signature: dict[str, str], instant: datetime
) -> DonneesConvocation:
    """The letter that the caller's centre would issue at that instant, signed by these four fields; nothing is written.

    Sender, place, small print and layout are those of its real letters.

    Guide: G4.4-01.
    """
    centre = mon_etablissement(perimetre).get()
    mission = _mission(centre, signataire, instant)
    faits = {**faits_communs(mission), "signature": Signature(etablissement=centre, **signature)}
    jours = [(en_heure_locale(instant) + DANS + timedelta(days=n)).date() for n in range(2)]
    return composer_specimen(
        Emission(
            affectation=_affectation(mission, centre),
            plages=(CreneauDuJour(jours[0]).plage, CreneauDuJour(jours[1], time(8), time(12)).plage),
            precedente=None,
            emise_le=instant,
            **faits,
        )
    )


def _mission(centre: Etablissement, signataire: Signataire, instant: datetime) -> Mission:
    """Unsaved, as are all the rows that it stands on."""
    annee = (en_heure_locale(instant) + DANS).year
    examen = Examen(code="47A", sigle="EA-BCG", libelle="EPREUVES ANTICIPEES DU BACCALAUREAT GENERAL")
    specialite = Specialite(pk=0, examen=examen, code="BCG", libelle="BACCALAUREAT GENERAL")
    return Mission(
        numero=186_253,
        session=SessionExamen(pk=0, examen=examen, session=f"{annee}", libelle=f"EA {annee}"),
        specialite=specialite,
        epreuve_option=EpreuveOption(pk=0, specialite=specialite, code="C010", libelle="Mathématiques"),
        type=TypeMission(code="EC", libelle="Correction EC"),
        centre=centre,
        signataire=signataire,
    )


def _affectation(mission: Mission, centre: Etablissement) -> Affectation:
    personne = Intervenant(
        pk=0,
        civilite=Civilite.MME,
        nom="EXEMPLE",
        prenom="Camille",
        adresse="RESIDENCE LES ACACIAS | 12 RUE DES LILAS",
        code_postal="31000",
        commune="TOULOUSE",
    )
    setattr(personne, PRINCIPAUX, [Exercice(etablissement=centre)])
    return Affectation(
        pk=0,
        mission=mission,
        intervenant=personne,
        origine=Origine.CENTRE,
        qualite=Qualite(code="CORR", libelle="Correcteur"),
        commission=Commission(pk=0, code="C1"),
        jury=Jury(pk=0, code="J1"),
        code_salle="B 204",
        observation=OBSERVATION,
    )
