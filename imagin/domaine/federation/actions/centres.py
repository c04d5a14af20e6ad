"""Which établissements are centres for whom."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from imagin.domaine.acces.actions import retirer_delegations_de_partenaire
from imagin.domaine.federation.models import CentreAilleurs, CentreOuvert
from imagin.domaine.federation.racines import centres_ailleurs_visibles, partenaires_visibles
from imagin.domaine.federation.rules import FederationRefusee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.referentiel.racines import communs


@transaction.atomic
def ouvrir_centre(perimetre: Perimetre, *, partenaire: int, uai: str) -> CentreOuvert:
    """Declare that an établissement of that partner is a centre here; raises FederationRefusee: unknown, or not its.

    One that is open already stays so. Raises Partenaire.DoesNotExist.

    Guide: G4.6-01.
    """
    perimetre.exiger_administrateur()
    declare = partenaires_visibles(perimetre).select_for_update().get(pk=partenaire)
    lu = uai.strip().upper()
    lieu = communs(Etablissement).filter(uai=lu).select_related("academie").first()
    if lieu is None:
        raise FederationRefusee(
            f"L'établissement « {lu} » n'est pas connu d'IMAG'IN : vérifiez son UAI, ou importez l'annuaire "
            f"de {declare.nom}."
        )
    if lieu.academie_id not in declare.academies:
        raise FederationRefusee(
            f"{lieu} est de l'académie {lieu.academie.nom}, que {declare.nom} ne gère pas : "
            "déclarez-le chez le partenaire qui la gère."
        )
    return CentreOuvert.objects.update_or_create(etablissement=lieu, defaults={"partenaire": declare})[0]


@transaction.atomic
def fermer_centre(perimetre: Perimetre, *, partenaire: int, uai: str) -> None:
    """It no longer is: its head may enter here no more, those inside are put out at their next request."""
    perimetre.exiger_administrateur()
    declare = partenaires_visibles(perimetre).select_for_update().get(pk=partenaire)
    ouverts = declare.centres_ouverts.filter(etablissement__uai=uai.strip().upper())
    lieux = list(ouverts.values_list("etablissement_id", flat=True))
    ouverts.delete()
    retirer_delegations_de_partenaire(perimetre, etablissements=lieux)


@transaction.atomic
def retenir_centres_ailleurs(perimetre: Perimetre, *, partenaire: int, uais: Collection[str]) -> bool:
    """Keep which of our établissements a partner says are its centres; True when that changed.

    Left out: what we do not know, and what another partner manages. Nothing of a partner that is gone meanwhile.
    """
    perimetre.exiger_administrateur()
    if not partenaires_visibles(perimetre).select_for_update(no_key=True).filter(pk=partenaire).exists():
        return False
    dits = set(_les_notres(perimetre).filter(uai__in=uais).values_list("pk", flat=True))
    connus = centres_ailleurs_visibles(perimetre).filter(partenaire=partenaire)
    tenus = set(connus.values_list("etablissement_id", flat=True))
    connus.filter(etablissement__in=tenus - dits).delete()
    nouveaux = [CentreAilleurs(partenaire_id=partenaire, etablissement_id=lieu) for lieu in sorted(dits - tenus)]
    CentreAilleurs.objects.bulk_create(nouveaux, ignore_conflicts=True)
    return dits != tenus


def _les_notres(perimetre: Perimetre) -> QuerySet[Etablissement]:
    """Établissements that no partner manages."""
    gerees = partenaires_visibles(perimetre).values_list("academies", flat=True)
    return communs(Etablissement).exclude(academie__in={code for codes in gerees for code in codes})
