"""National list of académies, and first values of the lists that the gestionnaire then keeps."""

from django.db import migrations

# Source: two-digit codes of the national nomenclature (BCN), as used in the NUMEN.
ACADEMIES = {
    "01": "PARIS", "02": "AIX-MARSEILLE", "03": "BESANCON", "04": "BORDEAUX", "05": "CAEN", "06": "CLERMONT-FERRAND",
    "07": "DIJON", "08": "GRENOBLE", "09": "LILLE", "10": "LYON", "11": "MONTPELLIER", "12": "NANCY-METZ",
    "13": "POITIERS", "14": "RENNES", "15": "STRASBOURG", "16": "TOULOUSE", "17": "NANTES", "18": "ORLEANS-TOURS",
    "19": "REIMS", "20": "AMIENS", "21": "ROUEN", "22": "LIMOGES", "23": "NICE", "24": "CRETEIL", "25": "VERSAILLES",
    "27": "CORSE", "28": "LA REUNION", "31": "MARTINIQUE", "32": "GUADELOUPE", "33": "GUYANE", "43": "MAYOTTE",
}  # fmt: skip

QUALITES = [
    ("CORR", "Correcteur", False),
    ("CORR_S", "Correcteur (SANTORIN)", True),
    ("SUPPL_S", "Correcteur suppléant (SANTORIN)", True),
    ("REF_S", "Référent correcteur (SANTORIN)", True),
    ("EXAM", "Examinateur", False),
    ("INTERRO", "Interrogateur", False),
    ("PRES", "Président de jury", False),
    ("VICE", "Vice-président", False),
    ("MEMBRE", "Membre du jury", False),
    ("SURV", "Surveillant", False),
    ("SECR", "Secrétaire de jury", False),
    ("COORD", "Coordonnateur", False),
]

# Source: wording seen on real convocations (docs/exigences.md, G4.2); décret 2010-235, arrêtés of 13/04/2012 and 05/08/2021.
MENTIONS = [
    (
        "ORDRE_DE_MISSION",
        "Ordre de mission",
        "La présente convocation vaut ordre de mission. En cas d'empêchement, prévenez sans délai le service ou le centre "
        "qui suit ce dossier et joignez un justificatif.",
    ),
    (
        "REMUNERATION",
        "Rémunération",
        "La présente convocation ouvre droit, lorsque la mission est rémunérée, aux indemnités prévues par le décret "
        "n° 2010-235 du 5 mars 2010 et par les arrêtés du 13 avril 2012 et du 5 août 2021. Elles sont versées après constat "
        "du service fait.",
    ),
    (
        "FRAIS",
        "Frais de déplacement",
        "Les frais sont pris en charge lorsque la mission a lieu hors des communes de résidence administrative et familiale "
        "et des communes limitrophes.",
    ),
]


def remplir(apps, schema_editor):
    Academie = apps.get_model("referentiel", "Academie")
    Academie.objects.bulk_create(Academie(code=code, nom=nom) for code, nom in ACADEMIES.items())
    Qualite = apps.get_model("referentiel", "Qualite")
    Qualite.objects.bulk_create(
        Qualite(code=code, libelle=libelle, santorin=santorin, ordre=10 * rang)
        for rang, (code, libelle, santorin) in enumerate(QUALITES, start=1)
    )
    Mention = apps.get_model("referentiel", "Mention")
    Mention.objects.bulk_create(
        Mention(code=code, titre=titre, texte=texte, ordre=10 * rang)
        for rang, (code, titre, texte) in enumerate(MENTIONS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("referentiel", "0001_initial")]
    operations = [migrations.RunPython(remplir, migrations.RunPython.noop)]
