"""NUMEN, hashed for partners."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from imagin.domaine.federation.models import EmpreinteNumen
from imagin.domaine.federation.racines import empreintes_visibles
from imagin.domaine.federation.rules import empreinte_du_numen
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre, systeme
from imagin.domaine.personnes.racines import connues
from imagin.socle.acces.chiffrement import cle_derivee
from imagin.socle.versions import un_seul_a_la_fois

VERROU = "federation.empreintes"
PAR_LOT = 5_000


def cle_numen(perimetre: Perimetre) -> str:
    """The key, in hexadecimal, with which partners hash the NUMEN of our people: derived from IMAGIN_SECRET by HKDF.

    The home académie owns it, so that one hash per person serves all partners and nobody types a secret.
    """
    perimetre.exiger(Role.PARTENAIRE, Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    return cle_derivee(f"imagin.numen.{settings.IMAGIN_INSTANCE}").hex()


@transaction.atomic
def recalculer_empreintes(perimetre: Perimetre) -> int:
    """Bring `EmpreinteNumen` up to date with the people and the key; returns how many rows were written or removed."""
    perimetre.exiger_administrateur()
    un_seul_a_la_fois(VERROU)
    attendues = _calculer(perimetre, sans_empreinte=False)
    tenues = dict(empreintes_visibles(perimetre).values_list("intervenant", "empreinte"))
    perimees = [cle for cle, tenue in tenues.items() if attendues.get(cle) != tenue]
    EmpreinteNumen.objects.filter(pk__in=perimees).delete()
    nouvelles = {cle: empreinte for cle, empreinte in attendues.items() if tenues.get(cle) != empreinte}
    return len(perimees) + _ecrire(nouvelles)


def personne_d_empreinte(perimetre: Perimetre, empreinte: str) -> int | None:
    """Who, of our people (a key), has that hashed NUMEN now; None for nobody.

    People whom a feed brought since the last recomputing are hashed first, all of them when the key has changed; a row
    whose NUMEN has changed does not lie.
    """
    trouvee = _chercher(perimetre, empreinte)
    if trouvee is None and _rafraichir(systeme(perimetre.auteur)):
        trouvee = _chercher(perimetre, empreinte)
    return trouvee


def _chercher(perimetre: Perimetre, empreinte: str) -> int | None:
    siennes = empreintes_visibles(perimetre).filter(empreinte=empreinte)
    for intervenant, numen in siennes.values_list("intervenant", "intervenant__numen"):
        if empreinte_du_numen(cle_numen(perimetre), numen) == empreinte:
            return intervenant
    return None


def _rafraichir(perimetre: Perimetre) -> int:
    """Hash those who have none yet; everybody when one of those hashed is not any more what it was."""
    un_seul_a_la_fois(VERROU)
    une = empreintes_visibles(perimetre).values_list("empreinte", "intervenant__numen").first()
    if une is not None and une[0] != empreinte_du_numen(cle_numen(perimetre), une[1]):
        return recalculer_empreintes(perimetre)
    return _ecrire(_calculer(perimetre, sans_empreinte=True))


def _calculer(perimetre: Perimetre, *, sans_empreinte: bool) -> dict[int, str]:
    cle = cle_numen(perimetre)
    personnes = connues(perimetre).filter(~Q(numen=""))
    if sans_empreinte:
        personnes = personnes.filter(empreinte_numen=None)
    return {pk: empreinte_du_numen(cle, numen) for pk, numen in personnes.values_list("pk", "numen")}


def _ecrire(empreintes: dict[int, str]) -> int:
    """Two NUMEN that differ by their case only would have one hash: the first keeps it."""
    lignes = [EmpreinteNumen(intervenant_id=cle, empreinte=empreinte) for cle, empreinte in empreintes.items()]
    EmpreinteNumen.objects.bulk_create(lignes, batch_size=PAR_LOT, ignore_conflicts=True)
    return len(lignes)
