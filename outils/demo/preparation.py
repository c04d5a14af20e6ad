"""Fills the database, in a process of its own: `python -m outils.demo.preparation <size>`.

Schema and static files each time; the académie once: its files go through the connectors that a real one uses, then
what people would have typed goes through the domain's actions. The accounts come last: where they are, all is.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from outils.demo.constats import constater_le_passe
from outils.demo.fabrique import VERSION, fabriquer
from outils.demo.indemnites import repartir_les_indemnites
from outils.demo.reglages import GRAINE, MOT_DE_PASSE, Reglages

AUTEUR = "demonstration"
DERNIER_COMPTE = "administrateur"


def main(arguments: list[str]) -> None:
    """Bring the database of IMAGIN_BASE to the state where one can sign in."""
    preparer(lambda: remplir(Reglages(arguments[0], port=0, neuve=False)))


def preparer(remplir: Callable[[], None], *, statiques: bool = True) -> None:
    """The schema and static files; then what fills the base, unless it is full."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the launcher hears Ctrl-C too, and stops us
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imagin.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from imagin.socle.traces.signature import signer_les_ecritures

    signer_les_ecritures(AUTEUR)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if statiques:
        call_command("collectstatic", verbosity=0, interactive=False)
    if not est_faite():
        remplir()


def est_faite() -> bool:
    """True when this database already holds the académie."""
    from imagin.domaine.acces.models import Compte

    return Compte.objects.filter(identifiant=DERNIER_COMPTE).exists()


def remplir(reglages: Reglages) -> None:
    """Make the files, import them, then do what people would have done."""
    from imagin.socle.temps import aujourd_hui

    dossier = reglages.fichiers
    fabriquer_au_besoin(dossier, reglages.taille, f"{aujourd_hui()}")
    importer_et_saisir(dossier)


def importer_et_saisir(dossier: Path) -> None:
    """All that these files say."""
    from django.db import connection, transaction

    importer(dossier)

    with transaction.atomic():
        saisir(json.loads((dossier / "saisies.json").read_text(encoding="utf-8")))
    with connection.cursor() as curseur:
        curseur.execute("ANALYZE")


def fabriquer_au_besoin(dossier: Path, taille: str, jour: str) -> None:
    """Write the files unless those there are of this version, size and day."""
    temoin, attendu = dossier / "temoin.json", {"version": VERSION, "taille": taille, "graine": GRAINE, "jour": jour}
    if temoin.exists() and json.loads(temoin.read_text(encoding="utf-8")) == attendu:
        return
    print(f"Fabrication de l'académie (taille « {taille} »)…", flush=True)
    temoin.unlink(missing_ok=True)
    for ancien in (dossier / "sts").glob("*.xml"):
        ancien.unlink()
    fabriquer(dossier, taille=taille, graine=GRAINE, aujourd_hui=datetime.fromisoformat(jour).date())
    temoin.write_text(json.dumps(attendu), encoding="utf-8")


def importer(dossier: Path) -> None:
    """Import every file there is by its connector, in the order that each one's references ask."""
    from django.core.management import call_command

    fichiers = [("annuaire", "annuaire.csv"), ("epp", "epp.csv")]
    fichiers += [(code.replace("_", "-"), f"{code}.csv") for code in ("epp_prive", "agape", "agape_prive", "renoirh")]
    fichiers += [("sts-web", f"sts/{chemin.name}") for chemin in sorted((dossier / "sts").glob("*.xml"))]
    fichiers += [("cyclades", "cyclades.zip"), ("reprise", "reprise.csv")]
    fichiers += [("correspondances", "correspondances.csv")]
    fichiers += [("epp-absences", "epp_absences.csv"), ("sirhen", "sirhen.csv")]
    for connecteur, nom in [(connecteur, nom) for connecteur, nom in fichiers if (dossier / nom).exists()]:
        debut, recit = time.monotonic(), StringIO()
        call_command("importer", connecteur, str(dossier / nom), appliquer=True, stdout=recit)
        print(f"Import  {recit.getvalue().splitlines()[0]}  ({time.monotonic() - debut:.1f} s)", flush=True)


def saisir(saisies: dict[str, Any]) -> None:
    """Signatures, openings, indisponibilités, constats, indemnities, accounts: what the screens would have recorded."""
    from imagin.config.activites import MENU
    from imagin.domaine.acces.actions import ouvrir_activite
    from imagin.domaine.convocations.actions import enregistrer_signature
    from imagin.domaine.perimetre.rules import systeme
    from imagin.socle.temps import aujourd_hui

    moi, depuis = systeme(AUTEUR), aujourd_hui() - timedelta(days=30)
    for signature in saisies["signatures"]:
        enregistrer_signature(moi, **signature)
    for activite in MENU:
        ouvrir_activite(moi, activite=activite.code, date_debut=depuis)
    for indisponibilite in saisies["indisponibilites"]:
        _indisponibilite(indisponibilite)
    for uai in saisies["centres"]:
        constater_le_passe(uai)
        repartir_les_indemnites(uai, aujourd_hui().year)
    for compte in saisies["comptes"]:
        _compte(compte)


def _indisponibilite(saisie: dict[str, str]) -> None:
    """Declared by the head of the person's établissement."""
    from django.utils import timezone

    from imagin.domaine.disponibilites.actions import declarer_indisponibilite
    from imagin.domaine.perimetre.enums import Role
    from imagin.domaine.perimetre.rules import Perimetre, PorteeCentre
    from imagin.domaine.personnes.models import Intervenant
    from imagin.domaine.referentiel.models import Etablissement

    uai = saisie["etablissement"]
    etablissement = Etablissement.objects.get(uai=uai)
    chef = Perimetre(Role.ETABLISSEMENT, f"chef.{uai}", portee=PorteeCentre(etablissement.pk, uai))
    declarer_indisponibilite(
        chef,
        intervenant=Intervenant.objects.get(source="EPP", reference=saisie["numero_agent"]).pk,
        debut=timezone.make_aware(datetime.fromisoformat(saisie["debut"])),
        fin=timezone.make_aware(datetime.fromisoformat(saisie["fin"])),
        motif=saisie["motif"],
    )


def _compte(saisie: dict[str, str]) -> None:
    from imagin.domaine.acces.actions import creer_compte, deleguer
    from imagin.domaine.acces.enums import Fonction
    from imagin.domaine.perimetre.rules import systeme
    from imagin.socle.temps import aujourd_hui

    compte = creer_compte(
        systeme(AUTEUR),
        identifiant=saisie["identifiant"],
        mot_de_passe=MOT_DE_PASSE,
        nom=saisie["nom"],
        prenom=saisie["prenom"],
        mel=saisie["mel"],
        est_gestionnaire=saisie.get("service") == "gestionnaire",
        est_administrateur=saisie.get("service") == "administrateur",
    )
    if "uai" in saisie:
        fonction, debut = Fonction(saisie["fonction"]), aujourd_hui() - timedelta(days=30)
        deleguer(systeme(AUTEUR), compte=compte, uai=saisie["uai"], fonction=fonction, date_debut=debut)


if __name__ == "__main__":
    main(sys.argv[1:])
