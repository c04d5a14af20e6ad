"""The screens of « Consultation des missions », by their addresses."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.referentiel.models import Qualite
from imagin.socle.temps import aujourd_hui, date_courte, date_en_toutes_lettres, jour_long
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import uai
from tests.socle.documents.lecture import texte as texte_du_pdf

URL = "/consultation-missions/"


@pytest.fixture(autouse=True)
def ouverte(db):
    f.ouverture("consultation_missions")


def texte(reponse) -> str:
    """Body of an answer, streamed or not, entities read."""
    contenu = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    return html.unescape(contenu.decode("utf-8-sig"))


def numeros(chef, **filtres) -> list[int]:
    return [mission.numero for mission in chef.get(URL, filtres).context["liste"].objets]


def requetes(chef, adresse: str) -> int:
    chef.get(adresse)
    with CaptureQueriesContext(connection) as capture:
        chef.get(adresse)
    return len(capture)


@pytest.mark.exigence("G4.1-01")
def test_la_liste_montre_par_numero_les_missions_du_centre_qui_ont_des_convocations(chef):
    tard, tot = f.mission(ciblee=False, dates=jours(1, dans=60)), f.mission(dates=jours(1, dans=3))
    f.mission()
    ailleurs = f.mission(centre=f.etablissement(uai(39), "LGT MARCELIN BERTHELOT"))
    for mission in (tot, tard, ailleurs):
        f.affectation(mission, f.intervenant())
    liste = chef.get(URL).context["liste"]
    assert [m.numero for m in liste.objets] == [tard.numero, tot.numero]
    assert [c.libelle for c in liste.colonnes][:7] == [
        "N°", "Session examen", "Spécialité", "Epreuve-option", "Type de mission", "Début", "Nbr. itv.",
    ]  # fmt: skip
    Affectation.objects.filter(mission=tot).update(etat="ANNULEE")
    assert numeros(chef) == [tard.numero]


@pytest.mark.exigence("G4.1-02")
def test_les_filtres_proposent_cinq_annees_et_les_examens_du_centre_et_se_cumulent(chef):
    annee = aujourd_hui().year
    bac, bts = f.mission(), f.mission(session=f.session("320", sigle="BTS"))
    ancienne = f.mission(session=f.session(annee=annee - 2))
    for mission in (bac, bts, ancienne):
        f.affectation(mission, f.intervenant())
    champs = chef.get(URL).context["filtres"].fields
    assert [cle for cle, _ in champs["annee"].choices] == list(range(annee - 3, annee + 2))
    assert [cle for cle, _ in champs["examen"].choices] == ["320", "470"]
    assert numeros(chef, annee=[annee, annee - 2]) == [bac.numero, bts.numero, ancienne.numero]
    assert numeros(chef, annee=[annee], examen=["470"]) == [bac.numero]


@pytest.mark.exigence("G1.1-03")
def test_l_avancement_se_lit_par_mission_et_au_total(chef):
    pleine, courte = f.mission(nb_attendus=1), f.mission(nb_attendus=4)
    for mission, combien in ((pleine, 2), (courte, 1)):
        for _ in range(combien):
            f.affectation(mission, f.intervenant())
    Affectation.objects.create(mission=courte, intervenant=f.intervenant(), etat="AFFECTEE", origine="GEST")
    page = texte(chef.get(URL))
    assert "5 attendus, 4 affectés, 3 convoqués, 2 manquants" in page
    assert "2 / 4" in page
    lignes = texte(chef.get(f"{URL}missions.csv")).splitlines()
    assert lignes[0].endswith("Nbr. itv.;Attendus;Affectés;Manquants")
    assert [ligne.split(";")[-4:] for ligne in lignes[1:]] == [["2", "1", "2", "0"], ["1", "4", "2", "2"]]
    assert "4 attendus, 2 affectés, 1 convoqué, 2 manquants" in texte(chef.get(f"{URL}{courte.numero}/"))


@pytest.mark.exigence("G4.1-04", "G4.1-06")
def test_la_mission_liste_ses_intervenants_avec_dates_specifiques_ou_commission(chef):
    mission, jour = f.mission(), date_courte(jours()[0])
    commission = f.commission(mission)
    telephones = {"tel_personnel": "06 12 34 56 78", "tel_professionnel": "05 61 00 00 00"}
    f.affectation(mission, f.intervenant("ALBERT", "Zoé", **telephones), commission=commission, dates_specifiques=True)
    f.affectation(mission, f.intervenant("BÉNEC'H", "Marie"), commission=commission)
    f.affectation(mission, f.intervenant("ZIEGLER", "Anne"))
    bellevue = "LPO BELLEVUE TOULOUSE CEDEX 4"
    assert texte(chef.get(f"{URL}{mission.numero}/intervenants.csv")).splitlines() == [
        "Nom;Prénom;Etablissement principal;Tél pers.;Tél prof.;Qualité;Dates spécifiques",
        f"ALBERT;Zoé;{bellevue};06 12 34 56 78;05 61 00 00 00;;Dates spécifiques {jour}",
        f"BÉNEC'H;Marie;{bellevue};;;;Commission 3GMATH1 {jour}",
        f"ZIEGLER;Anne;{bellevue};;;;",
    ]


def intitules(page: str) -> dict[str, str]:
    """What the summary of a mission says, by its labels."""
    resume = lxml_html.fromstring(page).xpath("//main//dl[@class='resume']")[0]
    mots = [" ".join(e.text_content().split()) for e in resume.xpath(".//dt | .//dd")]
    return dict(zip(mots[::2], mots[1::2], strict=True))


@pytest.mark.exigence("G4.1-04")
def test_le_resume_d_une_mission_a_les_intitules_du_guide_meme_vides(chef):
    jury = f.mission(epreuve_option=None, specialite=None)
    f.affectation(jury, f.intervenant("ALBERT"))
    dits = intitules(texte(chef.get(f"{URL}{jury.numero}/")))
    assert list(dits)[:6] == [
        "Numéro mission", "Type de mission", "Date début mission", "Session examen", "Spécialité", "Epreuve-option",
    ]  # fmt: skip
    assert (dits["Numéro mission"], dits["Spécialité"], dits["Epreuve-option"]) == (str(jury.numero), "", "")


@pytest.mark.exigence("G4.1-04")
def test_de_deux_vice_presidents_la_liste_dit_le_jury_de_chacun(chef):
    mission = f.mission()
    vice_president, _ = Qualite.objects.get_or_create(code="VPJ", defaults={"libelle": "Vice-président"})
    for nom, code, qualite in (("ALBERT", "S3-3104", vice_president), ("ZOLA", "S3-3105", None)):
        f.affectation(mission, f.intervenant(nom), jury=f.jury(mission, code), qualite=qualite)
    lignes = texte(chef.get(f"{URL}{mission.numero}/intervenants.csv")).splitlines()[1:]
    assert [ligne.split(";")[5] for ligne in lignes] == ["Vice-président (S3-3104)", "Jury S3-3105"]
    assert "Vice-président (S3-3104)" in texte(chef.get(f"{URL}{mission.numero}/"))


@pytest.mark.exigence("G4.1-05")
def test_les_details_de_l_affectation_disent_tout_et_s_ouvrent_de_la_ligne(chef):
    mission = f.mission()
    choix = {"commission": f.commission(mission), "jury": f.jury(mission), "salle": f.salle(mission)}
    affectation = f.affectation(mission, f.intervenant("ALBERT"), observation="Venez à 7 h 45.", **choix)
    adresse = f"{URL}affectation/{affectation.pk}/"
    assert f'<a data-volet href="{adresse}">' in texte(chef.get(f"{URL}{mission.numero}/"))
    page = texte(chef.get(adresse, headers={"X-Volet": "1"}))
    dits = ("ALBERT", "3GMATH1", "J1", "B204", "Venez à 7 h 45.", f"{date_courte(jours()[0])} 08:00 - 18:00")
    assert [dit for dit in dits if dit not in page] == []


@pytest.mark.exigence("G4.1-05")
def test_le_duplicata_est_la_lettre_emise_ou_reconstituee_quand_un_autre_systeme_l_a_emise(chef):
    mission, personne = f.mission(), f.intervenant("LE GOFF", "Erwan")
    convoquer(
        f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=Demande((CreneauDuJour(jours()[0]),))
    )
    reprise = f.affectation(mission, f.intervenant("ALBERT"))
    emise = Affectation.objects.get(intervenant=personne)
    liste = texte(chef.get(f"{URL}{mission.numero}/"))
    assert f"affectation/{emise.pk}/duplicata.pdf" in liste
    assert "Télécharger un duplicata reconstitué de la convocation de ALBERT" in liste
    refait = chef.get(f"{URL}affectation/{reprise.pk}/duplicata.pdf")
    assert 'filename="ALBERT_Marie_duplicata.pdf"' in refait["Content-Disposition"]
    lettre = texte_du_pdf(refait.content)
    quand = date_en_toutes_lettres(aujourd_hui())
    assert "DUPLICATA RECONSTITUÉ" in lettre
    assert f"Lettre émise hors d'IMAG'IN le {quand}. Ce duplicata est reconstitué d'après ce qu'IMAG'IN en" in lettre
    assert f"{jour_long(jours()[0])} 08:00 - 18:00" in lettre
    assert "ALBERT" in lettre
    reprise.creneaux.all().delete()
    assert "lettre émise hors d'IMAG'IN" in texte(chef.get(f"{URL}{mission.numero}/"))
    assert chef.get(f"{URL}affectation/{reprise.pk}/duplicata.pdf").status_code == 404
    premier = chef.get(f"{URL}affectation/{emise.pk}/duplicata.pdf")
    assert 'filename="LE-GOFF_Erwan.pdf"' in premier["Content-Disposition"]
    mission.session.libelle = "AUTRE"
    mission.session.save()
    assert chef.get(f"{URL}affectation/{emise.pk}/duplicata.pdf").content == premier.content


@pytest.mark.exigence("G4.1-03")
def test_les_pdf_des_missions_ne_portent_que_les_affichees_et_les_convoquees(chef):
    choisie, autre = f.mission(), f.mission()
    for mission, nom in ((choisie, "ALBERT"), (autre, "BERNARD")):
        f.affectation(mission, f.intervenant(nom))
    Affectation.objects.create(mission=choisie, intervenant=f.intervenant("CLAUDEL"), origine="GEST")
    for document, attendu in (("missions", str(choisie.numero)), ("details", "ALBERT")):
        pdf = texte_du_pdf(chef.get(f"{URL}{document}.pdf", {"q": str(choisie.numero)}).content)
        assert attendu in pdf
        assert [nom for nom in ("BERNARD", "CLAUDEL", str(autre.numero)) if nom in pdf] == []


@pytest.mark.exigence("G4.1-06")
def test_les_pdf_de_la_mission_rangent_par_jury_et_detaillent_ce_qui_est_affiche(chef):
    mission = f.mission()
    f.affectation(mission, f.intervenant("ALBERT"), jury=f.jury(mission, "J2"))
    f.affectation(mission, f.intervenant("BERNARD"), jury=f.jury(mission, "J1"))
    f.affectation(mission, f.intervenant("CLAUDEL"), observation="Prévoir # un *dictionnaire*")
    jurys = texte_du_pdf(chef.get(f"{URL}{mission.numero}/jurys.pdf").content)
    ordre = [jurys.index(mot) for mot in ("Jury J1", "BERNARD", "Jury J2", "ALBERT", "Sans jury", "CLAUDEL")]
    assert ordre == sorted(ordre)
    details = texte_du_pdf(chef.get(f"{URL}{mission.numero}/details.pdf", {"q": "claudel"}).content)
    assert "# un *dictionnaire*" in details
    assert "08:00 - 18:00" in details
    assert "ALBERT" not in details


@pytest.mark.parametrize("page", ["", "{numero}/", "details.pdf", "{numero}/jurys.pdf"])
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(chef, page):
    mission = f.mission()
    f.affectation(mission, f.intervenant(), jury=f.jury(mission))
    adresse = URL + page.format(numero=mission.numero)
    une = requetes(chef, adresse)
    for rang in range(2):
        f.affectation(f.mission(), f.intervenant(f"DUPONT-{rang}"))
        f.affectation(mission, f.intervenant(f"DURAND-{rang}"), jury=f.jury(mission, f"J{rang + 2}"))
    assert requetes(chef, adresse) == une <= (6 if page == "" else 8)


def test_une_liste_vide_dit_quoi_faire(chef):
    f.mission()
    assert "ne comporte de convocation" in texte(chef.get(URL))
