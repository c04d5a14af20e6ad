"""Days and hours that PostgreSQL could keep and Python not read: nobody can write one, by a screen nor by a file."""

from datetime import date, time

import pytest
from django.apps import apps
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import DateField, DateTimeField, Field, TimeField

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.disponibilites.rules import dates_affichees
from imagin.domaine.missions.models import DateMission
from imagin.socle.temps import (
    DERNIER_JOUR,
    SaisieIllisible,
    bornes,
    creneau_en_lettres,
    exiger_un_jour,
    lire_date,
    maintenant,
    periode,
)
from imagin.socle.ui.champs import ChampDate
from tests import factories as f

pytestmark = pytest.mark.exigence("G1.1-01")

BORNES = """
SELECT conrelid::regclass::text, string_agg(pg_get_constraintdef(oid), ' ') FROM pg_constraint
 WHERE contype = 'c' AND pg_get_constraintdef(oid) ~ '2099|2100|23:59:59' GROUP BY 1
"""


def _est_borne_ailleurs(champ: Field) -> bool:
    """Instants that only the clock writes."""
    par_l_horloge = champ.name.endswith("_le") or champ.default is maintenant or champ.name in {"instant", "last_login"}
    return isinstance(champ, DateTimeField) and par_l_horloge and champ.name not in {"emise_le", "annulee_le"}


@pytest.mark.django_db
def test_chaque_colonne_de_jour_d_heure_ou_de_periode_est_bornee_par_la_base():
    with connection.cursor() as curseur:
        curseur.execute(BORNES)
        bornees = dict(curseur.fetchall())
    temps = (DateField, TimeField, DateTimeRangeField, DateRangeField)
    oubliees = [
        f"{modele._meta.db_table}.{champ.column}"
        for modele in apps.get_models()
        if modele.__module__.startswith("imagin.domaine.") and hasattr(modele, "pgh_obj") is False
        for champ in modele._meta.concrete_fields
        if isinstance(champ, temps)
        and not _est_borne_ailleurs(champ)
        and champ.column not in bornees.get(modele._meta.db_table, "")
    ]
    assert not oubliees


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("colonne", "valeur"), [("heure_fin", "24:00"), ("jour", "9999-12-31"), ("jour", "0001-01-01 BC")]
)
def test_la_base_refuse_ce_que_python_ne_saurait_pas_relire(colonne, valeur):
    date_mission = DateMission.objects.create(
        mission=f.mission(), jour=date(2027, 6, 1), heure_debut="08:00", heure_fin="12:00"
    )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(f"UPDATE missions_datemission SET {colonne} = %s WHERE id = %s", [valeur, date_mission.pk])
    assert DateMission.objects.exclude(mission=None).count()


@pytest.mark.parametrize("saisie", ["01/01/9999", "31/12/1999", "01/01/0001", "2100-01-01"])
def test_un_ecran_refuse_les_memes_jours_que_la_base(saisie):
    with pytest.raises(SaisieIllisible, match="Les dates vont de 2000 à 2099"):
        lire_date(saisie) if "/" in saisie else exiger_un_jour(date.fromisoformat(saisie))
    with pytest.raises(ValidationError, match="Les dates vont de 2000 à 2099"):
        ChampDate().clean(saisie)
    attributs = ChampDate().widget.attrs
    assert (attributs["min"], attributs["max"]) == ("2000-01-01", "2099-12-31")


def test_une_absence_jusqu_au_dernier_jour_est_sans_fin():
    plage = periode(date(2027, 6, 1), time(0), date(2100, 1, 1), time(0))
    assert dates_affichees(plage).en_lettres == "à partir du 01/06/2027 à 00:00, sans date de fin"
    assert dates_affichees(plage).derniere_date is None
    assert dates_affichees(plage).date_fin == DERNIER_JOUR
    assert creneau_en_lettres(*bornes(plage)) == "À partir du mardi 01/06/2027 00:00, sans date de fin"


@pytest.mark.django_db
def test_une_indisponibilite_n_a_pas_de_borne_infinie():
    with pytest.raises(IntegrityError), transaction.atomic():
        Indisponibilite.objects.create(
            intervenant=f.intervenant(), periode=("2027-06-01T00:00Z", "2101-01-01T00:00Z"), motif="X", source="EPP"
        )
