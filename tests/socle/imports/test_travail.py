"""An import whose process was killed changed nothing; it is run again once, then said to be lost."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.travail import ProgressionGardee, reprendre_imports
from imagin.socle.temps.horloge import maintenant

pytestmark = [pytest.mark.exigence("GX-03")]


def en_cours(**champs: object) -> Import:
    """One that says that it runs, for ten minutes."""
    instant = maintenant() - timedelta(minutes=10)
    return Import.objects.create(connecteur="essai", fichier="f.csv", commence_le=instant, **champs)


@pytest.mark.django_db
def test_un_import_tue_est_repris_une_fois_puis_refuse() -> None:
    tue, sans_fichier = en_cours(chemin="2026-11/un"), en_cours()
    assert reprendre_imports() == [tue.pk]
    tue.refresh_from_db()
    assert (tue.etat, tue.message[:28]) == (EtatImport.ATTENTE, "Interrompu une première fois")
    Import.objects.filter(pk=tue.pk).update(etat=EtatImport.EN_COURS)
    assert reprendre_imports() == []
    tue.refresh_from_db()
    sans_fichier.refresh_from_db()
    assert (tue.etat, tue.message[:20]) == (EtatImport.REFUSE, "Interrompu deux fois")
    assert (sans_fichier.etat, sans_fichier.message[:18]) == (EtatImport.REFUSE, "Import interrompu ")


@pytest.mark.django_db
def test_un_import_qui_tourne_n_est_pas_touche() -> None:
    tourne = en_cours(chemin="2026-11/un")
    with psycopg.connect(**connection.get_connection_params()) as ailleurs:
        ailleurs.execute("SELECT pg_advisory_xact_lock(hashtextextended('imagin.import.essai', 0))")
        assert reprendre_imports() == []
    tourne.refresh_from_db()
    assert tourne.etat == EtatImport.EN_COURS


@pytest.mark.django_db(transaction=True)
def test_l_avancement_se_lit_pendant_que_l_import_tourne() -> None:
    tourne = en_cours()
    with ProgressionGardee(tourne.pk) as progression:
        progression.etape("Lecture", 200)
        progression.avancer(50)
        tourne.refresh_from_db()
        assert (tourne.etape, tourne.avance) == ("Lecture", 0)
        progression.etape("Comparaison")
    tourne.refresh_from_db()
    assert (tourne.etape, tourne.avance) == ("Comparaison", None)
