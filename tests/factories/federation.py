"""Partners, centres across, messages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from imagin.domaine.federation.models import (
    CentreAilleurs,
    CentreOuvert,
    ConvocationExterne,
    EtatPartenaire,
    Partenaire,
    PersonneExterne,
)
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.temps import maintenant
from tests.factories.referentiel import BELLEVUE, etablissement

_dossiers = count(50_000)
CLE_FACTICE = {"kty": "RSA", "kid": "factice", "use": "sig", "alg": "RS256", "n": "AQAB", "e": "AQAB"}


def partenaire(
    code: str = "siec",
    nom: str = "SIEC",
    academies: Iterable[str] = ("01", "24", "25"),
    *,
    active: bool = True,
    joignable: bool = True,
    adresse: str = "",
    cles: Sequence[Mapping[str, Any]] = (CLE_FACTICE,),
    **champs: object,
) -> Partenaire:
    """Another instance, made if it is not declared yet; open, its keys pinned, seen by the watch just now."""
    defauts = {
        "nom": nom,
        "academies": list(academies),
        "adresse": adresse or f"http://{code}.imagin.example",
        "active": active,
        "cles": list(cles),
        "cles_lues_le": maintenant(),
    }
    autre = Partenaire.objects.get_or_create(code=code, defaults={**defauts, **champs})[0]
    panne = "" if joignable else "RESEAU"
    EtatPartenaire.objects.update_or_create(partenaire=autre, defaults={"joignable": joignable, "panne": panne})
    return autre


def centre_ouvert(centre: Etablissement | None = None, de: Partenaire | str = "16") -> CentreOuvert:
    """An établissement of that partner (a code: one already declared) that is a centre here."""
    return CentreOuvert.objects.create(etablissement=centre or etablissement(), partenaire=_connu(de))


def centre_ailleurs(centre: Etablissement | None = None, chez: Partenaire | str = "siec") -> CentreAilleurs:
    """An établissement of ours that this partner said is its centre."""
    return CentreAilleurs.objects.get_or_create(etablissement=centre or etablissement(), partenaire=_connu(chez))[0]


def message(dossier: int = 1234, sequence: int = 1, **champs: Any) -> dict[str, Any]:
    """A message of the API: a summons at Bellevue in thirty days, morning and afternoon; `convocation=None` withdraws.

    Fields of the summons may be given by their names (`mission=186253`); `personne=…` as the API has it.
    """
    debut = (maintenant() + timedelta(days=30)).replace(hour=8, minute=0, second=0, microsecond=0)
    creneaux = [
        {"debut": (debut + timedelta(hours=heure)).isoformat(), "fin": (debut + timedelta(hours=heure + 4)).isoformat()}
        for heure in (0, 6)
    ]
    convocation = {
        "mission": 186253,
        "type": "INTERROGATION ORALE",
        "session": "BCG 2026-1",
        "specialite": "BACCALAUREAT GENERAL",
        "epreuve_option": "Epreuves orales",
        "qualite": "Examinateur",
        "centre": {"uai": BELLEVUE, "libelle": "LPO BELLEVUE"},
        "contact": {"nom": "Mme DURAND", "telephone": "01 49 12 23 00", "mel": "dec@siec.example"},
        "creneaux": creneaux,
    }
    enveloppe = {
        "format": 1,
        "identifiant": str(uuid4()),
        "emis_le": maintenant().isoformat(),
        "dossier": dossier,
        "sequence": sequence,
        "personne": {"nom": "MARTIN", "prenom": "Claire", "date_naissance": "1980-05-17"},
        "convocation": convocation,
    }
    convocation |= {nom: champs.pop(nom) for nom in list(champs) if nom in convocation}
    return enveloppe | champs


def personne_externe(
    nom: str = "MARTIN", prenom: str = "Claire", *, de: Partenaire | str = "siec", etat: str = "INCONNUE", **champs: Any
) -> PersonneExterne:
    """Somebody whom that partner (a code: one already declared) named and summons, and whom nobody recognised here."""
    personne = PersonneExterne.objects.create(partenaire=_connu(de), nom=nom, prenom=prenom, etat=etat, **champs)
    contenu = message()["convocation"]
    ConvocationExterne.objects.create(
        partenaire=personne.partenaire,
        personne=personne,
        dossier=next(_dossiers),
        sequence=1,
        contenu=contenu,
        condense="0" * 32,
    )
    return personne


def _connu(partenaire: Partenaire | str) -> Partenaire:
    return partenaire if isinstance(partenaire, Partenaire) else Partenaire.objects.get(code=partenaire)
