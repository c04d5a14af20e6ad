"""Who the directory's attributes present, and with which rights; values as they are really written."""

import logging
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from imagin.domaine.acces.enums import Fonction
from imagin.domaine.acces.rules import Habilitation
from imagin.echanges.identite.correspondance import DEFAUT, lire_correspondance
from imagin.echanges.identite.identites import identite_du_guichet, identite_du_mandataire

pytestmark = pytest.mark.exigence("G2.1-04")
JOUR = date(2026, 6, 15)
DEPOT = Path(__file__).resolve().parents[3]
FIM = {
    "sub": "b5a7",
    "FrEduFonctAdm": "DIR",
    "FrEduRne": ["0590121L$UAJ$PU$DIR$0590121L$T3$LYC$3000", "0590258K$UAJ$PU$DIR$0590121L$T3$LYC$300"],
    "rne": "0590121L",
    "FrEduRneResp": ["0590258K", "0590121L"],
    "title": "PERS.DIR",
    "given_name": "Hélène",
    "family_name": "DE LA TOUR",
    "typensi": "DIR",
    "codaca": "009",
    "email": "helene.de-la-tour@ac-lille.example",
}
DELEGATION = (
    "imagin|/mdp/redirectionhub/redirect.jsp?applicationname=imagin|03/03/2024|31/12/9999|uid=chef,ou=personnels"
    "|FrEduRneResp=0590121L$UAJ$PU$N$T3$LP$320;0590258K$UAJ$PU$N$T3$LYC$300|serveur|module|"
)


def habilitations(**attributs: object) -> dict[str, Habilitation]:
    recue = identite_du_guichet({"sub": "b5a7", **attributs}, emetteur="guichet", jour=JOUR)
    assert recue is not None
    return {droit.uai: droit for droit in recue.habilitations}


def test_un_chef_de_deux_etablissements():
    recue = identite_du_guichet(FIM, emetteur="https://guichet.example", jour=JOUR)
    assert recue is not None
    assert (recue.emetteur, recue.sujet, recue.nom, recue.prenom) == (
        "https://guichet.example", "b5a7", "DE LA TOUR", "Hélène",
    )  # fmt: skip
    assert recue.mel == "helene.de-la-tour@ac-lille.example"
    assert recue.habilitations == (
        Habilitation("0590258K", Fonction.CHEF, JOUR),
        Habilitation("0590121L", Fonction.CHEF, JOUR),
    )


@pytest.mark.parametrize(
    ("valeur", "attendus"),
    [
        (["0590258K$UAJ$PU$ACT$T3$LYC$300"], {"0590258K"}),
        ("0590258K$UAJ$PU$ACT$T3$LYC$300,0590121L$UAJ$PU$ACT$T3$LP$320", {"0590258K", "0590121L"}),
        ("0590258k", {"0590258K"}),
        (["X"], set()),
        ("X", set()),
        ("", set()),
        (None, set()),
        (42, set()),
    ],
)
def test_les_formes_de_frEduRneResp(valeur, attendus):  # noqa: N802  (the attribute's own name)
    assert habilitations(FrEduFonctAdm="DIR", FrEduRneResp=valeur).keys() == attendus


@pytest.mark.parametrize("fonction", ["", "ADF", "X", None, ["CPE", "ADF"]])
def test_qui_n_est_pas_de_direction_n_est_pas_chef(fonction):
    assert habilitations(FrEduFonctAdm=fonction, FrEduRneResp=["0590258K"]) == {}


def test_plusieurs_fonctions_dont_celle_de_direction():
    assert habilitations(FrEduFonctAdm=["ADF", "DIR"], FrEduRneResp=["0590258K"])["0590258K"].fonction == Fonction.CHEF


def test_un_delegue_de_deux_etablissements_sans_fin():
    droits = habilitations(FrEduResDel=DELEGATION)
    assert droits == {
        uai: Habilitation(uai, Fonction.DELEGUE, date(2024, 3, 3), None) for uai in ("0590121L", "0590258K")
    }


@pytest.mark.parametrize(
    ("debut", "fin", "ouverte"),
    [
        ("15/06/2026", "15/06/2026", True),
        ("16/06/2026", "31/12/9999", False),
        ("01/01/2024", "14/06/2026", False),
    ],
)
def test_seule_compte_une_delegation_dont_la_periode_couvre_le_jour(debut, fin, ouverte):
    valeur = DELEGATION.replace("03/03/2024", debut).replace("31/12/9999", fin)
    assert bool(habilitations(FrEduResDel=[valeur])) is ouverte


def test_plusieurs_delegations_dans_un_en_tete_se_separent_par_des_virgules():
    autre = DELEGATION.replace("0590121L", "0310038Y").replace("module|", "module")
    ailleurs = DELEGATION.replace("imagin", "orion").replace("0590121L", "0310039Z")
    entetes = {"ct-remote-user": "adjointe", "freduresdel": f"{DELEGATION},{ailleurs},{autre}"}
    recue = identite_du_mandataire(entetes, emetteur="mandataire", jour=JOUR)
    assert recue is not None
    assert {droit.uai for droit in recue.habilitations} == {"0590121L", "0590258K", "0310038Y"}


def test_une_delegation_d_une_autre_application_ne_compte_pas():
    assert habilitations(FrEduResDel=DELEGATION.replace("imagin", "orioninserjeunes")) == {}


def test_le_nom_de_l_application_se_lit_dans_l_adresse_aussi():
    assert habilitations(FrEduResDel=DELEGATION.replace("imagin|", "Convocations|", 1)).keys() == {
        "0590121L",
        "0590258K",
    }


def test_etre_chef_l_emporte_sur_une_delegation_et_la_plus_longue_sur_une_autre():
    courte = DELEGATION.replace("31/12/9999", "30/06/2026")
    droits = habilitations(FrEduFonctAdm="DIR", FrEduRneResp="0590121L", FrEduResDel=[courte, DELEGATION, courte])
    assert droits["0590121L"].fonction == Fonction.CHEF
    assert droits["0590258K"].date_fin is None


@pytest.mark.parametrize(
    "attributs",
    [
        {"FrEduFonctAdm": "DIR", "FrEduRneResp": ["0590258Z"]},
        {"FrEduFonctAdm": "DIR", "FrEduRneResp": ["0590258", "UAI$UAJ$PU", "$$$"]},
        {"FrEduResDel": "imagin"},
        {"FrEduResDel": DELEGATION.replace("03/03/2024", "2024-03-03")},
        {"FrEduResDel": DELEGATION.replace("31/12/9999", "31/02/2026")},
        {"FrEduResDel": DELEGATION.replace("FrEduRneResp=", "FrEduRne=")},
        {"FrEduResDel": "imagin|http://[|01/01/2024|31/12/9999|chef|FrEduRneResp=0590258Z|s|m|"},
    ],
)
def test_une_valeur_illisible_est_ignoree_et_notee_sans_donnee_personnelle(caplog, attributs):
    with caplog.at_level(logging.WARNING):
        assert habilitations(family_name="DE LA TOUR", **attributs) == {}
    assert "illisible" in caplog.text
    assert not [mot for mot in ("DE LA TOUR", "b5a7", "chef", "0590258") if mot in caplog.text]


@pytest.mark.parametrize("attributs", [{}, {"sub": ""}, {"sub": None}, {"sub": "x" * 256}, {"sub": {"a": 1}}])
def test_sans_identifiant_il_n_y_a_personne(attributs):
    assert identite_du_guichet({**FIM, "sub": "", **attributs}, emetteur="guichet", jour=JOUR) is None


def test_un_nom_absent_et_un_mel_faux_n_empechent_rien():
    recue = identite_du_guichet({"sub": "b5a7", "email": "pas un mél"}, emetteur="guichet", jour=JOUR)
    assert recue is not None
    assert (recue.nom, recue.prenom, recue.mel) == ("b5a7", "", "")


def test_les_entetes_d_arena():
    entetes = {
        "ct-remote-user": "hdelatour",
        "ctln": "DE LA TOUR",
        "ctfn": "Hélène".encode().decode("latin-1"),
        "ctemail": "helene@ac-lille.example",
        "fredufonctadm": "DIR",
        "fredurneresp": "0590258K$UAJ$PU$N$T3$LYC$300,0590121L$UAJ$PU$N$T3$LP$320",
        "freduresdel": "X",
    }
    recue = identite_du_mandataire(entetes, emetteur="mandataire", jour=JOUR)
    assert recue is not None
    assert (recue.sujet, recue.prenom, recue.mel) == ("hdelatour", "Hélène", "helene@ac-lille.example")
    assert {droit.uai for droit in recue.habilitations} == {"0590258K", "0590121L"}


def test_un_fichier_change_les_noms_et_garde_les_autres(tmp_path, settings):
    fichier = tmp_path / "identite.toml"
    fichier.write_text(
        'application = "convocations"\ndirection = ["DIR", "ADJ"]\n[guichet]\nnom = ["usual_name", "family_name"]\n'
        'sujet = "uid"\n[mandataire]\nmel = "X-Mel"\n',
        encoding="utf-8",
    )
    settings.IMAGIN_CORRESPONDANCE = str(fichier)
    valeurs = {"uid": "42", "usual_name": "MARTIN", "FrEduFonctAdm": "ADJ", "FrEduRneResp": "0590258K"}
    recue = identite_du_guichet(valeurs, emetteur="guichet", jour=JOUR)
    assert recue is not None
    assert (recue.sujet, recue.nom, recue.habilitations[0].uai) == ("42", "MARTIN", "0590258K")
    assert lire_correspondance(str(fichier)).mandataire.mel == ("x-mel",)
    assert lire_correspondance("") == DEFAUT


@pytest.mark.parametrize("texte", ["application = ", 'aplication = "imagin"', '[guichet]\nprénom = "x"', "guichet = 3"])
def test_un_fichier_faux_empeche_le_demarrage_en_disant_pourquoi(tmp_path, texte):
    fichier = tmp_path / "identite.toml"
    fichier.write_text(texte, encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match="IMAGIN_CORRESPONDANCE"):
        lire_correspondance(str(fichier))
    with pytest.raises(ImproperlyConfigured, match="ne se lit pas"):
        lire_correspondance(str(tmp_path / "absent.toml"))


def test_les_valeurs_par_defaut_de_la_documentation_sont_les_vraies(tmp_path):
    documentation = (DEPOT / "docs" / "identite.md").read_text(encoding="utf-8")
    fichier = tmp_path / "identite.toml"
    fichier.write_text(documentation.split("```toml")[1].split("```")[0], encoding="utf-8")
    assert lire_correspondance(str(fichier)) == DEFAUT
