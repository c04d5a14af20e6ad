"""From what a guichet (OpenID Connect) or a portal (HTTP headers) says of somebody, to who they are and may do here.

Pure: no network, no database. A head is who has a function of direction, for the établissements of their
responsibility; a deputy is who holds a delegation of our application that covers the day.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from imagin.domaine.acces.enums import Fonction
from imagin.domaine.acces.rules import Habilitation, IdentiteRecue
from imagin.echanges.identite.correspondance import Attributs, CorrespondanceGuichet, Noms, lire_correspondance
from imagin.echanges.identite.valeurs import delegations, responsabilites, valeurs_de

LONGUEUR_NOM, LONGUEUR_SUJET, LONGUEUR_MEL = 80, 255, 254


def identite_du_guichet(reclamations: Mapping[str, object], *, emetteur: str, jour: date) -> IdentiteRecue | None:
    """Who the claims of an OpenID provider present; None when they do not say it.

    Guide: G2.1-04.
    """
    regles = correspondance()
    return _identite(reclamations, regles.guichet, regles, emetteur=emetteur, jour=jour)


def identite_du_mandataire(entetes: Mapping[str, str], *, emetteur: str, jour: date) -> IdentiteRecue | None:
    """Who the headers of a trusted proxy present; None when they do not say it. `entetes`: lower-case names.

    Guide: G2.1-04.
    """
    regles = correspondance()
    valeurs = {nom: _texte_d_entete(valeur) for nom, valeur in entetes.items()}
    return _identite(valeurs, regles.mandataire, regles, emetteur=emetteur, jour=jour)


def noms_des_entetes() -> frozenset[str]:
    """Lower-case names of the headers that present somebody: what nobody but a trusted proxy may send."""
    attributs = correspondance().mandataire
    return frozenset(nom for noms in vars(attributs).values() for nom in noms)


def correspondance() -> CorrespondanceGuichet:
    """The correspondence of this instance; raises ImproperlyConfigured when its file is wrong."""
    return _lire(settings.IMAGIN_CORRESPONDANCE)


_lire = lru_cache(maxsize=4)(lire_correspondance)


def _identite(
    valeurs: Mapping[str, object], attributs: Attributs, regles: CorrespondanceGuichet, *, emetteur: str, jour: date
) -> IdentiteRecue | None:
    def lire(noms: Noms) -> object:
        return next((valeurs[nom] for nom in noms if valeurs.get(nom)), "")

    sujet = _texte(lire(attributs.sujet))
    if not sujet or len(sujet) > LONGUEUR_SUJET:
        return None
    droits = _habilitations(
        lire(attributs.fonction), lire(attributs.responsabilites), lire(attributs.delegations), regles, jour
    )
    return IdentiteRecue(
        emetteur=emetteur,
        sujet=sujet,
        nom=(_texte(lire(attributs.nom)) or sujet)[:LONGUEUR_NOM],
        prenom=_texte(lire(attributs.prenom))[:LONGUEUR_NOM],
        mel=_mel(lire(attributs.mel)),
        habilitations=tuple(droits.values()),
    )


def _habilitations(
    fonction: object, responsable: object, deleguees: object, regles: CorrespondanceGuichet, jour: date
) -> dict[str, Habilitation]:
    """Rights of the day by UAI: one each, as head rather than by delegation, the longest of several delegations."""
    droits: dict[str, Habilitation] = {}
    for lue in delegations(deleguees):
        if regles.application.casefold() not in lue.applications or not lue.couvre(jour):
            continue
        for uai in lue.uais:
            deja = droits.get(uai)
            if deja is None or (deja.date_fin is not None and (lue.fin is None or deja.date_fin < lue.fin)):
                droits[uai] = Habilitation(uai, Fonction.DELEGUE, lue.debut, lue.fin)
    if regles.direction & set(valeurs_de(fonction)):
        droits |= {uai: Habilitation(uai, Fonction.CHEF, jour) for uai in responsabilites(responsable)}
    return droits


def _texte(valeur: object) -> str:
    """A value of one word or more; a number is one too, anything else is nothing."""
    if isinstance(valeur, list | tuple) and valeur:
        valeur = valeur[0]
    return str(valeur).strip() if isinstance(valeur, str | int) else ""


def _mel(valeur: object) -> str:
    mel = _texte(valeur)
    try:
        validate_email(mel)
    except ValidationError:
        return ""
    return mel if len(mel) <= LONGUEUR_MEL else ""


def _texte_d_entete(valeur: str) -> str:
    """A header as it was written: servers give bytes as Latin-1, portals mostly write UTF-8."""
    try:
        return valeur.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return valeur
