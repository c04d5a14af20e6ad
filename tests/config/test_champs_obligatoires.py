"""What must be given is marked where it is, and what is wrong with it is tied to it (RGAA 11.10)."""

import pytest
from lxml import html

from imagin.domaine.convocations.models import Convocation
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE
from tests.outillage.ecrans import adresses, un_objet_par_adresse

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G1.3-12")]
CHAMPS = "//main//*[self::input or self::select or self::textarea][@required or @aria-required='true']"


def lire(reponse):
    return html.fromstring(reponse.content.decode())


def texte(element) -> str:
    return " ".join(element.text_content().split())


def etiquette(page, champ) -> str:
    """What labels the field: its label, or the legend around it."""
    [*par_for] = page.xpath(f"//label[@for='{champ.get('id')}']") if champ.get("id") else []
    autour = champ.xpath("ancestor::label | ancestor::fieldset[1]/legend | ancestor::*[@role='group'][1]")
    return " ".join(texte(e) for e in [*par_for, *autour])


def test_chaque_champ_obligatoire_porte_son_asterisque_la_ou_il_est(chef):
    """Hours of a calendar's dates are said to be so by the sentence above them."""
    sans = {}
    for adresse in adresses(un_objet_par_adresse()):
        reponse = chef.get(adresse)
        if reponse.status_code != 200 or b"<main" not in reponse.content:
            continue
        page = lire(reponse)
        champs = [c for c in page.xpath(CHAMPS) if c.get("type") not in {"hidden", "time"}]
        if muets := [c.get("name") for c in champs if "*" not in etiquette(page, c)]:
            sans[adresse] = muets
    assert sans == {}


def convoquer(chef, mission, **saisie):
    return lire(chef.post(f"/convocation-par-mission/{mission.numero}/convoquer/", saisie))


@pytest.mark.exigence("G4.2-06", "G4.2-09")
def test_personne_et_dates_manquantes_sont_reliees_a_leur_erreur(chef):
    mission = f.mission()
    page = convoquer(chef, mission)
    [nom] = page.xpath("//input[@name='nom_prenom']")
    [personnes] = page.xpath("//fieldset[legend[contains(., 'identifié')]]")
    assert "*" in texte(personnes.find("legend"))
    assert nom.get("aria-invalid") == "true"
    assert nom.get("aria-describedby") == personnes.get("aria-describedby")
    assert texte(page.get_element_by_id(nom.get("aria-describedby"))).startswith("Choisissez au moins une personne")
    page = convoquer(chef, mission, intervenants=f.intervenant("ZOLA").pk)
    [dates] = page.xpath("//fieldset[legend[contains(., 'Dates de mission')]]")
    assert "*" in texte(dates.find("legend"))
    assert texte(page.get_element_by_id(dates.get("aria-describedby"))).startswith("Choisissez au moins une date")


@pytest.mark.exigence("G4.2-19")
def test_le_motif_d_un_conflit_confirme_est_un_champ_comme_les_autres(chef):
    mission, autre, personne = f.mission(), f.mission(), f.intervenant("ZOLA")
    f.affectation(autre, personne)
    jour = mission.dates.order_by("jour")[0].jour.isoformat()
    saisie = {"intervenants": personne.pk, "dates": jour, f"debut_{jour}": "08:00", f"fin_{jour}": "18:00"}
    page = convoquer(chef, mission, confirmes=personne.pk, **saisie)
    [motif] = page.xpath("//input[@name='motif']")
    assert "*" in etiquette(page, motif)
    assert (motif.get("aria-required"), motif.get("aria-invalid")) == ("true", "true")
    assert motif.xpath("ancestor::*[@class='champ']")  # drawn as a field
    dits = [texte(page.get_element_by_id(cle)) for cle in motif.get("aria-describedby").split()]
    assert any(dit.startswith("Dites pourquoi vous convoquez quand même") for dit in dits)
    assert not Convocation.objects.filter(affectation__mission=mission).exists()


@pytest.mark.exigence("G2.1-01")
def test_un_mot_de_passe_refuse_est_dit_a_ses_deux_champs(client):
    f.compte()
    page = lire(client.post("/connexion/", {"login": "chef.0310038Y", "password": MOT_DE_PASSE.lower()}))
    for nom in ("login", "password"):
        [champ] = page.xpath(f"//input[@name='{nom}']")
        assert champ.get("aria-invalid") == "true"
        assert "*" in etiquette(page, champ)
        refus = page.get_element_by_id(champ.get("aria-describedby").split()[-1])
        assert refus.get("role") == "alert"
