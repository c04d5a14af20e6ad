"""Every mail of the product, worded with fictitious data: no hole, no bracket, no value of the machine."""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import FilterExpression, Node, VariableNode
from django.template.loader import render_to_string

import imagin
from imagin.presentation.courriels.a_revoir.depot import MissionARevoir, MotsDesRevisions, PersonneARevoir
from imagin.presentation.courriels.compte.depot import Invitation
from imagin.presentation.courriels.convocation.message import mots_de_la_lettre
from imagin.presentation.courriels.indisponibilite.mots import AbsenceAnnoncee, Levee, MotsDesAbsences
from imagin.presentation.courriels.missions_retirees.depot import MissionRetiree, MotsDuRetrait
from imagin.presentation.courriels.redaction import rediger
from imagin.presentation.documents.convocation.contexte import exemple
from imagin.presentation.documents.convocation.versions import annuler
from imagin.socle.temps import maintenant

DOSSIER = Path(imagin.__file__).parent / "presentation" / "templates" / "courriels"
DE_LA_MACHINE = re.compile(r"[\[\]{}<>]|None|True|False|\(\)|\('|Decimal|datetime|, ,")

LETTRE = mots_de_la_lettre(exemple(), repond=True)
SANS_RIEN = replace(LETTRE, repond=False, telephone="", epreuve="", observation="")
ABSENCE = AbsenceAnnoncee(
    nom="LE GOFF Erwan", periode="du 01/06/2027 à 00:00 au 02/06/2027 à 23:59", motif="STAGE", origine="SIRHEN",
    creneaux=("mission 189010, CORRECTION (470, BCG), LPO BELLEVUE (0310038Y), convoquée : le mardi 01/06/2027",),
)  # fmt: skip
UNE = MotsDesAbsences(
    destinataire="Mme Claire VIDAL", centre=False, absences=(ABSENCE,), personnes=1, levees=(), missions=("189010",),
    raison="l'indisponibilité a été supprimée",
    repondre_a="ce.0310001H@ac-toulouse.example",
)  # fmt: skip
PLUSIEURS = replace(
    UNE, destinataire="", absences=(ABSENCE, ABSENCE), personnes=2, repondre_a="",
    missions=tuple(str(numero) for numero in range(189_010, 189_017)),
)  # fmt: skip
LEVEE = Levee("LE GOFF Erwan", ABSENCE.creneaux)
LEVEES = replace(UNE, absences=(), personnes=0, levees=(LEVEE,))
RETIREE = MissionRetiree(
    numero="189010", libelle="CORRECTION (470, BCG)", prevenus=("LE GOFF Erwan, e.legoff@ac-toulouse.example",),
    a_prevenir=("D'ARC Éloïse, tél. 06 39 98 41 15",), gardes=("N'GUESSAN Awa",),
)  # fmt: skip
RETRAIT = MotsDuRetrait("LPO BELLEVUE TOULOUSE CEDEX 4", (RETIREE,))
REVUE = MissionARevoir(
    numero="189010", libelle="CORRECTION (470, BCG)", centre="LPO BELLEVUE (0310038Y)", quittee=False,
    personnes=(PersonneARevoir("D'ARC Éloïse", ("La mission n'a plus lieu le 07/07/2027", "Salle B2 disparue")),),
)  # fmt: skip
REVISIONS = MotsDesRevisions("LPO BELLEVUE TOULOUSE CEDEX 4", False, 1, (REVUE,), "import cyclades")
EXEMPLES = {
    "a_revoir": [
        REVISIONS,
        replace(REVISIONS, total=7, missions=(REVUE, replace(REVUE, quittee=True)) * 4),
        replace(REVISIONS, destinataire="", academie=True),
    ],
    "convocation": [
        LETTRE,
        replace(LETTRE, telephone="05 61 00 00 00", repond=False),
        SANS_RIEN,
        replace(LETTRE, remplace="Cette convocation annule et remplace celle du 3 mai.", changements=("Salle : B2.",)),
    ],
    "annulation": [mots_de_la_lettre(annuler(exemple(), maintenant()), repond=True), SANS_RIEN],
    "compte": [Invitation(nom="VIDAL Claire", identifiant="c.vidal", adresse="https://imagin.example/mot-de-passe/")],
    "missions_retirees": [RETRAIT, replace(RETRAIT, missions=(RETIREE, replace(RETIREE, prevenus=(), gardes=())) * 4)],
    "indisponibilite": [UNE, PLUSIEURS, LEVEES, replace(PLUSIEURS, centre=True, levees=(LEVEE, LEVEE))],
}
TOUS = [(nom, mots) for nom, lesquels in EXEMPLES.items() for mots in lesquels]


@pytest.mark.exigence("G4.2-18")
def test_chaque_dossier_de_courriel_a_ses_donnees_fictives():
    assert set(EXEMPLES) == {dossier.name for dossier in DOSSIER.iterdir() if dossier.is_dir()}


@pytest.mark.exigence("G4.2-18")
@pytest.mark.parametrize(("nom", "mots"), TOUS, ids=[f"{nom}-{rang}" for rang, (nom, _) in enumerate(TOUS)])
def test_un_courriel_ne_montre_aucune_valeur_de_la_machine(nom, mots):
    redaction = rediger(nom, mots)
    assert redaction.sujet
    for texte in (redaction.sujet, redaction.corps):
        assert not DE_LA_MACHINE.search(texte), texte
    assert "\n\n\n\n" not in redaction.corps


@pytest.mark.exigence("G4.2-18")
@pytest.mark.parametrize("nom", EXEMPLES)
@pytest.mark.parametrize("partie", ["objet", "corps"])
def test_un_courriel_ne_demande_que_des_valeurs_qu_on_lui_donne(nom, partie):
    """Every branch of the template is read, those that no example takes included."""
    gabarit = engines["courriels"].get_template(f"courriels/{nom}/{partie}.txt").template
    connues = {champ.name for champ in fields(EXEMPLES[nom][0])}
    locales = {variable for noeud in _noeuds(gabarit.nodelist) for variable in getattr(noeud, "loopvars", ())}
    demandees = {str(variable).partition(".")[0] for variable in _variables(gabarit.nodelist)}
    assert demandees <= connues | locales | {"forloop"}


def _noeuds(liste) -> list[Node]:
    return list(liste.get_nodes_by_type(Node))


def _variables(liste) -> list[str]:
    """The variables that nodes print, test or loop on."""
    vues = []
    for noeud in _noeuds(liste):
        expressions = [noeud.filter_expression] if isinstance(noeud, VariableNode) else []
        expressions += [v for v in vars(noeud).values() if isinstance(v, FilterExpression)]
        for condition, _ in getattr(noeud, "conditions_nodelists", ()):
            expressions += _operandes(condition)
        vues += [e.var.var for e in expressions if hasattr(e.var, "var") and not e.var.literal]
    return vues


def _operandes(condition) -> list[FilterExpression]:
    if condition is None:
        return []
    valeur = getattr(condition, "value", None)
    if isinstance(valeur, FilterExpression):
        return [valeur]
    if getattr(valeur, "text", None) is not None:
        return [valeur.text]
    return [e for cote in ("first", "second") for e in _operandes(getattr(condition, cote, None))]


@pytest.mark.exigence("G4.2-18")
@pytest.mark.parametrize("valeur", [None, date(2027, 6, 1), [189_010], (189_010, None), {"a": [1]}, 1.5])
def test_une_valeur_qui_n_est_pas_du_texte_empeche_le_courriel_de_partir(valeur):
    @dataclass
    class Mots:
        nom: object = ""
        identifiant: str = ""
        adresse: str = ""

    with pytest.raises(TypeError, match="n'est pas du texte"):
        rediger("compte", Mots(nom=valeur))


@pytest.mark.exigence("G4.2-18")
def test_le_sujet_dit_les_missions_l_une_apres_l_autre():
    assert rediger("indisponibilite", UNE).sujet == "Indisponibilité de LE GOFF Erwan – mission 189010"
    assert rediger("indisponibilite", PLUSIEURS).sujet == (
        "Indisponibilité de 2 personnes – missions 189010, 189011, 189012, 189013, 189014…"
    )


@pytest.mark.exigence("G3.2-05")
def test_le_sujet_dit_ce_qui_n_est_plus():
    assert rediger("indisponibilite", LEVEES).sujet == "Indisponibilité levée : LE GOFF Erwan – mission 189010"
    plusieurs = replace(LEVEES, levees=(LEVEE, LEVEE))
    assert rediger("indisponibilite", plusieurs).sujet == "Indisponibilité levée : 2 personnes – mission 189010"


@pytest.mark.exigence("G4.2-18")
@pytest.mark.parametrize("gabarit", ["avis", "mot_de_passe"])
def test_les_courriels_du_compte_ne_montrent_aucune_valeur_de_la_machine(gabarit):
    compte = type("C", (), {"identifiant": "c.vidal", "__str__": lambda _: "VIDAL Claire"})()
    mots = {"user": compte, "maintenant": maintenant(), "avis": "votre mot de passe a été changé"}
    mots["password_reset_url"] = "https://imagin.example/mot-de-passe/"
    assert not DE_LA_MACHINE.search(render_to_string(f"connexion/courriels/{gabarit}.txt", mots))


@pytest.mark.exigence("G4.2-18")
def test_le_courriel_d_un_centre_sans_adresse_ne_promet_pas_que_la_reponse_lui_parvient():
    for nom in ("convocation", "annulation"):
        assert "répondez à ce message : votre réponse parviendra" in rediger(nom, LETTRE).corps
        assert "appelez le centre" in rediger(nom, replace(LETTRE, repond=False, telephone="05 61 00 00 00")).corps
        assert "adressez-vous au centre d'examen" in rediger(nom, SANS_RIEN).corps
        assert "parviendra" not in rediger(nom, SANS_RIEN).corps


def test_les_mots_sont_des_dataclasses_que_mypy_verifie():
    assert all(is_dataclass(mots) for _, mots in TOUS)
