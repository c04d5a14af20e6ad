"""What a message says: docs/contrats/santorin/message.schema.json. The facts of one affectation, and nothing more.

Never in it: NUMEN, birth date, postal address, telephones, personal mail.
"""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.enums import Transmission
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.rules import attentes_du_type
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import etablissement_principal
from imagin.socle.temps import bornes, en_heure_locale, maintenant

FORMAT = 1
CONVOQUER, RETIRER = "CONVOQUER", "RETIRER"
ROLES = {Transmission.CORRECTEUR: "CORRECTEUR", Transmission.NUMERISATION: "NUMERISATION"}
# What differs between two messages that say the same.
ENVELOPPE = ("identifiant", "emis_le", "version")

Contenu = dict[str, Any]


def role(mission: Mission) -> str:
    """As what SANTORIN receives the people summoned to a mission; empty when it does not, or CYCLADES withdrew it.

    Guide: G4.2-15.
    """
    return "" if mission.retiree_le else ROLES.get(attentes_du_type(mission).transmission, "")


def convocation(affectation: Affectation) -> Contenu:
    """The whole state of an affectation that `lecture.a_comparer` has read.

    Guide: G4.2-15.
    """
    qualite, commission, jury = affectation.qualite, affectation.commission, affectation.jury
    return {
        "format": FORMAT,
        "academie": settings.IMAGIN_ACADEMIE,
        "operation": CONVOQUER,
        "dossier": affectation.pk,
        "role": role(affectation.mission),
        "mission": _mission(affectation.mission),
        "qualite": {"code": qualite.code, "libelle": qualite.libelle} if qualite else None,
        "commission": commission.code if commission else None,
        "jury": jury.code if jury else None,
        "creneaux": [
            {"debut": _instant(debut), "fin": _instant(fin)}
            for debut, fin in (bornes(creneau.plage) for creneau in affectation.creneaux.all())
        ],
        "intervenant": _intervenant(affectation.intervenant),
    }


def retrait(connu: Contenu) -> Contenu:
    """The same as SANTORIN knows it, no longer expected at any time."""
    return {**connu, "operation": RETIRER, "creneaux": []}


def enveloppe(contenu: Contenu, version: int) -> Contenu:
    """The message: the content under an identifier of its own, as the `version` of its dossier."""
    return {"identifiant": str(uuid4()), "emis_le": _instant(maintenant()), "version": version, **contenu}


def relire(corps: str) -> tuple[Contenu, int]:
    """Content and version of a message as it was deposited."""
    message = json.loads(corps)
    return {nom: valeur for nom, valeur in message.items() if nom not in ENVELOPPE}, message["version"]


def _mission(mission: Mission) -> Contenu:
    session = mission.session
    return {
        "numero": mission.numero,
        "session": session.session,
        "examen": session.examen_id,
        "specialite": _code_et_libelle(mission.specialite),
        "epreuve_option": _code_et_libelle(mission.epreuve_option),
        "type": _code_et_libelle(mission.type),
        "centre": mission.centre.uai,
    }


def _intervenant(personne: Intervenant) -> Contenu:
    principal = etablissement_principal(personne)
    return {
        "identifiant": personne.pk,
        "source": personne.source,
        "reference": personne.reference,
        "civilite": personne.civilite or None,
        "nom": personne.nom,
        "prenom": personne.prenom,
        "mel": personne.mel_professionnel or None,
        "uai": principal.uai if principal else None,
    }


def _code_et_libelle(chose: Any) -> Contenu | None:
    """Of a nomenclature's row, or None."""
    return {"code": chose.code, "libelle": chose.libelle} if chose else None


def _instant(instant: datetime) -> str:
    """ISO 8601, local time with its offset, to the second."""
    return en_heure_locale(instant).isoformat(timespec="seconds")
