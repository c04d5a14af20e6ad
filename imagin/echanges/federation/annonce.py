"""What a partner says of itself, and what is wrong with it, as the test button and the watch have it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from pydantic import ValidationError

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.rules import EtatAnnonce, PartenaireInjoignable
from imagin.echanges.federation.client import Partenariat, ReponseRefusee, lire_cles_publiees, lire_cles_suivies
from imagin.echanges.federation.pannes import autre_chose, horloges_decalees, injoignable
from imagin.echanges.federation.schemas import EtatDInstance
from imagin.socle.jetons.signature import TOLERANCE

NON_CONFIRMEES = "Vous n'avez pas encore confirmé ses clés : relevez-les et comparez les empreintes avec elle."
AUTRES_CLES = (
    "Les clés qu'elle publie ne sont pas celles que vous avez confirmées : relevez-les et comparez les empreintes avec "
    "elle."
)
INCONNUS = (
    "Elle ne nous connaît pas comme partenaire ouvert sous le code « {code} » et l'adresse {nous} : demandez-lui de "
    "nous déclarer."
)
AUTRE_CODE = (
    "Elle se nomme « {instance} » (son réglage IMAGIN_INSTANCE), et vous l'avez déclarée sous le code « {code} » : "
    "déclarez-la sous le sien."
)


def cles_publiees_de(partenaire: Partenaire, *, delais: tuple[float, float]) -> list[dict[str, Any]]:
    """The keys at its address; raises PartenaireInjoignable."""
    try:
        return lire_cles_publiees(partenaire.adresse, delais=delais)
    except ReponseRefusee as refus:
        raise _hors_de_propos(refus) from refus


def cles_suivies_de(partenaire: Partenaire, *, delais: tuple[float, float]) -> tuple[list[dict[str, Any]], bool]:
    """The same, and whether one of those pinned vouches for all of them; raises PartenaireInjoignable."""
    try:
        return lire_cles_suivies(partenaire, delais=delais)
    except ReponseRefusee as refus:
        raise _hors_de_propos(refus) from refus


def exiger_une_cle_connue(partenaire: Partenaire, publiees: Sequence[Mapping[str, Any]]) -> None:
    """Raise PartenaireInjoignable unless one of the keys pinned is still published."""
    if not partenaire.cles:
        raise PartenaireInjoignable(Panne.CLE, NON_CONFIRMEES)
    if not {cle["kid"] for cle in partenaire.cles} & {cle["kid"] for cle in publiees}:
        raise PartenaireInjoignable(Panne.CLE, AUTRES_CLES)


def lire_annonce(conversation: Partenariat) -> EtatAnnonce:
    """What it says of itself, once it is who we think and its clock is ours; raises PartenaireInjoignable."""
    partenaire = conversation.partenaire
    try:
        lu = EtatDInstance.model_validate(conversation.lire("etat"))
    except ReponseRefusee as refus:
        raise _hors_de_propos(refus) from refus
    except ValidationError as erreur:
        raise autre_chose("un état illisible") from erreur
    if abs(conversation.horloge or 0) > TOLERANCE:
        raise horloges_decalees(conversation.horloge)
    if lu.instance != partenaire.code:
        raise injoignable(Panne.REFUS, AUTRE_CODE, instance=lu.instance, code=partenaire.code)
    return EtatAnnonce(lu.instance, lu.nom, lu.heure, lu.cle_numen, tuple(lu.centres))


def _hors_de_propos(refus: ReponseRefusee) -> PartenaireInjoignable:
    """An HTTP code where an answer was due."""
    if refus.code in {401, 403}:
        return injoignable(Panne.REFUS, INCONNUS, code=settings.IMAGIN_INSTANCE, nous=settings.IMAGIN_ADRESSE)
    return autre_chose(f"code {refus.code}")
