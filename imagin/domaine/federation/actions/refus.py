"""What a partner may not be declared as."""

import re

from django.conf import settings

from imagin.domaine.federation.models import LONGUEUR_CODE, Partenaire
from imagin.domaine.federation.racines import partenaires_visibles
from imagin.domaine.federation.rules import FederationRefusee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Academie
from imagin.domaine.referentiel.racines import communs

ADRESSE = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")


def exiger_declarable(perimetre: Perimetre, partenaire: Partenaire, *, etait: str) -> None:
    """Raise FederationRefusee unless it may be written as it is; `etait`: the code that it had."""
    refus = (
        _refus_du_code(partenaire, etait)
        or _refus_de_l_adresse(partenaire)
        or _refus_des_doublons(perimetre, partenaire)
        or _refus_des_academies(perimetre, partenaire)
        or _refus_des_centres(partenaire)
        or _refus_d_ouvrir(partenaire)
    )
    if refus:
        raise FederationRefusee(refus)


def _refus_du_code(partenaire: Partenaire, etait: str) -> str | None:
    if not partenaire.nom:
        return "Donnez le nom du partenaire : c'est ce que disent le bouton, le bandeau et le motif des convocations."
    if not re.fullmatch(rf"[a-z0-9]{{1,{LONGUEUR_CODE}}}", partenaire.code):
        return (
            f"Le code d'un partenaire a de 1 à {LONGUEUR_CODE} lettres minuscules sans accent ou chiffres : c'est son "
            "réglage IMAGIN_INSTANCE."
        )
    if partenaire.code != etait:
        return f"Le code « {etait} » ne change plus : il nomme ce qui a déjà été échangé. Déclarez un autre partenaire."
    if partenaire.code == settings.IMAGIN_INSTANCE:
        return f"« {partenaire.code} » est le code de votre propre instance : demandez le sien au partenaire."
    return None


def _refus_de_l_adresse(partenaire: Partenaire) -> str | None:
    if not ADRESSE.fullmatch(partenaire.adresse):
        return "L'adresse commence par https:// et s'arrête au nom du serveur, en minuscules : https://imagin.ac-rennes.fr."
    nous = settings.IMAGIN_ADRESSE.rstrip("/")
    if partenaire.adresse == nous:
        return f"{nous} est l'adresse de votre propre instance : demandez la sienne au partenaire."
    if nous.startswith("https://") and not partenaire.adresse.startswith("https://"):
        return "Cette instance est en https : l'adresse d'un partenaire doit l'être aussi (https://…)."
    return None


def _refus_des_doublons(perimetre: Perimetre, partenaire: Partenaire) -> str | None:
    for autre in partenaires_visibles(perimetre).exclude(pk=partenaire.pk):
        if autre.code == partenaire.code:
            return f"Le code « {autre.code} » est déjà celui de {autre.nom}."
        if autre.adresse == partenaire.adresse:
            return f"{autre.adresse} est déjà l'adresse de {autre.nom}."
        if autre.nom == partenaire.nom:
            return f"{autre.nom} est déjà déclarée, sous le code « {autre.code} »."
        if communes := sorted(set(autre.academies) & set(partenaire.academies)):
            return f"{autre.nom} gère déjà : {_noms(communes)}. Une académie n'a qu'un partenaire."
    return None


def _refus_des_academies(perimetre: Perimetre, partenaire: Partenaire) -> str | None:
    connues = set(communs(Academie).filter(code__in=partenaire.academies).values_list("code", flat=True))
    if inconnues := sorted(set(partenaire.academies) - connues):
        return f"Académies inconnues : {', '.join(inconnues)}."
    if settings.IMAGIN_ACADEMIE in partenaire.academies:
        return f"{_noms([settings.IMAGIN_ACADEMIE])} est votre académie : un partenaire ne la gère pas."
    if not (partenaire.academies or partenaire.nationale):
        return "Cochez les académies dont ce partenaire gère les établissements et les personnes."
    return None


def _refus_des_centres(partenaire: Partenaire) -> str | None:
    if not partenaire.pk:
        return None
    orphelins = partenaire.centres_ouverts.exclude(etablissement__academie__in=partenaire.academies)
    lieux = [str(centre.etablissement) for centre in orphelins.select_related("etablissement")]
    if lieux:
        return f"Retirez d'abord ces centres, qui ne seraient plus de ce partenaire : {', '.join(lieux)}."
    return None


def _refus_d_ouvrir(partenaire: Partenaire) -> str | None:
    if partenaire.active and not partenaire.cles:
        return (
            "Relevez et confirmez d'abord les clés de ce partenaire : le partenariat s'ouvre ensuite. Une nouvelle "
            "adresse demande de les confirmer de nouveau."
        )
    return None


def _noms(codes: list[str]) -> str:
    noms = communs(Academie).filter(code__in=codes).order_by("nom").values_list("nom", flat=True)
    return ", ".join(noms)
