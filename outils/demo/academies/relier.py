"""Makes partners of an instance and the two others, by the verbs of the administrateur's screen, then watches them.

    python -m outils.demo.academies.relier <code> <port of the first site>

In its environment, once the three sites answer. What is done already is left as it is. Between the two it says so on
its output and waits for its input to end: who looks at the others before they know us would find them closed.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from outils.demo.academies.reglages import INSTANCES, InstanceDeDemo

AUTEUR = "demonstration"

if TYPE_CHECKING:
    from imagin.domaine.federation.models import Partenaire
    from imagin.domaine.perimetre.rules import Perimetre


def main(code: str, premier: int) -> None:
    """Declare, pin, open, name the centres; then one round of the watch."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imagin.config.settings")
    import django

    django.setup()
    from imagin.domaine.perimetre.rules import systeme
    from imagin.echanges.federation.veille import veiller
    from imagin.socle.traces.signature import signer_les_ecritures

    signer_les_ecritures(AUTEUR)
    moi = next(instance for instance in INSTANCES if instance.code == code)
    for autre in INSTANCES:
        if autre is not moi:
            _relier(systeme(AUTEUR), moi, autre, autre.adresse(premier))
    print("reliée", flush=True)
    sys.stdin.read()
    veiller()


def _relier(perimetre: Perimetre, moi: InstanceDeDemo, autre: InstanceDeDemo, adresse: str) -> None:
    from imagin.domaine.federation.actions import epingler_cles, ouvrir_centre
    from imagin.domaine.federation.models import CentreOuvert, Partenaire
    from imagin.echanges.federation.client import lire_cles_publiees

    connu = Partenaire.objects.filter(code=autre.code, adresse=adresse, active=True).first()
    if connu is None:
        declare = _declarer(perimetre, autre, adresse, active=False)
        epingler_cles(perimetre, cle=declare.pk, cles=lire_cles_publiees(adresse), confirmees=True)
        connu = _declarer(perimetre, autre, adresse, active=True)
    for uai in moi.centres.get(autre.code, ()):
        if not CentreOuvert.objects.filter(etablissement__uai=uai).exists():
            ouvrir_centre(perimetre, partenaire=connu.pk, uai=uai)


def _declarer(perimetre: Perimetre, autre: InstanceDeDemo, adresse: str, *, active: bool) -> Partenaire:
    from imagin.domaine.federation.actions import declarer_partenaire
    from imagin.domaine.federation.models import Partenaire

    cle = Partenaire.objects.filter(code=autre.code).values_list("pk", flat=True).first()
    return declarer_partenaire(
        perimetre,
        code=autre.code,
        nom=autre.nom,
        adresse=adresse,
        academies=autre.gerees,
        active=active,
        cle=cle,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
