"""Each case of the guide's table, from the list to the letter, as a head of centre meets it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Any

import pytest

from imagin.domaine.convocations.actions import convoquer, modifier_dates
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import ConvocationRefusee, Demande
from imagin.domaine.missions.actions import fixer_dates
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.rules import TABLE, CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.referentiel.enums import Nature
from tests import factories as f
from tests.activites.convocation_par_mission.test_ecrans import URL, detail, saisie, texte
from tests.factories.missions import jours
from tests.factories.referentiel import epreuve, type_mission

pytestmark = pytest.mark.django_db
SANTORIN = ("Correcteur (SANTORIN)", "Correcteur suppléant", "Référent correcteur")


def mission(code: str = "ESSAI", *, epreuve_option: Any = None, **champs: Any) -> Mission:
    """A mission at Bellevue, of a type of that case, which the gestionnaire has not targeted unless it is ordinary."""
    genre = type_mission(code, libelle=f"TYPE {code}", code_salle=champs.pop("code_salle", False), **champs)
    choix = {"epreuve_option": epreuve_option} if epreuve_option else {}
    return f.mission(type=genre, ciblee=genre.nature == Nature.ORDINAIRE, **choix)


def organisee(quoi: Callable[..., Any], *codes: str, **champs: Any) -> Mission:
    """An ordinary mission with these commissions, jurys or salles."""
    creee = mission(**champs)
    for code in codes:
        quoi(creee, code)
    return creee


def dates_fixees() -> Mission:
    """A PRECE of which the gestionnaire fixed the second day, 09:00–12:00."""
    creee = mission("PRECE", nature=Nature.PRECE)
    gestionnaire = replace(f.perimetre(), role=Role.GESTIONNAIRE)
    fixer_dates(gestionnaire, mission=creee.numero, creneaux=[CreneauDuJour(jours()[1], time(9), time(12))])
    return creee


def partie_de_hlp() -> Mission:
    """Half of the correction of HLP."""
    option = epreuve(code="HLP-L", libelle="Humanités, littérature et philosophie - interprétation littéraire")
    return mission("CORHLP", nature=Nature.COEC, epreuve_option=option)


@dataclass
class Cas:
    """A mission; what its form shows and does not; what is chosen, by name of field; what the letter then says.

    `parmi`: fields whose value is the key of the row of the mission with that code. `specifique`: other dates or hours
    than those offered, as one day of two. `convoque`: somebody is.
    """

    mission: Callable[[], Mission]
    montre: tuple[str, ...] = ()
    cache: tuple[str, ...] = ()
    choisit: dict[str, str] = field(default_factory=dict)
    parmi: dict[str, str] = field(default_factory=dict)
    lettre: dict[str, object] = field(default_factory=dict)
    jour: int = 0
    specifique: bool = True
    convoque: bool = True


CAS = {
    "ordinaire": Cas(mission, ("Examinateur",), ('name="commission"', "Code salle"), {"qualite": "EXAM"}),
    "dates_specifiques": Cas(mission, choisit={"heures": "09:00"}),
    "ec": Cas(lambda: mission("COEC", nature=Nature.COEC), choisit={"reporter": "non"}),
    "ece": Cas(lambda: mission("ECE", nature=Nature.PRECE)),
    "dematerialisee": Cas(
        lambda: mission("CORD", dematerialisee=True),
        SANTORIN,
        ("Examinateur",),
        {"qualite": "CORR_S"},
        lettre={"qualite": "Correcteur (SANTORIN)"},
    ),
    "correction_ece": Cas(lambda: mission("CORECE", nature=Nature.PRECE, dematerialisee=True), SANTORIN),
    "coec": Cas(
        lambda: mission("COEC", nature=Nature.COEC),
        (*SANTORIN, "convoqués comme « Correcteur Santorin »"),
        ("Examinateur",),
        {"reporter": "oui"},
        lettre={"qualite": "Correcteur (SANTORIN)"},
    ),
    "saisie_sur_la_mission": Cas(lambda: mission("COEC", nature=Nature.COEC), choisit={"reporter": "oui"}),
    "hlp": Cas(
        partie_de_hlp, ("Il manque un professeur de lettres", "Il manque un professeur de philosophie"),
        choisit={"reporter": "oui"},
    ),
    "oral_ec_en_attente": Cas(
        lambda: mission("ORALEC", nature=Nature.ORAL_EC), ("n'est pas achevée dans CYCLADES",), convoque=False
    ),
    "numerisation": Cas(
        lambda: mission("NUM", nature=Nature.NUMERISATION),
        ("La date affichée est à ressaisir",),
        ('name="qualite"',),
        lettre={"qualite": ""},
    ),
    "une_commission": Cas(
        lambda: organisee(f.commission, "3GMATH1"),
        ("3GMATH1", 'data-candidats="42"'),
        ("Choisir…</option><option", "Choisissez une commission"),
        parmi={"commission": "3GMATH1"},
        lettre={"commissions": ["3GMATH1"]},
        specifique=False,
    ),
    "commissions": Cas(
        lambda: organisee(f.commission, "3GMATH1", "3GMATH2"),
        ("3GMATH1", "3GMATH2"),
        parmi={"commission": "3GMATH2"},
        lettre={"commissions": ["3GMATH2"]},
        specifique=False,
    ),
    "un_jury": Cas(lambda: organisee(f.jury, "J1"), ("J1",), parmi={"jury": "J1"}, lettre={"jurys": ["J1"]}),
    "jurys": Cas(
        lambda: organisee(f.jury, "J1", "J2"), ("J1", "J2"), parmi={"jury": "J2"}, lettre={"jurys": ["J2"]}
    ),
    "une_salle": Cas(lambda: organisee(f.salle, "B204"), ("B204",), parmi={"salle": "B204"}, lettre={"salle": "B204"}),
    "salles": Cas(
        lambda: organisee(f.salle, "B204", "C12"),
        ("B204", "C12"),
        parmi={"salle": "C12"},
        lettre={"salle": "C12"},
    ),
    "code_salle": Cas(
        lambda: mission("ORAL", code_salle=True),
        ("Code salle",),
        choisit={"code_salle": "S-17"},
        lettre={"salle": "S-17"},
    ),
    "dates_du_gestionnaire": Cas(dates_fixees, jour=1, choisit={"heures": "09:00"}, specifique=False),
}  # fmt: skip


@pytest.mark.exigence(
    "G4.2-01", "G4.2-07", "G4.2-08", "G4.2-09", "G4.2-10", "G4.2-11", "G4.2-12", "G4.2-13", "G4.2-14", "G4.2-17"
)
@pytest.mark.parametrize("code", [cas.code for cas in TABLE])
def test_chaque_cas_du_guide_se_convoque_de_la_liste_a_la_lettre(chef, code):
    cas = CAS[code]
    mission = cas.mission()
    assert mission.numero in [m.numero for m in chef.get(URL).context["liste"].objets]

    formulaire = texte(chef.get(f"{detail(mission)}convoquer/"))
    assert [attendu for attendu in cas.montre if attendu not in formulaire] == []
    assert [superflu for superflu in cas.cache if superflu in formulaire] == []

    reponse = chef.post(f"{detail(mission)}convoquer/", _saisie(mission, cas))
    assert reponse.status_code == (302 if cas.convoque else 422), texte(reponse)
    if not cas.convoque:
        assert not Affectation.objects.exists()
        return
    affectation = Affectation.objects.get()
    lettre = affectation.convocations.get().lettre
    assert {nom: lettre["mission"].get(nom) for nom in cas.lettre} == cas.lettre
    assert len(lettre["creneaux"]) == 1
    assert affectation.dates_specifiques is cas.specifique
    assert chef.get(f"{URL}affectation/{affectation.pk}/convocation.pdf").content.startswith(b"%PDF-")


def _saisie(mission: Mission, cas: Cas) -> dict[str, Any]:
    choix = dict(cas.choisit)
    jour = jours()[cas.jour]
    heures = {f"debut_{jour}": choix.pop("heures"), f"fin_{jour}": "12:00"} if "heures" in choix else {}
    lignes = {nom: getattr(mission, f"{nom}s").get(code=code).pk for nom, code in cas.parmi.items()}
    personne = f.intervenant("LE GALL-BÉNEC'H", "Anne-Laure")
    return saisie(jour, personne, **heures, **choix, **lignes)


@pytest.mark.exigence("G4.2-13")
def test_un_oral_d_ec_sans_candidats_affectes_ne_s_ouvre_pas_a_la_saisie(chef):
    fermee = mission("ORALEC", nature=Nature.ORAL_EC)
    page = texte(chef.get(detail(fermee)))
    assert "CYCLADES" in page.upper()
    assert "Convoquer des intervenants" not in page
    formulaire = texte(chef.get(f"{detail(fermee)}convoquer/"))
    assert 'name="observation"' not in formulaire
    refus = chef.post(f"{detail(fermee)}convoquer/", saisie(jours()[0], f.intervenant()))
    assert (refus.status_code, Affectation.objects.count()) == (422, 0)


@pytest.mark.exigence("G4.2-08")
@pytest.mark.parametrize("quoi", ["salle", "commission"])
def test_de_plusieurs_salles_ou_commissions_il_faut_en_choisir_une(chef, quoi):
    creee = organisee(getattr(f, quoi), "B204", "C12")
    adresse = f"{detail(creee)}convoquer/"
    assert chef.get(adresse).context["form"].fields[quoi].required
    refus = chef.post(adresse, saisie(jours()[0], f.intervenant(), **{quoi: ""}))
    assert refus.status_code == 422
    assert refus.context["form"].errors[quoi]
    assert not Affectation.objects.exists()


@pytest.mark.exigence("G4.2-08")
def test_une_convocation_d_avant_sans_salle_change_encore_de_dates(chef):
    creee = organisee(f.salle, "B204", "C12")
    ancienne = f.affectation(creee, f.intervenant(), origine="CENTRE")
    voulue = Demande((CreneauDuJour(jours()[1]),))
    [resultat] = modifier_dates(f.perimetre(), affectations=[ancienne.pk], demande=voulue)
    assert resultat.refus == ""
    with pytest.raises(ConvocationRefusee, match="Choisissez une salle"):
        convoquer(f.perimetre(), mission=creee.numero, intervenants=[f.intervenant("ZOLA").pk], demande=voulue)


@pytest.mark.exigence("G4.2-09")
def test_une_date_que_la_commission_n_a_pas_est_dite_de_la_commission(chef):
    creee = mission()
    une, _ = f.commission(creee, "3GMATH1"), f.commission(creee, "3GMATH2", dates=[jours()[1]])
    refus = chef.post(f"{detail(creee)}convoquer/", saisie(jours()[1], f.intervenant(), commission=une.pk))
    assert f"La commission 3GMATH1 n'a pas lieu à cette date : {jours()[1]:%d/%m/%Y}." in texte(refus)
