"""The screens of « Saisie des compétences » and of « Validation saisie compétence », by their addresses."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from imagin.domaine.competences.models import Position, ValidationSaisie
from imagin.domaine.referentiel.models import Etablissement
from tests import factories as f
from tests.factories.competences import enseignement, position
from tests.factories.referentiel import epreuve

URL = "/saisie-competences/"
VALIDATION = "/validation-competences/"


@pytest.fixture
def chef(chef):
    f.ouverture("saisie_competences")
    f.ouverture("validation_competences")
    return chef


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode())


@pytest.mark.exigence("G3.3-01")
def test_la_liste_dit_qui_a_des_competences(chef):
    competent, invalide, _ = (f.intervenant(nom) for nom in ("COMPETENT", "INVALIDE", "SANS"))
    position(competent, epreuve())
    position(invalide, epreuve(), "AGENT", "I")
    liste = chef.get(URL).context["liste"]
    assert [c.libelle for c in liste.colonnes] == ["Nom", "Prénom", "Discipline de poste", "Compétences définies"]
    definies = {ligne.objet.nom: ligne.cellules[3].texte for ligne in liste.lignes}
    assert definies == {"COMPETENT": "OUI", "INVALIDE": "NON", "SANS": "NON"}


@pytest.mark.exigence("G3.3-02", "G3.3-04")
def test_les_boutons_posent_la_position_de_mon_etablissement(chef):
    personne, option = f.intervenant("LE GOFF"), epreuve()
    position(personne, option)
    adresse = f"{URL}{personne.pk}/"
    page = chef.get(adresse)
    assert [c.libelle for c in page.context["liste"].colonnes] == ["Examen", "Spécialité", "Epreuve-option", "Auteurs"]
    assert ("Reconnaître la compétence" in texte(page), "Invalider la compétence" in texte(page)) == (True, True)
    chef.post(f"{adresse}{option.pk}/reconnaitre/")
    page = texte(chef.get(adresse))
    assert "0310038Y (C)" in page
    assert "Compétence reconnue : LE GOFF Marie, 1-T020-3, Epreuves orales." in page
    assert ("Reconnaître la compétence" in page, "Invalider la compétence" in page) == (False, True)
    chef.post(f"{adresse}{option.pk}/invalider/")
    page = texte(chef.get(adresse))
    assert "0310038Y (I)" in page
    assert ("Reconnaître la compétence" in page, "Invalider la compétence" in page) == (True, False)
    Position.objects.all().delete()
    chef.post(f"{adresse}{option.pk}/reconnaitre/")
    assert "n'est plus dans la liste : rechargez la page" in texte(chef.get(adresse))


@pytest.mark.exigence("G3.3-05", "G3.3-06")
def test_on_ajoute_une_competence_choix_apres_choix_sans_javascript(chef):
    personne, option = f.intervenant(), epreuve()
    epreuve("DNB", "DNB", "ORAL")
    adresse = f"{URL}{personne.pk}/ajouter/"
    page = chef.get(adresse)
    assert [cle for cle, _ in page.context["form"].fields["examen"].choices] == ["", "470"]
    page = chef.get(adresse, {"examen": "470"})
    assert [cle for cle, _ in page.context["form"].fields["specialite"].choices] == ["", option.specialite_id]
    choix = {"examen": "470", "specialite": option.specialite_id, "epreuve_option": option.pk}
    assert chef.get(adresse, choix).context["form"].complet
    assert chef.post(adresse, choix).status_code == 302
    refus = chef.post(adresse, choix)
    assert refus.status_code == 422
    assert texte(refus).count("Impossible de créer cette epreuve option. L'épreuve option que vous voulez ajouter") == 2
    assert "Erreur : Impossible de créer" in texte(refus)
    force = chef.post(adresse, {**choix, "examen": "DNB"})
    assert force.status_code == 422
    assert Position.objects.count() == 1


@pytest.mark.exigence("G3.3-05")
def test_un_college_ne_se_voit_proposer_que_le_brevet(chef):
    Etablissement.objects.update(categorie="CLG")
    epreuve()
    epreuve("DNB", "DNB", "ORAL")
    page = chef.get(f"{URL}{f.intervenant().pk}/ajouter/")
    assert [cle for cle, _ in page.context["form"].fields["examen"].choices] == ["", "DNB"]


@pytest.mark.exigence("G3.3-07")
def test_l_onglet_des_enseignements(chef):
    personne = f.intervenant()
    enseignement(personne)
    liste = chef.get(f"{URL}{personne.pk}/enseignements/").context["liste"]
    assert {c.libelle: cellule.texte for c, cellule in zip(liste.colonnes, liste.lignes[0].cellules, strict=True)} == {
        "Libellé établissement": "LPO BELLEVUE TOULOUSE CEDEX 4",
        "Module élémentaire de Formation": "2NDE GENERALE",
        "Type de M.E.F.": "MEF NATIONAL",
        "Matière enseignée": "MATHEMATIQUES",
        "Modalité cours": "",
    }


@pytest.mark.exigence("G3.4-01")
def test_la_case_est_obligatoire_puis_plus_rien_ne_se_modifie(chef):
    personne, option = f.intervenant(), epreuve()
    position(personne, option)
    refus = chef.post(VALIDATION, {})
    assert refus.status_code == 422
    assert "Cochez la case pour valider" in texte(refus)
    assert not ValidationSaisie.objects.exists()
    assert chef.post(VALIDATION, {"termine": "on"})["Location"] == VALIDATION
    page = texte(chef.get(VALIDATION))
    assert "a été validée le" in page
    assert "par Hélène DE LA TOUR." in page
    page = texte(chef.get(f"{URL}{personne.pk}/"))
    assert "Ajouter une compétence" not in page
    assert "Reconnaître la compétence" not in page
    chef.post(f"{URL}{personne.pk}/{option.pk}/reconnaitre/")
    assert Position.objects.get().auteur == "SYS"
    assert "La saisie des compétences de votre établissement est validée" in texte(chef.get(URL))
    chef.post(VALIDATION, {"termine": "on"})
    assert ValidationSaisie.objects.count() == 1


@pytest.mark.exigence("G3.4-01")
def test_avant_de_valider_l_ecran_compte_et_mene_a_qui_n_a_pas_de_competence(chef):
    for nom in ("AVEC", "AUSSI"):
        position(f.intervenant(nom), epreuve())
    f.intervenant("SANS")
    position(f.intervenant("INVALIDE"), epreuve(), "AGENT", "I")
    page = lxml_html.fromstring(chef.get(VALIDATION).content.decode())
    [bilan] = page.xpath("//p[contains(@class, 'avis')]")
    assert " ".join(bilan.text_content().split()).startswith(
        "Compétences définies pour 2 personnes de votre établissement ; aucune pour 2 personnes."
    )
    [demande] = page.xpath("//button[@data-confirme]/@value")
    assert "2 personnes en ont ; 2 n'en ont aucune" in demande
    [lien] = bilan.xpath(".//a/@href")
    assert [ligne.objet.nom for ligne in chef.get(lien).context["liste"].lignes] == ["INVALIDE", "SANS"]
    csv = b"".join(chef.get(lien.replace("/?", "/personnels.csv?")).streaming_content).decode().splitlines()
    assert [ligne.split(";")[0] for ligne in csv[1:]] == ["INVALIDE", "SANS"]
    assert len(chef.get(f"{URL}?definies=OUI").context["liste"].lignes) == 2


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(chef):
    personne = f.intervenant()
    position(personne, epreuve())

    def requetes(adresse: str) -> int:
        with CaptureQueriesContext(connection) as capture:
            chef.get(adresse)
        return len(capture)

    adresses = (URL, f"{URL}{personne.pk}/")
    chef.get(URL)
    une = [requetes(adresse) for adresse in adresses]
    for code in ("X1", "X2"):
        position(personne, epreuve(code=code))
        position(personne, epreuve(code=code), "ETAB", etablissement=f.etablissement())
        position(f.intervenant(code), epreuve())
    assert [requetes(adresse) for adresse in adresses] == une
