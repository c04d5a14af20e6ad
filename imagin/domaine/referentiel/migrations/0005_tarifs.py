"""Rates in force, with the text that fixes each. The gestionnaire changes them from then on."""

from datetime import date
from decimal import Decimal

from django.db import migrations
from psycopg.types.range import Range

ICC_BAC = "Décret n° 2012-923 et arrêté du 27 juillet 2012"
ICC_BTS = "Décret n° 2022-1146 et arrêté du 10 août 2022"
JURYS = "Décret n° 2010-235 du 5 mars 2010 et arrêté du 13 avril 2012, art. 2"
INCONNU = "Aucun texte relevé : valeur d'usage"
BAC, BTS, AVRIL_2012, TOUJOURS = date(2012, 9, 1), date(2022, 1, 1), date(2012, 5, 2), date(2012, 1, 1)

TARIFS = [
    ("ICC_BAC_1_600", "173", BAC, ICC_BAC, False),
    ("ICC_BAC_PLUS_600", "230", BAC, ICC_BAC, False),
    # The text says nothing of these days: paid as the smaller ones until somebody confirms.
    ("ICC_BAC_SUP", "173", BAC, INCONNU, True),
    ("ICC_BTS_11_50", "50", BTS, ICC_BTS, False),
    ("ICC_BTS_51_100", "80", BTS, ICC_BTS, False),
    ("ICC_BTS_PLUS_100", "150", BTS, ICC_BTS, False),
    *((f"COPIE_{rang}", euros, AVRIL_2012, JURYS, False) for rang, euros in enumerate(("0.75", "1.10", "1.73", "2.47", "5"), 1)),
    *((f"HEURE_{rang}", euros, AVRIL_2012, JURYS, False) for rang, euros in enumerate(("4.11", "5.49", "9.60", "13.72"), 1)),
    ("PART_SPORTIVE", "0.75", AVRIL_2012, JURYS, False),
    ("HEURE_SURV", "15", TOUJOURS, INCONNU, True),
    ("COEF_VAE", "1", AVRIL_2012, JURYS, True),
    ("MINUTES_ORAL", "20", TOUJOURS, INCONNU, True),
]  # fmt: skip


def charger(apps, schema_editor) -> None:
    apps.get_model("referentiel", "Bareme").objects.bulk_create(
        apps.get_model("referentiel", "Bareme")(
            tarif=tarif,
            montant=Decimal(montant),
            validite=Range(debut, None),
            source=source,
            a_confirmer=a_confirmer,
        )
        for tarif, montant, debut, source, a_confirmer in TARIFS
    )


def vider(apps, schema_editor) -> None:
    apps.get_model("referentiel", "Bareme").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("referentiel", "0004_bareme")]
    operations = [migrations.RunPython(charger, vider)]
