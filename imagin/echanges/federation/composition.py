"""What a summons says to another académie: the messages of `schemas.MessageDeDossier`, as JSON values."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from imagin.domaine.federation.rules import empreinte_du_numen
from imagin.echanges.federation.lecture import DossierLu, PersonneLue
from imagin.socle.temps import bornes, en_heure_locale, maintenant

FORMAT = 1
LONGUEUR_DU_CONDENSE = 32

Contenu = dict[str, Any]


def condense_de(convocation: dict[str, Any] | None) -> str:
    """The condensé of a « convocation » as it is sent: what the nightly comparison compares.

    First 32 hexadecimal digits of the SHA-256 of its canonical JSON: keys sorted, no space, UTF-8. Whom the message
    names is left out: they may be named otherwise without the summons having changed.
    """
    canonique = json.dumps(convocation, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonique.encode(errors="surrogatepass")).hexdigest()[:LONGUEUR_DU_CONDENSE]


def convocation_de(lu: DossierLu) -> Contenu | None:
    """The whole state of a summons; None when the person is held at no time by it: cancelled, withdrawn, dateless.

    Guide: G4.6-04.
    """
    if not lu.en_vigueur or not lu.creneaux:
        return None
    return {
        "mission": lu.numero,
        "type": lu.type,
        "session": f"{lu.examen}, {lu.sigle}, {lu.session}, {lu.session_libelle}",
        "specialite": _code_et_libelle(lu.specialite, lu.specialite_libelle, " - "),
        "epreuve_option": _code_et_libelle(lu.epreuve, lu.epreuve_libelle, ", "),
        "qualite": lu.qualite or "",
        "centre": {"uai": lu.uai, "libelle": lu.centre},
        "contact": _contact(lu),
        "creneaux": [{"debut": _instant(debut), "fin": _instant(fin)} for debut, fin in map(bornes, lu.creneaux)],
    }


def designation(personne: PersonneLue, *, cle: str, reference: UUID | None) -> Contenu:
    """Whom it is about, by what the home académie knows best: the `reference` that it gave; else the NUMEN, hashed
    with its key (`cle`, hexadecimal, empty while it gave none), and the names; else names and birth date.
    """
    if reference:
        return {"reference": str(reference)}
    noms = {"nom": personne.nom, "prenom": personne.prenom}
    if cle and personne.numen:
        return {"empreinte": empreinte_du_numen(cle, personne.numen), **noms}
    naissance = personne.date_naissance
    return {**noms, "date_naissance": naissance.isoformat() if naissance else None}


def message_de_dossier(dossier: int, sequence: int, *, personne: Contenu, convocation: Contenu | None) -> Contenu:
    """The message, under an identifier of its own; without `convocation`, nobody is summoned by it any more."""
    return {
        "format": FORMAT,
        "identifiant": str(uuid4()),
        "emis_le": _instant(maintenant()),
        "dossier": dossier,
        "sequence": sequence,
        "personne": personne,
        "convocation": convocation,
    }


def _contact(lu: DossierLu) -> Contenu:
    """Who answers for it: the gestionnaire of the session; while nobody is named, the centre."""
    if lu.gestionnaire or lu.telephone or lu.mel:
        return {"nom": lu.gestionnaire, "telephone": lu.telephone, "mel": lu.mel}
    return {"nom": lu.centre, "telephone": lu.centre_telephone, "mel": lu.centre_mel}


def _code_et_libelle(code: str | None, libelle: str | None, lien: str) -> str:
    """As the nomenclature writes itself; empty when there is none."""
    return f"{code}{lien}{libelle}" if code else ""


def _instant(instant: datetime) -> str:
    """ISO 8601, local time with its offset, to the second."""
    return en_heure_locale(instant).isoformat(timespec="seconds")
