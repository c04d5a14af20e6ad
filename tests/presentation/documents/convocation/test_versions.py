"""What a later letter says of the one it replaces, field by field."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from imagin.presentation.documents.convocation.contexte import exemple
from imagin.presentation.documents.convocation.versions import annuler, changements

pytestmark = pytest.mark.exigence("G4.2-04")
LETTRE = exemple()


@pytest.mark.parametrize(
    ("partie", "champ", "libelle", "valeur"),
    [
        ("mission", "epreuve_option", "Épreuve-option", "X, Autre"),
        ("mission", "type", "Type de mission", "Autre"),
        ("mission", "qualite", "Qualité", "Autre"),
        ("lieu", "nom", "Lieu", "Autre"),
        ("lieu", "adresse", "Lieu", ("Autre",)),
        ("mission", "commissions", "Commission", ("AUTRE",)),
        ("mission", "jurys", "Jury", ("AUTRE",)),
        ("mission", "salle", "Salle", "Autre"),
    ],
)
def test_chaque_champ_que_la_personne_lit_se_dit_quand_il_change(partie, champ, libelle, valeur):
    autre = replace(LETTRE, **{partie: replace(getattr(LETTRE, partie), **{champ: valeur})})
    [phrase] = changements(LETTRE, autre)
    assert phrase.startswith(f"{libelle} : ")
    assert "autre" in phrase.lower()
    assert "auparavant : " in phrase


def test_les_horaires_et_l_observation_se_disent_aussi_et_le_reste_ne_dit_rien():
    [phrase] = changements(LETTRE, replace(LETTRE, creneaux=("Le lundi 01/06/2026 08:00 - 12:00",)))
    assert phrase.startswith("Dates et horaires : le lundi 01/06/2026 08:00 - 12:00 (auparavant : le ")
    avec, sans = replace(LETTRE, observation="Entrée par la cour."), replace(LETTRE, observation="")
    assert changements(sans, avec) == ("L'observation a changé.",)
    assert changements(avec, sans) == ("L'observation est retirée.",)
    sans_salle = replace(LETTRE, mission=replace(LETTRE.mission, salle=""))
    assert changements(LETTRE, sans_salle)[0].startswith("Salle : sans objet désormais (auparavant : ")
    assert changements(sans_salle, LETTRE)[0].endswith("(rien n'était précisé).")
    assert changements(LETTRE, replace(LETTRE, destinataire=replace(LETTRE.destinataire, nom="AUTRE"))) == ()


def test_une_annulation_garde_a_qui_et_de_quoi_et_ne_demande_plus_rien():
    lettre = annuler(replace(LETTRE, changements=("Salle : B (auparavant : A).",)), datetime(2026, 6, 1, 8, tzinfo=UTC))
    gardes = {"destinataire", "expediteur", "mission", "lieu", "creneaux", "signature", "appel", "politesse"}
    assert {
        champ.name for champ in fields(lettre) if getattr(lettre, champ.name) == getattr(LETTRE, champ.name)
    } >= gardes
    assert (lettre.observation, lettre.remplace, lettre.changements, lettre.mentions) == ("", "", (), ())
    assert lettre.lieu_et_date.endswith(", le 1er juin 2026")
    assert lettre.reference == f"{LETTRE.reference}-A"
    assert "vous n'avez pas à vous présenter" in lettre.introduction[0]
