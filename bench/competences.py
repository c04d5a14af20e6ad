"""SYS (C) recomputed for a whole académie: 20,000 teachers, 300,000 teachings."""

import time

from bench.base import base_neuve
from bench.mesure import rapporter
from bench.personnel import lignes_epp

ENSEIGNANTS = 20_000
PAR_PERSONNE = 15
MATIERES = 60
EPREUVES = 240
MINUTE = 10_000  # ms


def mesurer() -> None:
    """All of it from nothing, then again when nothing has changed."""
    with base_neuve():
        _semer()
        from imagin.domaine.competences.actions import recalculer_systeme
        from imagin.domaine.perimetre.rules import systeme

        for nom in ("posées", "revues sans changement"):
            debut = time.perf_counter()
            posees, retirees = recalculer_systeme(systeme("bench"))
            duree = (time.perf_counter() - debut) * 1000
            print(f"{posees} positions posées, {retirees} retirées")
            rapporter(f"SYS (C), 20 000 enseignants, {nom} / 10 s", duree, MINUTE, "ms", "<= 1")


def _semer() -> None:
    """Teachers of a few matières each, in many divisions; each matière opens a few épreuves-options."""
    from django.db import connection

    from imagin.domaine.competences.models import Correspondance
    from imagin.domaine.personnes.models import Enseignement, Intervenant, Matiere
    from tests import factories as f
    from tests.factories.referentiel import epreuve

    ici = f.etablissement()
    gens = Intervenant.objects.bulk_create(
        (Intervenant(source="IMAGIN", reference=str(rang), nom=ligne[3], prenom=ligne[4]))
        for rang, ligne in enumerate(lignes_epp(ENSEIGNANTS))
    )
    matieres = Matiere.objects.bulk_create(Matiere(code=f"{n:06}", libelle=f"MATIERE {n}") for n in range(MATIERES))
    Enseignement.objects.bulk_create(
        (
            Enseignement(
                intervenant=g,
                etablissement=ici,
                annee=2026,
                matiere=matieres[(rang + n % 3) % MATIERES],
                structure="D",
                code_structure=f"D{n}",
            )
            for rang, g in enumerate(gens)
            for n in range(PAR_PERSONNE)
        ),
        batch_size=10_000,
    )
    options = [epreuve(code=f"E{n}") for n in range(EPREUVES)]
    Correspondance.objects.bulk_create(
        Correspondance(matiere=matieres[n % MATIERES], epreuve_option=option) for n, option in enumerate(options)
    )
    with connection.cursor() as curseur:
        curseur.execute("ANALYZE")
