"""Secrets of second factors that were kept in clear are ciphered, as new ones are."""

from django.db import migrations

from imagin.socle.acces.chiffrement import MARQUE, chiffrer, dechiffrer


def chiffrer_les_secrets(apps, schema_editor):
    _reecrire(apps, lambda garde: garde if garde.startswith(MARQUE) else chiffrer(garde))


def dechiffrer_les_secrets(apps, schema_editor):
    _reecrire(apps, dechiffrer)


def _reecrire(apps, ecriture):
    for moyen in apps.get_model("mfa", "Authenticator").objects.iterator():
        for cle in {"secret", "seed"} & moyen.data.keys():
            moyen.data[cle] = ecriture(moyen.data[cle])
        moyen.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("acces", "0006_auteur_exige"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(chiffrer_les_secrets, dechiffrer_les_secrets)]
