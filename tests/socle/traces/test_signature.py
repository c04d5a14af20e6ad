"""Nobody writes without a name: the database itself refuses it (GG-07)."""

import sys
from threading import Thread

import pghistory
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import RequestFactory
from pghistory.models import Context

from imagin.config import cli
from imagin.domaine.acces.models import Compte
from imagin.socle.acces.middleware import EcritureEnLecture, lecture_seule
from imagin.socle.traces.signature import apposer, signer_les_ecritures
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("GG-07")]


def ecritures():
    """A creation, a change and a deletion of a table whose history is kept."""
    compte = Compte(identifiant="x", nom="X", prenom="Y", password="!")
    return {
        "insert": compte.save,
        "update": lambda: Compte.objects.filter(identifiant="chef.0310038Y").update(nom="AUTRE"),
        "delete": lambda: Compte.objects.filter(identifiant="chef.0310038Y").delete(),
    }


@pytest.mark.parametrize("genre", ["insert", "update", "delete"])
def test_ce_que_personne_ne_signe_est_refuse_par_la_base(genre):
    f.compte().delegations.all().delete()
    apposer(connection, "")
    with pytest.raises(ProgrammingError, match="sans auteur"), transaction.atomic():
        ecritures()[genre]()
    with pytest.raises(ProgrammingError, match="sans auteur"), transaction.atomic(), pghistory.context(auteur=""):
        ecritures()[genre]()
    with pghistory.context(auteur="quelqu'un"):
        ecritures()[genre]()
    apposer(connection, "IMAG'IN")


def test_chaque_table_suivie_demande_un_auteur():
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT relname, tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
            " JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname ~ '^pgtrigger_(insert|update|delete)_'"
        )
        declencheurs = curseur.fetchall()
    assert len(declencheurs) > 40
    assert [f"{table} {nom}" for table, nom, corps in declencheurs if "_pgh_attach_context()" not in corps] == []


def test_une_commande_signe_ce_qu_elle_ecrit(monkeypatch):
    vues = []

    def commande(arguments):
        def lire():
            with connection.cursor() as curseur:
                curseur.execute("SELECT current_setting('pghistory.context_metadata')")
                vues.append(curseur.fetchone()[0])
            connection.close()

        fil = Thread(target=lire)
        fil.start()
        fil.join()

    monkeypatch.setattr(cli, "execute_from_command_line", commande)
    monkeypatch.setattr(sys, "argv", ["imagin", "travailler", "--une-fois"])
    try:
        cli.main()
    finally:
        signer_les_ecritures("IMAG'IN")
    assert vues == ['{"auteur": "imagin travailler"}']


def test_qui_se_connecte_signe_sa_connexion(client):
    f.compte()
    client.post("/connexion/", {"login": "chef.0310038Y", "password": f.acces.MOT_DE_PASSE})
    assert "chef.0310038Y" in Context.objects.values_list("metadata__auteur", flat=True)


@pytest.mark.parametrize("methode", ["GET", "HEAD", "OPTIONS", "PUT", "PROPFIND"])
def test_tout_ce_qui_n_est_pas_un_envoi_de_formulaire_est_une_lecture(methode):
    vue = lecture_seule(lambda _: Compte.objects.update(nom="AUTRE"))
    with pytest.raises(EcritureEnLecture):
        vue(RequestFactory().generic(methode, "/"))
