"""Three académies side by side: people and centres in common, addresses of their own, what the launcher says."""

import pytest

from outils.demo.academies import fichiers, reglages
from outils.demo.academies.panneau import panneau
from outils.demo.academies.reglages import BELLEVUE, INSTANCES, JOLIOT_CURIE, RENNES, SIEC, TOULOUSE
from outils.demo.reglages import ErreurDemo
from tests.outils.demo.conftest import AUJOURD_HUI
from tests.outils.demo.fichiers import lire_csv, lire_cyclades


@pytest.fixture
def petites(academie, tmp_path, monkeypatch):
    """Where the files of Rennes and of the SIEC were written."""
    monkeypatch.setattr(reglages, "VAR", tmp_path)
    return {
        instance.code: fichiers.fabriquer_la_petite(instance, toulouse=academie, aujourd_hui=AUJOURD_HUI)
        for instance in (RENNES, SIEC)
    }


def test_des_personnes_de_bellevue_sont_au_siec_sous_le_meme_numen_une_aussi_a_rennes_et_une_est_inconnue(petites, epp):
    a_toulouse = {ligne["numen"]: ligne for ligne in epp if ligne["uai_principal"] == BELLEVUE}
    au_siec = [ligne for ligne in lire_csv(petites["siec"] / "epp.csv") if ligne["uai_principal"] == BELLEVUE]
    a_rennes = lire_csv(petites["14"] / "epp.csv")
    connues, inconnues = [li for li in au_siec if li["numen"]], [li for li in au_siec if not li["numen"]]
    assert (len(connues), len(inconnues)) == (11, 1)
    for ligne in connues:
        assert a_toulouse[ligne["numen"]]["nom"] == ligne["nom"]
    doubles = {ligne["numen"] for ligne in connues} & {ligne["numen"] for ligne in a_rennes}
    assert len(doubles) == 1
    sosies = [
        ligne for ligne in epp if (ligne["nom"], ligne["prenom"]) == (inconnues[0]["nom"], inconnues[0]["prenom"])
    ]
    assert sosies
    assert inconnues[0]["date_naissance"] not in {ligne["date_naissance"] for ligne in sosies}
    assert len(a_toulouse) > 100 > len(au_siec)  # the others are found by a search


@pytest.mark.parametrize("code", ["siec", "14"])
def test_chacune_a_des_missions_ciblees_des_deux_sortes_dans_les_centres_de_ses_partenaires(petites, code):
    envoi = lire_cyclades(petites[code])
    centres = {
        uai for instance in INSTANCES if instance.code == code for uais in instance.centres.values() for uai in uais
    }
    assert centres == ({BELLEVUE, JOLIOT_CURIE} if code == "siec" else {BELLEVUE})
    ouvertes = {(session["examen"], session["session"]) for session in envoi["sessions"] if session["ouverte"] == "OUI"}
    a_bellevue = [mission for mission in envoi["missions"] if mission["uai_centre"] == BELLEVUE]
    assert {mission["uai_centre"] for mission in envoi["missions"]} >= centres
    assert all(mission["ciblee"] == "OUI" for mission in a_bellevue)
    assert all((mission["examen"], mission["session"]) in ouvertes for mission in a_bellevue)
    assert {mission["signataire"] for mission in envoi["missions"]} == {"CENTRE", "ETAB"}


def test_les_fichiers_sont_les_memes_le_meme_jour(petites, academie):
    avant = {chemin: chemin.read_bytes() for dossier in petites.values() for chemin in dossier.iterdir()}
    for instance in (RENNES, SIEC):
        fichiers.fabriquer_la_petite(instance, toulouse=academie, aujourd_hui=AUJOURD_HUI)
    assert {chemin: chemin.read_bytes() for chemin in avant} == avant


def test_chaque_site_a_son_adresse_car_les_temoins_ignorent_les_ports():
    assert len({instance.hote for instance in INSTANCES}) == len({instance.port(8001) for instance in INSTANCES}) == 3
    assert SIEC.adresse(9001) == "http://127.0.0.3:9003"


def test_chaque_instance_sait_qui_elle_est(tmp_path, monkeypatch):
    monkeypatch.setattr(reglages, "VAR", tmp_path)
    dits = {instance.code: instance.environnement(8001, "postgresql://ici/base") for instance in INSTANCES}
    assert [dits[code]["IMAGIN_ACADEMIE"] for code in ("16", "14", "siec")] == ["16", "14", "01"]
    assert [dits[code]["IMAGIN_INTITULE"] for code in ("16", "siec")] == ["", "SIEC"]
    assert len({dit["IMAGIN_SECRET"] for dit in dits.values()}) == 3


def test_sans_rien_dire_le_premier_site_est_sur_le_port_8001(monkeypatch):
    for nom in ("PORT", "NEUVE"):
        monkeypatch.delenv(nom, raising=False)
    assert reglages.lire_reglages([]) == reglages.ReglagesAcademies(8001, neuve=False)
    assert reglages.lire_reglages(["--neuve"]).neuve
    with pytest.raises(ErreurDemo, match="Option inconnue : --grande"):
        reglages.lire_reglages(["--grande"])


def test_le_panneau_dit_les_trois_adresses_et_le_chemin_a_essayer():
    dit = panneau(reglages.ReglagesAcademies(8001, neuve=False), 8026, 4.2)
    for attendu in (
        TOULOUSE.adresse(8001), RENNES.adresse(8001), SIEC.adresse(8001), "chef.0310038Y", "Imagin-demo-31!",
        "Accès autres académies", "310101", "191900", "make demo-academies NEUVE=oui",
    ):  # fmt: skip
        assert attendu in dit
    assert max(len(ligne) for ligne in dit.splitlines()) <= 110
