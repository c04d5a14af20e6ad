"""The command that a person types: preview by default, one French sentence for a refused file, never a traceback."""

import os
import pty
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from imagin.domaine.referentiel.models import Etablissement
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.management.commands import importer
from imagin.echanges.registre import connecteurs
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.models import EtatImport, Import

EXEMPLE = str(DOSSIER / "annuaire" / "exemple.csv")


def test_sans_le_dire_la_commande_ne_fait_que_montrer(db, capsys) -> None:
    call_command("importer", "annuaire", EXEMPLE)
    sortie = capsys.readouterr()
    assert "établissements : 4 créations, 0 modification, 0 sans changement, 0 retrait" in sortie.out
    assert "Aperçu : rien n'a été modifié. Ajoutez --appliquer pour importer." in sortie.out
    assert sortie.err == ""
    assert not Etablissement.objects.exists()


def test_appliquer_ecrit_et_garde_le_rapport(db, capsys) -> None:
    call_command("importer", "annuaire", EXEMPLE, "--appliquer")
    assert capsys.readouterr().out.endswith("Import appliqué.\n")
    assert Etablissement.objects.count() == 4
    assert Import.objects.get().etat == EtatImport.APPLIQUE


def test_un_fichier_refuse_donne_une_phrase_et_le_code_1(db, tmp_path, capsys) -> None:
    (tmp_path / "annuaire.csv").write_text("Nom_etablissement,Adresse_1\nBellevue,Narbonne\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Import refusé : rien n'a été modifié") as refus:
        call_command("importer", "annuaire", str(tmp_path / "annuaire.csv"), "--appliquer")
    assert refus.value.returncode == 1
    assert "le séparateur est la virgule" in capsys.readouterr().out


def test_une_interruption_se_dit_sans_trace_d_execution(db, monkeypatch) -> None:
    def etre_interrompu(atelier) -> None:
        raise KeyboardInterrupt

    essai = Connecteur(code="essai", libelle="Essai", lire=etre_interrompu, objets=())
    monkeypatch.setattr(importer, "connecteurs", lambda: {"essai": essai})
    with pytest.raises(CommandError, match="Import interrompu : rien n'a été modifié"):
        call_command("importer", "essai", EXEMPLE)


def test_une_base_eteinte_se_dit_sans_trace_d_execution() -> None:
    processus = _lancer("annuaire", EXEMPLE, base="postgresql://imagin@127.0.0.1:1/imagin", erreurs=subprocess.PIPE)
    _, erreurs = processus.communicate(timeout=120)
    assert (processus.returncode, erreurs.decode()) == (
        1,
        "CommandError: La base de données ne répond pas (IMAGIN_BASE) : rien n'a été modifié.\n",
    )


def test_chaque_systeme_voisin_a_son_connecteur() -> None:
    assert {"annuaire", "epp"} <= set(connecteurs())
    for code, connecteur in connecteurs().items():
        assert connecteur.code == code
        assert (DOSSIER / code).is_dir()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("fichier", "code"), [(EXEMPLE, 0), ("/nulle/part.csv", 1)])
def test_dans_un_terminal_la_lecture_montre_son_debit(fichier, code) -> None:
    reglages = settings.DATABASES["default"]
    base = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format_map(reglages)
    maitre, esclave = pty.openpty()
    processus = _lancer("annuaire", fichier, base=base, erreurs=esclave)
    os.close(esclave)
    sortie, _ = processus.communicate(timeout=120)
    ecran = _tout_lire(maitre)
    assert processus.returncode == code
    assert "Traceback" not in ecran
    if code == 0:
        assert "Lecture de exemple.csv" in ecran
        assert "/s" in ecran
        assert "4 créations" in sortie.decode()
    else:
        assert "vérifiez son nom" in sortie.decode()


def _lancer(*arguments: str, base: str, erreurs: int) -> subprocess.Popen[bytes]:
    """The command as a shell starts it, on this database."""
    return subprocess.Popen(
        [sys.executable, "-m", "imagin.config.cli", "importer", *arguments],
        cwd=DOSSIER.parents[1],
        env=os.environ | {"IMAGIN_BASE": base, "IMAGIN_DEMO": "1", "COLUMNS": "120", "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=erreurs,
    )


def _tout_lire(descripteur: int) -> str:
    """What was printed in the terminal, until its other end is closed."""
    morceaux = []
    while True:
        try:
            morceau = os.read(descripteur, 1 << 16)
        except OSError:  # how Linux says that nobody writes any more
            break
        if not morceau:
            break
        morceaux.append(morceau)
    os.close(descripteur)
    return b"".join(morceaux).decode()
