"""What the database itself holds of constats."""

from datetime import time
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from imagin.domaine.services_faits.models import Constat, JourneeConstatee
from imagin.socle.temps import aujourd_hui, maintenant
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.exigence("G4.3-06")
def test_un_constat_traite_par_le_gestionnaire_ne_change_plus_meme_en_base() -> None:
    affectation = f.affectation(f.mission(), f.intervenant())
    frais = f.etat_de_frais(affectation)
    constat = Constat.objects.create(affectation=affectation, quantite=12, saisi_par="chef", saisi_le=maintenant())
    jour = JourneeConstatee.objects.create(constat=constat, jour=aujourd_hui(), debut_matin=time(8), fin_matin=time(9))
    frais.etat = "VALIDE"
    frais.save()
    autre_jour = JourneeConstatee(constat=constat, jour=aujourd_hui().replace(year=2020), debut_matin=time(8))
    autre_jour.fin_matin = time(9)
    for ecrire in (
        lambda: Constat.objects.update(quantite=120),
        lambda: JourneeConstatee.objects.update(fin_matin=time(12)),
        jour.delete,
        autre_jour.save,
        lambda: Constat.objects.filter(pk=constat.pk).delete(),
    ):
        with pytest.raises(IntegrityError, match="traité par le gestionnaire"), transaction.atomic():
            ecrire()


def test_les_heures_d_avant_deviennent_la_minute_la_plus_proche_meme_traitees() -> None:
    """« 7h20 » was kept as 7,33: the migration gives 440 minutes back, of what the gestionnaire has treated too."""
    minutes = import_module("imagin.domaine.services_faits.migrations.0004_minutes")
    constats = []
    for attendu in (440, 450, None):
        affectation = f.affectation(f.mission(), f.intervenant())
        constats.append(Constat(affectation=affectation, minutes=attendu, saisi_par="chef", saisi_le=maintenant()))
        constats[-1].save()
        f.etat_de_frais(affectation, "VALIDE")
    with connection.cursor() as curseur:
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        curseur.execute(minutes.RENDRE)
        curseur.execute("SELECT heures FROM services_faits_constat ORDER BY id")
        assert [str(heures) for (heures,) in curseur.fetchall()] == ["7.33", "7.50", "None"]
        curseur.execute(minutes.CONVERTIR)
    assert list(Constat.objects.order_by("pk").values_list("minutes", flat=True)) == [440, 450, None]
