"""Under which names a guichet or a portal gives what we need; a TOML file replaces what differs (docs/identite.md)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

Noms = tuple[str, ...]


@dataclass(frozen=True)
class Attributs:
    """Names of each piece of information; of several, the first that is filled counts.

    `fonction` says who is a head, `responsabilites` of which établissements, `delegations` what was delegated.
    """

    sujet: Noms
    nom: Noms
    prenom: Noms
    mel: Noms
    fonction: Noms = ("FrEduFonctAdm",)
    responsabilites: Noms = ("FrEduRneResp",)
    delegations: Noms = ("FrEduResDel",)


@dataclass(frozen=True)
class CorrespondanceGuichet:
    """The whole of it. `application` is our name in delegations; `direction` the functions that make a head.

    Names of `mandataire` are those of HTTP headers: in small letters.
    """

    application: str
    direction: frozenset[str]
    guichet: Attributs
    mandataire: Attributs


DEFAUT = CorrespondanceGuichet(
    application="imagin",
    direction=frozenset({"DIR"}),
    guichet=Attributs(
        sujet=("sub",), nom=("family_name", "usual_name"), prenom=("given_name",), mel=("email", "ctemail")
    ),
    mandataire=Attributs(
        sujet=("ct-remote-user",),
        nom=("ctln",),
        prenom=("ctfn",),
        mel=("ctemail",),
        fonction=("fredufonctadm",),
        responsabilites=("fredurneresp",),
        delegations=("freduresdel",),
    ),
)


def lire_correspondance(chemin: str) -> CorrespondanceGuichet:
    """The correspondence of the file `chemin`, over the default one; the default one when `chemin` is empty.

    Raises ImproperlyConfigured, in French, for a file that cannot be read or that says something unknown.
    """
    if not chemin:
        return DEFAUT
    try:
        lu = tomllib.loads(Path(chemin).read_text(encoding="utf-8"))
    except (OSError, ValueError) as erreur:
        raise ImproperlyConfigured(f"IMAGIN_CORRESPONDANCE, {chemin} ne se lit pas : {erreur}") from erreur
    _verifier(lu, {champ.name for champ in fields(CorrespondanceGuichet)}, chemin)
    return CorrespondanceGuichet(
        application=str(lu.get("application", DEFAUT.application)),
        direction=frozenset(_noms(lu["direction"])) if "direction" in lu else DEFAUT.direction,
        guichet=_attributs(lu.get("guichet", {}), DEFAUT.guichet, chemin),
        mandataire=_en_minuscules(_attributs(lu.get("mandataire", {}), DEFAUT.mandataire, chemin)),
    )


def _attributs(lus: Mapping[str, object], defaut: Attributs, chemin: str) -> Attributs:
    _verifier(lus, {champ.name for champ in fields(Attributs)}, chemin)
    return replace(defaut, **{nom: _noms(valeur) for nom, valeur in lus.items()})


def _en_minuscules(attributs: Attributs) -> Attributs:
    return Attributs(**{nom: tuple(entete.lower() for entete in entetes) for nom, entetes in vars(attributs).items()})


def _noms(valeur: object) -> Noms:
    """A name alone, or a list of them."""
    return tuple(str(nom) for nom in (valeur if isinstance(valeur, list) else [valeur]))


def _verifier(lus: object, connus: set[str], chemin: str) -> None:
    if not isinstance(lus, dict):
        raise ImproperlyConfigured(f"IMAGIN_CORRESPONDANCE, {chemin} : [guichet] et [mandataire] sont des tables.")
    if inconnus := sorted(lus.keys() - connus):
        raise ImproperlyConfigured(
            f"IMAGIN_CORRESPONDANCE, {chemin} : {', '.join(inconnus)} ne se règle pas ; "
            f"connus : {', '.join(sorted(connus))}."
        )
