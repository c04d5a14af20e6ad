"""The table of the guide's cases: a test per row, the pages and the importers that ask it."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from imagin.domaine.missions.enums import ListeQualites, Presence, SourceDates, Transmission
from imagin.domaine.missions.rules import (
    CORRECTEUR_SANTORIN,
    LETTRES,
    PHILOSOPHIE,
    TABLE,
    Cas,
    attentes,
    natures_avec,
    profils_manquants,
)
from imagin.domaine.referentiel.enums import Nature

PAGE = Path(__file__).parents[3] / "docs" / "cas-de-mission.md"
HLP = "Humanités, littérature et philosophie - interprétation littéraire"


def mission(nature=Nature.ORDINAIRE, *, epreuve="Mathématiques", affectes=False, dates=(), **choix):
    """Just enough of a mission for the table; `commissions=2` gives it two."""
    genre = SimpleNamespace(
        nature=nature, dematerialisee=choix.pop("dematerialisee", False), code_salle=choix.pop("code_salle", False)
    )
    lignes = {quoi: _lignes(range(choix.pop(quoi, 0))) for quoi in ("commissions", "jurys", "salles")}
    fixees = _lignes([SimpleNamespace(est_du_gestionnaire=du_gestionnaire) for du_gestionnaire in dates])
    option = SimpleNamespace(libelle=epreuve)
    return SimpleNamespace(
        type=genre, epreuve_option=option, candidats_affectes=affectes, dates_fixees=fixees, **lignes
    )


def _lignes(lignes):
    return SimpleNamespace(all=lambda: list(lignes))


# code of the row: a mission in it, one that is not, what holds in the first and not in the second.
CAS = {
    "ec": (mission(Nature.ORAL_EC), mission(), {"ouverte_d_office": True}),
    "ece": (mission(Nature.PRECE), mission(), {"ouverte_d_office": True}),
    "dematerialisee": (mission(dematerialisee=True), mission(), {"qualites": ListeQualites.SANTORIN}),
    "correction_ece": (
        mission(Nature.PRECE, dematerialisee=True),
        mission(Nature.PRECE),
        {"transmission": Transmission.CORRECTEUR},
    ),
    "coec": (
        mission(Nature.COEC),
        mission(dematerialisee=True),
        {"qualite_par_defaut": CORRECTEUR_SANTORIN, "transmission": Transmission.CORRECTEUR},
    ),
    "saisie_sur_la_mission": (mission(Nature.COEC), mission(Nature.PRECE), {"report_de_saisie": True}),
    "hlp": (
        mission(Nature.COEC, epreuve=HLP),
        mission(Nature.COEC, epreuve="Philosophie"),
        {"profils": (LETTRES, PHILOSOPHIE)},
    ),
    "oral_ec_en_attente": (
        mission(Nature.ORAL_EC),
        mission(Nature.ORAL_EC, affectes=True),
        {
            "empechement": "L'affectation des candidats à cette épreuve n'est pas achevée dans CYCLADES : la "
            "convocation des intervenants ne sera possible qu'ensuite."
        },
    ),
    "numerisation": (
        mission(Nature.NUMERISATION),
        mission(),
        {"qualites": ListeQualites.AUCUNE, "ouverte_d_office": True, "transmission": Transmission.NUMERISATION},
    ),
    "une_commission": (
        mission(commissions=1),
        mission(),
        {"commission": Presence.UNIQUE, "dates": SourceDates.COMMISSION},
    ),
    "commissions": (mission(commissions=2), mission(commissions=1), {"commission": Presence.PLUSIEURS}),
    "un_jury": (mission(jurys=1), mission(), {"jury": Presence.UNIQUE}),
    "jurys": (mission(jurys=3), mission(jurys=1), {"jury": Presence.PLUSIEURS}),
    "une_salle": (mission(salles=1), mission(), {"salle": Presence.UNIQUE}),
    "salles": (mission(salles=2), mission(salles=1), {"salle": Presence.PLUSIEURS}),
    "code_salle": (mission(code_salle=True), mission(), {"code_salle": True}),
    "dates_du_gestionnaire": (
        mission(Nature.PRECE, dates=[True], commissions=1),
        mission(Nature.PRECE, dates=[False], commissions=1),
        {"dates": SourceDates.GESTIONNAIRE},
    ),
}
# Those that hold for every mission.
TOUJOURS = {
    "ordinaire": {"qualites": ListeQualites.GESTIONNAIRE, "dates": SourceDates.MISSION, "ouverte_d_office": False},
    "dates_specifiques": {"dates_specifiques": True},
}


def test_chaque_ligne_de_la_table_a_son_cas():
    assert [cas.code for cas in TABLE if cas.code not in CAS | TOUJOURS] == []
    assert {*CAS, *TOUJOURS} == {cas.code for cas in TABLE}


@pytest.mark.exigence("G4.2-07", "G4.2-08", "G4.2-09", "G4.2-10", "G4.2-12", "G4.2-13", "G4.2-14")
@pytest.mark.parametrize("code", CAS)
def test_une_mission_de_ce_cas_demande_ce_que_dit_le_guide(code):
    dedans, dehors, effets = CAS[code]
    (cas,) = [cas for cas in TABLE if cas.code == code]
    assert cas.vaut_pour(dedans)
    assert not cas.vaut_pour(dehors)
    assert {nom: getattr(attentes(dedans), nom) for nom in effets} == effets
    assert all(getattr(attentes(dehors), nom) != valeur for nom, valeur in effets.items())


@pytest.mark.exigence("G4.1-04")
@pytest.mark.parametrize("code", TOUJOURS)
def test_une_mission_ordinaire_demande_l_ordinaire(code):
    attendu = attentes(mission())
    assert {nom: getattr(attendu, nom) for nom in TOUJOURS[code]} == TOUJOURS[code]


@pytest.mark.exigence("G4.2-01", "G4.2-07")
def test_les_imports_demandent_les_natures_a_la_meme_table():
    assert set(natures_avec(ouverte_d_office=True)) == set(Nature) - {Nature.ORDINAIRE}
    assert natures_avec(qualites=ListeQualites.AUCUNE) == [Nature.NUMERISATION]
    assert natures_avec(qualite_par_defaut=CORRECTEUR_SANTORIN) == [Nature.COEC]


@pytest.mark.exigence("G4.2-14")
@pytest.mark.parametrize(
    ("disciplines", "manquent"),
    [
        ([], [LETTRES, PHILOSOPHIE]),
        (["LETTRES MODERNES"], [PHILOSOPHIE]),
        (["Philosophie", "HISTOIRE GEOGRAPHIE"], [LETTRES]),
        (["LETTRES CLASSIQUES", "PHILOSOPHIE"], []),
    ],
)
def test_les_profils_manquants_se_lisent_dans_les_disciplines(disciplines, manquent):
    assert profils_manquants((LETTRES, PHILOSOPHIE), disciplines) == manquent


def test_la_page_des_cas_dit_la_table():
    dites = [ligne for ligne in PAGE.read_text().splitlines() if ligne.startswith("| `")]
    assert dites == [en_ligne(cas) for cas in TABLE]


def en_ligne(cas: Cas) -> str:
    """The row as docs/cas-de-mission.md writes it."""
    natures = ", ".join(sorted(cas.natures)) or "toutes"
    return f"| `{cas.code}` | {cas.libelle} | {natures} | {cas.condition or '—'} | {cas.regle} | {cas.guide} |"
