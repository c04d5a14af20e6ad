"""What the texts say of each exam, that stood in the code. The gestionnaire changes it from then on.

Rates: décret 2010-235, arrêté of 13/04/2012 and its annexes as the unions list them; an exam without rates is not
estimated (docs/frais.md). Indemnities: guide § 4.5. DCS, DSCG, DCG: the Diplôme Comptable Supérieur and those that took
its place, which centres do not state. Personnel: guide § 3.3 (G3.3-05).
"""

from django.db import migrations

BAC, BREVET = ("COPIE_5", "HEURE_3"), ("COPIE_1", "HEURE_1")
SANS = ("", "")
REGIMES = [
    # sigle, indemnity of the centre, rates of a copy and of an hour, type of the second group, stated, personnel
    ("BCG", "BAC", BAC, "ORAL2", True, "LYCEE"),
    ("BTN", "BAC", BAC, "ORAL2", True, "LYCEE"),
    ("BCP", "BAC", BAC, "", True, "LYCEE"),
    ("EA-BCG", "BAC", BAC, "", True, "LYCEE"),
    ("EA-BTN", "BAC", BAC, "", True, "LYCEE"),
    ("BTS", "BTS", SANS, "", True, "LYCEE"),
    ("BT", "", ("COPIE_3", "HEURE_3"), "", True, ""),
    ("DNB", "", BREVET, "", True, "COLLEGE"),
    ("CFG", "", BREVET, "", True, ""),
    ("CAP", "", BREVET, "", True, ""),
    ("BEP", "", BREVET, "", True, ""),
    ("DCS", "", SANS, "", False, ""),
    ("DSCG", "", SANS, "", False, ""),
    ("DCG", "", SANS, "", False, ""),
]


def charger(apps, schema_editor) -> None:
    Regime, Examen = (apps.get_model("referentiel", nom) for nom in ("RegimeExamen", "Examen"))
    Regime.objects.bulk_create(
        Regime(
            sigle=sigle,
            domaine_indemnite=domaine,
            taux_copie=copie,
            taux_heure=heure,
            type_second_groupe=second_groupe,
            se_constate=se_constate,
            personnel=personnel,
        )
        for sigle, domaine, (copie, heure), second_groupe, se_constate, personnel in REGIMES
    )
    for sigle, *_ in REGIMES:
        Examen.objects.filter(sigle=sigle).update(regime=sigle)


def vider(apps, schema_editor) -> None:
    apps.get_model("referentiel", "Examen").objects.update(regime=None)
    apps.get_model("referentiel", "RegimeExamen").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("referentiel", "0009_regime_examen")]
    operations = [migrations.RunPython(charger, vider)]
