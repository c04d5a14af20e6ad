"""Validated états de frais leave once, in a batch that adds up, and the answer comes back."""

import csv
import hashlib
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.actions import valider_etats
from imagin.domaine.frais.models import EtatFrais, LotFinance
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.finances import depot
from imagin.echanges.finances.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer
from tests import factories as f

pytestmark = pytest.mark.django_db
GESTION = systeme("gestionnaire")


@pytest.fixture
def valides():
    """Two validated états de frais, worth 165,00 and 24,75 €; a third that nobody can value yet."""
    mission = f.mission()
    personnes = [
        f.intervenant(nom, reference=f"20418{rang}") for rang, nom in enumerate(("LE GOFF", "D'ARTIGUES", "ZOLA"))
    ]
    montants = (Decimal(165), Decimal("24.75"), None)
    etats = [
        f.etat_de_frais(f.affectation(mission, personne), montant=montant)
        for personne, montant in zip(personnes, montants, strict=True)
    ]
    valider_etats(GESTION, etats=[etat.pk for etat in etats])
    return etats


def exporter(dossier) -> None:
    call_command("exporter", "finances", str(dossier))


def repondre(tmp_path, *lignes: str, appliquer: bool = True):
    chemin = tmp_path / "retour.csv"
    chemin.write_text("lot;etat;resultat;motif\n" + "".join(f"{ligne}\n" for ligne in lignes), encoding="utf-8")
    return importer(CONNECTEUR, chemin, appliquer=appliquer)


def test_un_lot_part_une_fois_avec_son_total_de_controle(valides, tmp_path):
    exporter(tmp_path)
    lot = LotFinance.objects.get()
    contenu = (tmp_path / f"imagin-frais-{lot.pk:06}.csv").read_bytes()
    controle = json.loads((tmp_path / f"imagin-frais-{lot.pk:06}.controle.json").read_text())
    assert controle == {
        "lot": lot.pk, "nombre": 2, "total": "189.75", "sha256": hashlib.sha256(contenu).hexdigest(),
    }  # fmt: skip
    lignes = list(csv.DictReader(contenu.decode().splitlines(), delimiter=";"))
    assert [(li["nom"], li["montant"]) for li in lignes] == [("LE GOFF", "165.00"), ("D'ARTIGUES", "24.75")]
    contrat = json.loads((DOSSIER / "finances" / "lot.schema.json").read_text())
    assert list(lignes[0]) == [champ["name"] for champ in contrat["fields"]]
    exporter(tmp_path)
    assert LotFinance.objects.count() == 1
    assert EtatFrais.objects.get(pk=valides[2].pk).etat == "VALIDE"


def test_un_depot_interrompu_est_refait_a_l_identique(valides, tmp_path, monkeypatch):
    def mourir(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(depot, "noter_depot", mourir)
    with pytest.raises(KeyboardInterrupt):
        exporter(tmp_path)
    monkeypatch.undo()
    avant = {chemin.name: chemin.read_bytes() for chemin in tmp_path.iterdir()}
    exporter(tmp_path)
    assert {chemin.name: chemin.read_bytes() for chemin in tmp_path.iterdir()} == avant
    assert LotFinance.objects.get().depose_le is not None


def test_un_dossier_qui_n_existe_pas_ne_perd_rien(valides, tmp_path):
    with pytest.raises(CommandError, match="n'existe pas"):
        exporter(tmp_path / "ailleurs")
    assert not LotFinance.objects.exists()


def test_la_reponse_accepte_et_rejette_et_se_reimporte_sans_effet(valides, tmp_path):
    exporter(tmp_path)
    lot = LotFinance.objects.get().pk
    lignes = (f"{lot};{valides[0].pk};ACCEPTE;", f"{lot};{valides[1].pk};REJETE;RIB périmé")
    assert repondre(tmp_path, *lignes, appliquer=False).rejets == []
    assert EtatFrais.objects.filter(etat="TRANSMIS").count() == 2
    bilan = repondre(tmp_path, *lignes)
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    accepte, rejete = EtatFrais.objects.filter(lot=lot).order_by("pk")
    assert (accepte.etat, rejete.etat, rejete.motif) == ("ACCEPTE", "REJETE", "RIB périmé")
    assert Affectation.objects.get(pk=rejete.affectation_id).verrou == ""
    assert Affectation.objects.get(pk=accepte.affectation_id).verrou
    assert repondre(tmp_path, *lignes).bilan[0]["inchanges"] == 2


@pytest.mark.parametrize(
    ("ligne", "motif"),
    [
        ("{lot};999999;ACCEPTE;", "n'est pas dans ce lot"),
        ("999;{etat};ACCEPTE;", "n'est pas dans ce lot"),
        ("{lot};{etat};REJETE;", "un rejet donne son motif"),
        ("{lot};{etat};ACCEPTE;pourquoi", "n'a pas de motif"),
        ("{lot};{etat};PEUT-ETRE;", "ACCEPTE"),
    ],
)
def test_une_reponse_impossible_est_refusee_entiere(valides, tmp_path, ligne, motif):
    exporter(tmp_path)
    bilan = repondre(tmp_path, ligne.format(lot=LotFinance.objects.get().pk, etat=valides[0].pk))
    assert bilan.etat == EtatImport.REFUSE
    assert motif in str(bilan.rejets)
    assert EtatFrais.objects.filter(etat="TRANSMIS").count() == 2


def test_une_seconde_reponse_contraire_est_refusee(valides, tmp_path):
    exporter(tmp_path)
    lot = LotFinance.objects.get().pk
    repondre(tmp_path, f"{lot};{valides[0].pk};ACCEPTE;")
    assert "déjà reçu une autre réponse" in str(repondre(tmp_path, f"{lot};{valides[0].pk};REJETE;RIB périmé").rejets)
