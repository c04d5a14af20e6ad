"""The screens of « Consultation des personnels », by their addresses."""

import html
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.types.range import Range
from pypdf import PdfReader

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation, Creneau
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.personnes.models import Enseignement, Matiere, Mef, ModaliteCours
from imagin.socle.temps import aujourd_hui, date_courte, jour_long, maintenant
from tests import factories as f
from tests.factories.missions import jours
from tests.outillage.connexion import se_connecter

URL = "/consultation-personnels/"
ASPET = ("0310001H", "CLG ARMAND LATOUR ASPET")


@pytest.fixture
def chef(chef):
    f.ouverture("consultation_personnels")
    return chef


def texte(reponse) -> str:
    contenu = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    return html.unescape(contenu.decode("utf-8-sig"))


def pages(reponse) -> list[str]:
    """The text of each page of a PDF, spaces single."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(reponse.content)).pages]


def enseigner(personne, matiere="MATHEMATIQUES", structure="D", code="3A", annee=2026):
    return Enseignement.objects.create(
        intervenant=personne, etablissement=f.etablissement(), annee=annee, structure=structure, code_structure=code,
        matiere=Matiere.objects.get_or_create(code=matiere[:6], defaults={"libelle": matiere})[0],
        modalite=ModaliteCours.objects.get_or_create(code="CG", defaults={"libelle": "COURS GENERAL"})[0],
        mef=Mef.objects.get_or_create(code="10010012110", defaults={"libelle": "3EME"})[0],
    )  # fmt: skip


def absence(personne, dans: int):
    debut = maintenant() + timedelta(days=dans)
    Indisponibilite.objects.create(
        intervenant=personne, periode=Range(debut, debut + timedelta(days=1)), motif="STAGE", source="EPP"
    )


def filtre(sens: str, dans: int, jusque: int) -> dict[str, str]:
    du, au = (date_courte(aujourd_hui() + timedelta(days=n)) for n in (dans, jusque))
    return {"selon": sens, "du": du, "au": au}


@pytest.mark.exigence("G3.1-01")
def test_la_liste_montre_mes_personnels_et_leur_derniere_convocation(chef):
    ailleurs = f.etablissement(*ASPET, categorie="CLG")
    convoque, _ = f.intervenant("LE GOFF"), f.intervenant("D'ALMEIDA")
    f.intervenant("SECONDAIRE", a=ailleurs, secondaire=f.etablissement())
    f.intervenant("PAS-A-NOUS", a=ailleurs)
    f.affectation(f.mission(centre=ailleurs), convoque)
    liste = chef.get(URL).context["liste"]
    assert [c.libelle for c in liste.colonnes] == ["Nom", "Prénom", "Discipline de poste", "Dernière convoc."]
    dates = {ligne.objet.nom: ligne.cellules[3].texte for ligne in liste.lignes}
    assert dates == {"LE GOFF": date_courte(aujourd_hui()), "D'ALMEIDA": "", "SECONDAIRE": ""}


@pytest.mark.exigence("G3.1-02")
def test_le_filtre_garde_les_disponibles_ou_les_convoques_et_les_exports_suivent(chef):
    absente, convoquee, libre = (f.intervenant(nom) for nom in ("ABSENTE", "CONVOQUEE", "LIBRE"))
    absence(absente, 10)
    f.affectation(f.mission(dates=jours(1, dans=10)), convoquee)
    noms = lambda **p: {i.nom for i in chef.get(URL, p).context["liste"].objets}  # noqa: E731
    assert noms(**filtre("disponibilite", 9, 11)) == {"CONVOQUEE", "LIBRE"}
    assert noms(**filtre("convocation", 10, 10)) == {"CONVOQUEE"}
    assert noms(**filtre("convocation", 11, 20)) == set()
    assert noms(**filtre("disponibilite", 20, 21), q="libre") == {"LIBRE"}
    csv = texte(chef.get(f"{URL}personnels.csv", {**filtre("disponibilite", 9, 11), "q": "libre"}))
    assert [ligne.split(";")[0] for ligne in csv.splitlines()] == ["Nom", "LIBRE"]
    assert libre.nom in pages(chef.get(f"{URL}personnels.pdf", filtre("disponibilite", 9, 11)))[0]


@pytest.mark.exigence("G3.1-02")
@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ({"du": "31/02/2027", "au": "01/03/2027"}, "n'existe pas dans le calendrier"),
        ({"du": "demain", "au": "01/03/2027"}, "n'est pas une date"),
        ({"du": "02/03/2027", "au": "01/03/2027"}, "La fin de la période vient avant son début"),
        ({"du": "02/03/2027", "au": ""}, "obligatoire"),
    ],
)
def test_des_dates_fausses_se_disent_et_rien_n_est_perdu(chef, saisie, phrase):
    f.intervenant("LE GOFF")
    page = chef.get(URL, {"selon": "convocation", **saisie})
    contenu = texte(page)
    assert phrase in contenu
    assert "Le filtre n'a pas été appliqué" in contenu
    assert f'value="{saisie["du"]}"' in contenu
    assert page.context["liste"].nombre == 1


@pytest.mark.exigence("G3.1-03")
def test_les_enseignements_se_telechargent_avec_les_personnels(chef):
    enseignante = f.intervenant("BÉNEC'H")
    f.intervenant("SANS-COURS")
    enseigner(enseignante)
    enseigner(enseignante, code="3GR1", structure="G")
    enseigner(enseignante, code="ANCIENNE", annee=2024)
    lignes = texte(chef.get(f"{URL}enseignements.csv")).splitlines()
    assert lignes[0].split(";")[:4] == ["Nom", "Prénom", "Discipline de poste", "Etablissement"]
    assert [ligne.split(";")[-1] for ligne in lignes[1:]] == ["Div. Classe : 3A", "Groupe : 3GR1", ""]
    [page] = pages(chef.get(f"{URL}enseignements.pdf"))
    assert all(mot in page for mot in ("BÉNEC'H", "SANS-COURS", "Groupe : 3GR1", "Page 1 / 1"))


@pytest.mark.exigence("G3.1-03", "G3.1-04", "G3.1-05")
def test_les_missions_se_telechargent_pour_les_annees_choisies(chef):
    personne = f.intervenant("LE GALL-BÉNEC'H", "Anne-Laure", tel_personnel="06 12 34 56 78", tel_professionnel="05 61")
    f.intervenant("SANS-MISSION")
    ailleurs = f.etablissement(*ASPET, categorie="CLG")
    mission = f.mission(centre=ailleurs, dates=jours(2))
    f.affectation(mission, personne, observation="Présentez-vous à l'accueil.")
    ancienne = f.mission(session=f.session(annee=2024), dates=[mission.date_debut.replace(year=2024)])
    f.affectation(ancienne, personne)
    annee = mission.date_debut.year
    choix = texte(chef.get(f"{URL}annees/pdf/", {"q": "gall"}))
    assert f'value="{annee}"' in choix
    assert 'value="2024"' in choix
    assert f'value="{annee - 1}"' not in choix
    assert '<input type="hidden" name="q" value="gall">' in choix
    csv = texte(chef.get(f"{URL}missions.csv", {"annee": annee})).splitlines()
    assert len(csv) == 2
    assert str(mission.numero) in csv[1]
    [page] = pages(chef.get(f"{URL}missions.pdf", {"annee": annee, "q": "gall"}))
    for attendu in ("Liste des missions affectées par personne", "Intervenant : LE GALL-BÉNEC'H Anne-Laure",
                    "Discipline de poste : MATHEMATIQUES", "CLG ARMAND LATOUR", "08:00 - 18:00", "Convoquée",
                    "LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y)", "Page 1 / 1"):  # fmt: skip
        assert attendu in page
    assert "SANS-MISSION" not in page
    [page] = pages(chef.get(f"{URL}missions-detaillees.pdf", {"annee": [annee, 2024]}))
    for attendu in ("Détails des missions affectées par personne", "personnel : 06 12 34 56 78 / professionnel : 05 61",
                    "12 RUE DES LILAS, 31400 TOULOUSE", f"N° {mission.numero} INTERROGATION ORALE",
                    "Durée : 1 journée(s)", f"N° {ancienne.numero}",
                    "Centre examen : CLG ARMAND LATOUR ASPET (0310001H)",
                    "Poste : MATHEMATIQUES, LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y)",
                    "Présentez-vous à l'accueil.", "SANS-MISSION", "Aucune mission."):  # fmt: skip
        assert attendu in page


@pytest.mark.django_db
def test_un_petit_college_avec_une_personne_ou_aucune(client):
    """Every screen and download answers, and says so when there is nobody."""
    college = f.etablissement(*ASPET, categorie="CLG")
    se_connecter(client, f.compte("chef.0310001H", pour=college))
    f.ouverture("consultation_personnels")
    documents = [f"{quoi}.{forme}" for quoi in ("personnels", "enseignements") for forme in ("csv", "pdf")]
    assert "Aucune personne à afficher" in texte(client.get(URL))
    for nom in documents:
        assert client.get(f"{URL}{nom}").status_code == 200
    f.intervenant("LE GOFF", "Anne-Laure", a=college)
    assert client.get(URL).context["liste"].nombre == 1
    for nom in documents:
        assert client.get(f"{URL}{nom}").status_code == 200


@pytest.mark.exigence("G3.1-03")
def test_sans_annee_choisie_on_est_prie_d_en_choisir_une(chef):
    f.intervenant()
    assert chef.get(f"{URL}missions.pdf", {"annee": "1789", "q": "gall"})["Location"] == f"{URL}?q=gall"
    assert "Choisissez au moins une année" in texte(chef.get(URL))
    assert "il n'y a rien à télécharger" in texte(chef.get(f"{URL}annees/csv/"))
    assert chef.get(f"{URL}annees/docx/").status_code == 404


@pytest.mark.exigence("G3.1-06")
def test_l_onglet_des_affectations_donne_chaque_convocation_telle_qu_emise(chef):
    personne = f.intervenant("LE GOFF", "Erwan")
    ailleurs = f.etablissement(*ASPET, categorie="CLG")
    mission, reprise = f.mission(centre=ailleurs), f.mission(dates=jours(1, dans=40))
    [emise] = convoquer(
        f.perimetre(ailleurs),
        mission=mission.numero,
        intervenants=[personne.pk],
        demande=Demande((CreneauDuJour(jours()[0]),)),
    )
    f.affectation(reprise, personne)
    page = chef.get(f"{URL}{personne.pk}/")
    assert [c.libelle for c in page.context["liste"].colonnes] == [
        "Début", "Examen", "Mission", "Centre Examen", "Qualité", "Spécialité", "Epreuve-option",
    ]  # fmt: skip
    contenu = texte(page)
    assert "Dernière convocation" in contenu
    assert contenu.count("Télécharger la convocation à la mission") == 1
    assert f"Télécharger un duplicata reconstitué de la convocation à la mission {reprise.numero}" in contenu
    refaite = chef.get(f"{URL}convocation/{Affectation.objects.get(mission=reprise).pk}/lettre.pdf")
    assert "DUPLICATA RECONSTITUÉ" in pages(refaite)[0]
    assert f"n° {reprise.numero}" in pages(refaite)[0]
    assert "ne sont pas encore convoquées" not in contenu
    lettre = chef.get(f"{URL}convocation/{emise.affectation_id}/lettre.pdf")
    assert lettre["Content-Disposition"] == 'attachment; filename="LE-GOFF_Erwan.pdf"'
    assert "Erwan LE GOFF" in pages(lettre)[0]
    Affectation.objects.get(mission=reprise).creneaux.all().delete()
    assert "lettre émise hors d'IMAG'IN" in texte(chef.get(f"{URL}{personne.pk}/"))
    Affectation.objects.filter(mission=reprise).update(etat="AFFECTEE")
    assert "ne sont pas encore convoquées" in texte(chef.get(f"{URL}{personne.pk}/"))


@pytest.mark.exigence("G3.1-07", "G3.1-08")
def test_les_onglets_des_indisponibilites_et_des_enseignements(chef):
    personne = f.intervenant()
    absence(personne, 3)
    enseigner(personne, "DROIT DES SOCIETES", "G", "b")
    absences = chef.get(f"{URL}{personne.pk}/indisponibilites/").context["liste"]
    assert [c.libelle for c in absences.colonnes] == [
        "Date de début", "Heure de début", "Date de fin", "Heure de fin", "Motif",
    ]  # fmt: skip
    assert absences.nombre == 1
    cours = chef.get(f"{URL}{personne.pk}/enseignements/").context["liste"]
    assert [c.texte for c in cours.lignes[0].cellules] == [
        "LPO BELLEVUE TOULOUSE CEDEX 4", "DROIT DES SOCIETES", "CG", "3EME", "Groupe : b",
    ]  # fmt: skip


@pytest.mark.exigence("G3.1-07")
def test_la_convocation_d_une_autre_academie_montre_son_recapitulatif(chef):
    personne, autre = f.intervenant(), f.intervenant(a=f.etablissement("0120006S", "LGT LA DECOUVERTE DECAZEVILLE"))
    ici, la = f.convoque_ailleurs(personne), f.convoque_ailleurs(autre)
    absence(personne, 5)
    onglet = chef.get(f"{URL}{personne.pk}/indisponibilites/").content.decode()
    assert onglet.count("Récapitulatif de la convocation à la mission") == 1
    page = chef.get(f"{URL}{personne.pk}/indisponibilites/{ici.pk}/convocation/")
    recapitulatif = html.unescape(page.content.decode())
    for dit in (
        "BORDEAUX",
        "99002",
        "LYCEE MONTAIGNE BORDEAUX",
        "Le mardi 16/06/2026 08:00 - 18:00",
        "M. FABRE, 05 57",
    ):
        assert dit in recapitulatif
    assert chef.get(f"{URL}{autre.pk}/indisponibilites/{la.pk}/convocation/").status_code == 404


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(chef):
    annee = jours()[0].year

    def requetes() -> list[int]:
        onglets = [f"{URL}{personne.pk}/{onglet}" for onglet in ("", "indisponibilites/", "enseignements/")]
        noms = ("", "personnels.pdf", "enseignements.csv", "enseignements.pdf", "annees/pdf/")
        listes = [f"{URL}{nom}" for nom in noms]
        documents = [f"{URL}missions{suite}?annee={annee}" for suite in (".csv", ".pdf", "-detaillees.pdf")]
        nombres = []
        for adresse in [*onglets, *listes, *documents]:
            with CaptureQueriesContext(connection) as capture:
                chef.get(adresse)
            nombres.append(len(capture))
        return nombres

    personne = f.intervenant()
    f.affectation(f.mission(), personne)
    absence(personne, 3)
    enseigner(personne)
    chef.get(URL)
    une = requetes()
    for nom, dans in (("LE GOFF", 20), ("EL KADIRI", 30)):
        f.affectation(f.mission(dates=jours(1, dans=dans)), personne)
        f.affectation(f.mission(), f.intervenant(nom))
        absence(personne, dans)
        enseigner(personne, code=nom)
    assert requetes() == une


@pytest.mark.exigence("G3.1-04", "G3.1-05", "G3.1-06")
def test_chaque_date_est_celle_de_la_personne_et_non_celle_de_la_mission(chef):
    """Summoned from the third day of a mission: nobody reads the first one, on any screen, in any file."""
    personne, (premier, *_, troisieme) = f.intervenant(), jours(3)
    longue, courte = f.mission(dates=jours(3)), f.mission(dates=jours(1, dans=11))
    f.affectation(longue, personne, jour=troisieme)
    f.affectation(courte, personne)
    liste = chef.get(f"{URL}{personne.pk}/").context["liste"]
    assert [ligne.cellules[0].valeur for ligne in liste.lignes] == [courte.date_debut, troisieme]
    for suite in (".csv", ".pdf", "-detaillees.pdf"):
        reponse = chef.get(f"{URL}missions{suite}", {"annee": [premier.year, troisieme.year]})
        contenu = texte(reponse) if suite == ".csv" else " ".join(pages(reponse))
        assert date_courte(troisieme) in contenu
        assert date_courte(premier) not in contenu
        assert contenu.index(str(courte.numero)) < contenu.index(str(longue.numero))


@pytest.mark.exigence("G3.1-03")
def test_l_annee_choisie_est_celle_ou_la_personne_est_attendue(chef):
    personne, annee = f.intervenant(), jours()[0].year
    debut, attendue = date(annee + 1, 12, 30), date(annee + 2, 1, 4)
    mission = f.mission(dates=[debut, attendue])
    f.affectation(mission, personne, jour=attendue)
    choix = texte(chef.get(f"{URL}annees/csv/"))
    assert f'value="{annee + 2}"' in choix
    assert f'value="{annee + 1}"' not in choix
    csv = texte(chef.get(f"{URL}missions.csv", {"annee": annee + 2}))
    assert str(mission.numero) in csv


@pytest.mark.exigence("G3.1-05")
@pytest.mark.parametrize(
    ("telephones", "dit"),
    [
        ({"tel_personnel": "06 12 34 56 78", "tel_professionnel": ""}, "Téléphone personnel : 06 12 34 56 78"),
        ({"tel_personnel": "", "tel_professionnel": "05 61 00 00 00"}, "Téléphone professionnel : 05 61 00 00 00"),
    ],
)
def test_le_detail_dit_les_dates_comme_le_guide_et_un_seul_telephone_sans_deux_fois_deux_points(chef, telephones, dit):
    mission = f.mission(dates=jours(2))
    f.affectation(mission, f.intervenant(**telephones))
    jour = mission.date_debut
    [page] = pages(chef.get(f"{URL}missions-detaillees.pdf", {"annee": jour.year}))
    assert dit in page
    assert f"Dates : Le {jour_long(jour)} à 08:00 Durée : 1 journée(s)" in page


@pytest.mark.exigence("G1.3-08", "G3.1-01")
def test_une_personne_se_trouve_par_son_nom_de_naissance_et_se_distingue_de_son_homonyme(chef):
    f.intervenant("DELMAS", "Hélène", nom_naissance="ROUQUETTE")
    for annee in (1963, 1991):
        f.intervenant("SAINT-MARTIN", "Jean-Eric", civilite="M", date_naissance=date(annee, 3, 12))
    page = texte(chef.get(URL))
    assert '<tr class="ouvrable" data-cherche="ROUQUETTE">' in page  # what the search in the page reads
    assert "<small>né le 12/03/1963</small>" in page
    assert page.count("né le ") == 2
    lignes = lambda q: texte(chef.get(f"{URL}personnels.csv", {"q": q})).splitlines()[1:]  # noqa: E731
    assert [ligne.split(";")[0] for ligne in lignes("rouquette")] == ["DELMAS"]
    for question in ("st-martin", "jeaneric", "saintmartin 1963"):
        assert len(lignes(question)) == (1 if "1963" in question else 2)
    assert "SAINT-MARTIN (né le 12/03/1963)" in pages(chef.get(f"{URL}personnels.pdf"))[0]


@pytest.mark.exigence("G3.1-03")
def test_les_dates_des_missions_sont_des_colonnes_du_csv(chef):
    personne = f.intervenant("LE GOFF")
    mission = f.mission(dates=jours(3))
    affectation = f.affectation(mission, personne, jour=jours(3)[1])
    Creneau.objects.create(
        affectation=affectation, mission=mission, intervenant=personne, plage=CreneauDuJour(jours(3)[2]).plage
    )
    tete, ligne = texte(chef.get(f"{URL}missions.csv", {"annee": mission.date_debut.year})).splitlines()
    dites = dict(zip(tete.split(";"), ligne.split(";"), strict=True))
    premier, dernier = (date_courte(jour) for jour in jours(3)[1:])
    assert [dites[nom] for nom in ("Premier jour", "Dernier jour", "Nombre de jours")] == [premier, dernier, "2"]


@pytest.mark.exigence("G3.1-04", "G3.1-05")
def test_les_pdf_se_limitent_aux_personnes_convoquees(chef):
    annee = jours()[0].year
    mission = f.mission()
    f.affectation(mission, f.intervenant("CONVOQUEE"))
    Affectation.objects.filter(pk=f.affectation(mission, f.intervenant("AFFECTEE")).pk).update(etat="AFFECTEE")
    f.intervenant("SANS-MISSION")
    assert "Seulement les personnes convoquées" in texte(chef.get(f"{URL}annees/pdf-liste-detaillee/"))
    assert "Seulement les personnes convoquées" not in texte(chef.get(f"{URL}annees/csv/"))
    for document in ("missions.pdf", "missions-detaillees.pdf"):
        toutes = " ".join(pages(chef.get(f"{URL}{document}", {"annee": annee})))
        seules = " ".join(pages(chef.get(f"{URL}{document}", {"annee": annee, "convoquees": "on"})))
        noms = ("CONVOQUEE", "AFFECTEE", "SANS-MISSION")
        assert [(nom in toutes, nom in seules) for nom in noms] == [(True, True), (True, False), (True, False)]


@pytest.mark.exigence("G3.1-03")
def test_personne_d_affiche_rien_a_telecharger(chef):
    f.affectation(f.mission(), f.intervenant("LE GOFF"))
    f.intervenant("LE GALL")
    une, deux, aucune = (texte(chef.get(f"{URL}annees/pdf/", {"q": q})) for q in ("goff", "le", "absent"))
    assert "Les missions de la personne affichée" in une
    assert "Les missions des 2 personnes affichées" in deux
    assert "Aucune personne n'est affichée : il n'y a rien à télécharger" in aucune
    assert "data-telecharge" not in aucune
