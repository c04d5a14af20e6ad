"""Who may say what of a compétence: the table of docs/competences.md, row by row."""

from datetime import date

import pytest

from imagin.domaine.competences.enums import Auteur, Avis
from imagin.domaine.competences.rules import AVIS_PERMIS, Boutons, boutons, existe
from imagin.socle.temps import annee_scolaire

C, I = Avis.COMPETENT, Avis.INCOMPETENT  # noqa: E741


@pytest.mark.exigence("G3.3-02")
@pytest.mark.parametrize(
    ("auteur", "permis"),
    [
        (Auteur.SYSTEME, {C}),
        (Auteur.ETABLISSEMENT, {C, I}),
        (Auteur.AGENT, {C, I}),
        (Auteur.GESTIONNAIRE, {C}),
    ],
)
def test_chaque_auteur_dit_ce_que_le_guide_lui_permet(auteur, permis):
    assert AVIS_PERMIS[auteur] == permis


@pytest.mark.exigence("G3.3-04")
@pytest.mark.parametrize(
    ("la_notre", "offerts"), [(None, Boutons(True, True)), (C, Boutons(False, True)), (I, Boutons(True, False))]
)
def test_les_boutons_suivent_la_position_de_l_etablissement(la_notre, offerts):
    assert boutons(la_notre) == offerts


@pytest.mark.exigence("G3.3-04")
@pytest.mark.parametrize(("avis", "attendu"), [([], False), ([I], False), ([I, I], False), ([I, C], True), ([C], True)])
def test_une_competence_existe_tant_qu_un_auteur_la_reconnait(avis, attendu):
    assert existe(avis) == attendu


def test_l_annee_scolaire_commence_en_septembre():
    assert (annee_scolaire(date(2026, 8, 31)), annee_scolaire(date(2026, 9, 1))) == (2025, 2026)
