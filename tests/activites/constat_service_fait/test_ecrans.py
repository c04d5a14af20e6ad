"""The screens of « Constat service fait », by their addresses."""

import csv
import html
import io
from datetime import timedelta
from importlib import resources

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.doutes.queries import doutes_confirmes
from imagin.domaine.doutes.rules import Doute
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.services_faits.models import Constat
from imagin.socle.temps import aujourd_hui, maintenant
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

URL = "/constat-service-fait/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def chef(chef):
    f.ouverture("constat_service_fait")
    return chef


def passee(remuneration: str = "ECRITE", dans: int = -3, code: str = "", **champs):
    """A mission of the last days that pays by `remuneration`."""
    type_ = type_mission(code or f"T{remuneration[:9]}", libelle=f"MISSION {remuneration}", remuneration=remuneration)
    return f.mission(dates=jours(2, dans=dans), type=type_, nb_inscrits=68, **champs)


def convoque(mission, nom="BÉNEC'H", prenom="Marie", **champs) -> Affectation:
    return f.affectation(mission, f.intervenant(nom, prenom, tel_personnel="06 12 34 56 78"), **champs)


def grille(*lignes) -> dict:
    """What the grid posts: (affectation, version, resultat, other fields)."""
    donnees: dict = {"lignes": []}
    for affectation, version, resultat, champs in lignes:
        donnees["lignes"].append(affectation.pk)
        donnees |= {f"version_{affectation.pk}": version, f"resultat_{affectation.pk}": resultat}
        donnees |= {f"{nom}_{affectation.pk}": valeur for nom, valeur in champs.items()}
    return donnees


def presence(*jours_, version: int = 0, debut: str = "10:00", fin: str = "12:00") -> dict:
    """What the sheet posts: days picked, and the same morning on each."""
    heures = {f"debut_matin_{jour}": debut for jour in jours_} | {f"fin_matin_{jour}": fin for jour in jours_}
    return {"version": version, "jours": list(jours_), **heures}


def textes_du_pdf(client, mission) -> str:
    pdf = client.get(f"{URL}{mission.numero}/constat.pdf")
    return " ".join(PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split())


def dits(client, mission) -> str:
    return html.unescape(client.get(f"{URL}{mission.numero}/").content.decode())


@pytest.mark.exigence("G4.3-01", "G4.3-02", "G4.3-03")
def test_la_liste_montre_les_missions_de_l_annee_qui_restent_a_constater(chef):
    faite, a_venir, en_cours = passee(), passee(dans=5), passee("PRATIQUE", dans=0)
    vieille = passee(date_debut=aujourd_hui().replace(year=aujourd_hui().year - 1, day=1))
    dematerialisee = passee("ECRITE", code="DEMAT")
    type_mission("DEMAT").__class__.objects.filter(code="DEMAT").update(dematerialisee=True)
    concours = passee(session=f.session("CE1", sigle="CE1"))
    concours.session.examen.__class__.objects.filter(code="CE1").update(concours=True)
    dcs = passee(session=f.session("6DC", sigle="DCS"))
    constatee = passee()
    for mission in (faite, a_venir, en_cours, vieille, dematerialisee, concours, dcs, constatee):
        convoque(mission)
    Constat.objects.create(
        affectation=constatee.affectations.get(),
        resultat="FAIT",
        quantite=12,
        saisi_par="chef",
        saisi_le="2026-06-01T10:00Z",
    )
    passee()  # nobody summoned: nothing to state
    etats = {ligne.objet.numero: ligne.cellules[-1].texte for ligne in chef.get(URL).context["liste"].lignes}
    assert etats == {
        faite.numero: "Mission effectuée", a_venir.numero: "Mission non effectuée", en_cours.numero: "Mission commencée"
    }  # fmt: skip
    annees = [aujourd_hui().year - 1, aujourd_hui().year]
    tout = chef.get(URL, {"filtre": 1, "annee": annees}).context["liste"].objets
    assert {m.numero for m in tout} == {*etats, vieille.numero, constatee.numero}
    sans = chef.get(URL, {"filtre": 1, "annee": annees, "sans_non_effectuees": "on"}).context["liste"].objets
    assert a_venir.numero not in {m.numero for m in sans}


@pytest.mark.exigence("G4.3-04", "G4.3-05")
@pytest.mark.parametrize(
    ("remuneration", "colonnes", "champ"),
    [
        ("ECRITE", ["Candidats inscrits", "Nombre de copies"], "quantite"),
        ("ORALE", ["Candidats inscrits", "Nombre de candidats"], "quantite"),
        ("VAE", ["Candidats inscrits", "Nombre de candidats"], "quantite"),
        ("PRATIQUE", ["Nombre d'heures constatées"], "horaires/"),
        ("SURVEILLANCE", ["Nombre d'heures effectuées"], "heures"),
        ("AUCUNE", [], "resultat"),
    ],
)
def test_la_grille_demande_ce_que_la_mission_remunere(chef, remuneration, colonnes, champ):
    mission = passee(remuneration)
    affectation = convoque(mission)
    page = chef.get(f"{URL}{mission.numero}/")
    libelles = [c.libelle for c in page.context["liste"].colonnes]
    identite = ["Nom", "Prénom", "Etablissement principal", "Téléphone"]
    assert libelles == [*identite, *colonnes, "Service fait", "Motif service non fait"]
    attendu = f"horaires/{affectation.pk}/" if champ == "horaires/" else f'name="{champ}_{affectation.pk}"'
    assert attendu in page.content.decode()
    assert "06 12 34 56 78" in page.content.decode()


@pytest.mark.exigence("G4.3-05", "G4.3-06")
def test_les_bonnes_lignes_sont_gardees_et_les_mauvaises_reviennent_avec_leur_raison(chef):
    mission = passee()
    bonne, fausse, illisible = (convoque(mission, nom) for nom in ("LE GOFF", "D'ALMEIDA", "EL KADIRI"))
    envoi = grille(
        (bonne, 0, "FAIT", {"quantite": "12"}),
        (fausse, 0, "FAIT", {"quantite": "1000"}),
        (illisible, 0, "", {"quantite": "douze", "motif": "m" * 201}),
    )
    page = chef.post(f"{URL}{mission.numero}/", envoi)
    assert page.status_code == 422
    assert list(Constat.objects.values_list("affectation", "quantite", "resultat")) == [(bonne.pk, 12, "FAIT")]
    contenu = html.unescape(page.content.decode())
    assert "Le nombre de copies va de 0 à 999." in contenu
    assert "« douze » n'est pas un nombre" in contenu
    assert "Le motif dépasse 200 caractères" in contenu  # a line with two faults says both
    assert 'value="1000"' in contenu  # what was typed is still there
    assert "1 ligne enregistrée." in contenu


@pytest.mark.exigence("G4.3-06")
def test_le_second_qui_enregistre_une_ligne_voit_ce_que_le_premier_a_change(chef):
    mission = passee()
    affectation = convoque(mission)
    chef.post(f"{URL}{mission.numero}/", grille((affectation, 0, "FAIT", {"quantite": "12"})))
    page = chef.post(f"{URL}{mission.numero}/", grille((affectation, 0, "FAIT", {"quantite": "30"})))
    assert Constat.objects.get().quantite == 12
    contenu = html.unescape(page.content.decode())
    assert "Aucune ligne n'a changé" not in contenu
    assert "chef.0310038Y a enregistré cette ligne à" in contenu
    assert "service fait, nombre de copies : 12" in contenu
    version = next(ligne for ligne in page.context["liste"].objets).version
    chef.post(f"{URL}{mission.numero}/", grille((affectation, version, "FAIT", {"quantite": "30"})))
    assert Constat.objects.get().quantite == 30


@pytest.mark.exigence("G4.3-05")
def test_les_heures_d_une_surveillance_s_ecrivent_comme_on_les_dit(chef):
    mission = passee("SURVEILLANCE")
    affectations = [convoque(mission, nom) for nom in ("ALLAIN", "MAHÉ", "VIDAL")]
    textes = ["07", "7:30", "3h20"]
    envoi = grille(*((a, 0, "FAIT", {"heures": t}) for a, t in zip(affectations, textes, strict=True)))
    assert chef.post(f"{URL}{mission.numero}/", envoi).status_code == 302
    assert list(Constat.objects.order_by("affectation").values_list("minutes", flat=True)) == [420, 450, 200]
    page = dits(chef, mission).replace("\u00a0", " ")
    assert 'value="3 h 20"' in page
    assert "17 h 50" in page  # the total above the list
    for texte in ("7h75", "7h-30"):
        refus = chef.post(f"{URL}{mission.numero}/", grille((affectations[0], 1, "FAIT", {"heures": texte})))
        assert f"« {texte} »" in html.unescape(refus.content.decode())
    sorties = chef.get(f"{URL}{mission.numero}/constat.csv").getvalue().decode(), textes_du_pdf(chef, mission)
    assert all("3 h 20" in " ".join(sortie.split()) for sortie in sorties)


@pytest.mark.exigence("G4.3-02", "G4.3-05")
def test_une_epreuve_pratique_en_cours_recoit_les_horaires_des_jours_passes(chef):
    mission = passee("PRATIQUE", dans=-1)
    affectation = convoque(mission, "ANDORIN", "Pierrick")
    hier, ce_jour = mission.dates.order_by("jour").values_list("jour", flat=True)
    adresse = f"{URL}{mission.numero}/horaires/{affectation.pk}/"
    refus = chef.post(adresse, presence(ce_jour))
    assert refus.status_code == 422
    assert "pas encore passé" in html.unescape(refus.content.decode())
    assert chef.post(adresse, presence(hier, fin="12:30")).status_code == 302
    assert Constat.objects.get().resultat == ""
    assert "2 h 30" in dits(chef, mission).replace("\u00a0", " ")


@pytest.mark.exigence("G4.3-05")
def test_les_horaires_d_une_epreuve_pratique_finie_se_constatent_dans_le_volet(chef):
    mission = passee("PRATIQUE")
    affectation = convoque(mission, "ANDORIN", "Pierrick")
    premier, second = mission.dates.order_by("jour").values_list("jour", flat=True)
    adresse = f"{URL}{mission.numero}/horaires/{affectation.pk}/"
    saisie = {**presence(premier), "resultat": "FAIT", "jours": [premier, second]}
    saisie |= {f"debut_apres_midi_{second}": "14:00", f"fin_apres_midi_{second}": "17:00"}
    assert chef.post(adresse, saisie).status_code == 302
    constat = Constat.objects.get()
    assert (constat.resultat, constat.journees.count()) == ("FAIT", 2)
    assert 'value="14:00"' in chef.get(adresse).content.decode()
    faux = chef.post(adresse, {"version": 1, "jours": [premier], f"debut_matin_{premier}": "25:00"})
    assert "n'existe pas" in html.unescape(faux.content.decode())
    assert constat.journees.count() == 2


@pytest.mark.exigence("G4.3-08")
def test_le_constat_s_imprime(chef):
    mission = passee()
    fait, non_fait, _ = (convoque(mission, nom) for nom in ("GIRAUD", "DE LA TOUR", "ZOLA"))
    envoi = grille((fait, 0, "FAIT", {"quantite": "12"}), (non_fait, 0, "NON_FAIT", {"motif": "absente"}))
    chef.post(f"{URL}{mission.numero}/", envoi)
    texte = textes_du_pdf(chef, mission)
    lignes = ("OUI", "NON", "GIRAUD Marie", "Nombre de copies : 12")
    for attendu in ("Constat de service", f"n° {mission.numero}", "Cand. inscrits épreuve", *lignes, "Page 1 / 1"):
        assert attendu in texte


@pytest.mark.exigence("G4.3-06")
def test_une_ligne_traitee_par_le_gestionnaire_ne_se_modifie_plus(chef):
    mission = passee()
    affectation = convoque(mission)
    f.etat_de_frais(affectation, "VALIDE")
    page = dits(chef, mission)
    assert "Traité par gestionnaire" in page
    assert f"resultat_{affectation.pk}" not in page
    refus = chef.post(f"{URL}{mission.numero}/", grille((affectation, 0, "FAIT", {"quantite": "12"})))
    assert "Traité par gestionnaire" in html.unescape(refus.content.decode())
    assert not Constat.objects.exists()


def test_une_mission_d_un_autre_centre_ne_se_constate_pas(chef):
    ailleurs = passee(centre=f.etablissement("0120006S", "LGT LA DECOUVERTE DECAZEVILLE"))
    affectation, ici = convoque(ailleurs), passee()
    convoque(ici)
    assert chef.get(f"{URL}{ailleurs.numero}/").status_code == 404
    assert chef.post(f"{URL}{ailleurs.numero}/", grille((affectation, 0, "FAIT", {}))).status_code == 404
    refus = chef.post(f"{URL}{ici.numero}/", grille((affectation, 0, "FAIT", {})))
    assert refus.status_code == 422
    assert not Constat.objects.exists()


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(chef):
    mission = passee("PRATIQUE")

    def requetes(adresse) -> int:
        with CaptureQueriesContext(connection) as capture:
            chef.get(adresse)
        return len(capture)

    convoque(mission)
    chef.get(URL)
    une = [requetes(adresse) for adresse in (URL, f"{URL}{mission.numero}/")]
    for nom in ("LE GOFF", "EL KADIRI"):
        convoque(mission, nom)
        convoque(passee(), nom)
    assert [requetes(adresse) for adresse in (URL, f"{URL}{mission.numero}/")] == une


@pytest.mark.exigence("G4.3-02", "G4.3-03", "G4.3-05")
@pytest.mark.parametrize(
    ("remuneration", "sans", "avec", "phrase"),
    [
        ("ECRITE", {}, {"quantite": "0"}, "Donnez le nombre de copies"),
        ("ORALE", {}, {"quantite": "12"}, "Donnez le nombre de candidats"),
        ("SURVEILLANCE", {}, {"heures": "0"}, "Donnez le nombre d'heures"),
        ("PRATIQUE", {}, None, "Donnez d'abord ses dates et ses horaires"),
        ("AUCUNE", None, {}, ""),
    ],
)
def test_un_service_fait_sans_ce_qui_le_paie_ne_passe_pas_inapercu(chef, remuneration, sans, avec, phrase):
    """Refused when it is entered; one kept from before does not make the mission « constatée », and is marked."""
    mission = passee(remuneration)
    affectation = convoque(mission)
    if sans is not None:
        refus = chef.post(f"{URL}{mission.numero}/", grille((affectation, 0, "FAIT", sans)))
        assert refus.status_code == 422
        assert phrase in html.unescape(refus.content.decode())
        assert not Constat.objects.exists()
        ancien = Constat(affectation=affectation, resultat="FAIT", saisi_par="chef", saisi_le=maintenant())
        ancien.save()
        assert mission in chef.get(URL).context["liste"].objets
        assert "À compléter" in dits(chef, mission)
        ancien.delete()
    if avec is None:
        premier = mission.dates.order_by("jour").first().jour
        fait = {**presence(premier), "resultat": "FAIT"}
        chef.post(f"{URL}{mission.numero}/horaires/{affectation.pk}/", fait)
    else:
        chef.post(f"{URL}{mission.numero}/", grille((affectation, 0, "FAIT", avec)))
    assert mission not in chef.get(URL).context["liste"].objets
    assert "À compléter" not in dits(chef, mission)


@pytest.mark.exigence("G4.3-01")
def test_l_exemple_du_guide_pour_l_aide_au_deroulement_n_est_pas_d_un_concours():
    """Mission 94465, of 3XE, is the guide's own picture of 4.3.3.4: admission is no recruitment."""
    texte = resources.files("outils.demo.fabrique").joinpath("donnees", "examens.csv").read_text(encoding="utf-8")
    concours = {examen["code"]: examen["concours"] for examen in csv.DictReader(io.StringIO(texte), delimiter=";")}
    assert (concours["3XE"], concours["CE1"]) == ("NON", "OUI")


@pytest.mark.exigence("G4.3-04")
def test_le_resume_de_la_mission_a_les_intitules_du_guide(chef):
    mission = passee(epreuve_option=None, specialite=None)
    convoque(mission)
    page = html.unescape(chef.get(f"{URL}{mission.numero}/").content.decode())
    dits = [" ".join(dt.split("</dt>")[0].split()) for dt in page.split("<dt>")[1:]]
    assert dits[:7] == [
        "Numéro de mission", "Type de mission", "Date de début de mission", "Etat de mission", "Session examen",
        "Spécialité", "Epreuve-option",
    ]  # fmt: skip


@pytest.mark.exigence("G4.3-05")
def test_le_volet_retient_les_jours_choisis_et_les_mots_du_guide(chef):
    mission = passee("PRATIQUE", dans=-5)
    affectation = convoque(mission, "ANDORIN", "Pierrick")
    adresse = f"{URL}{mission.numero}/horaires/{affectation.pk}/"
    premier, second = mission.dates.order_by("jour").values_list("jour", flat=True)
    page = chef.get(adresse)
    assert page.context["choisis"] == {premier}  # the person's own summons
    for mots in (
        "Motif service non fait",
        ">Service Fait<",
        ">Service Non Fait<",
        "Annuler",
        "hors des dates de la mission",
    ):
        assert mots in html.unescape(page.content.decode())
    sans_horaires = chef.post(adresse, {"version": 0, "resultat": "FAIT", "jours": [second]})
    assert "donnez ses horaires, ou retirez cette date" in html.unescape(sans_horaires.content.decode())
    assert sans_horaires.context["choisis"] == {second}
    chef.post(adresse, {**presence(second), "resultat": "FAIT"})
    assert [j.jour for j in Constat.objects.get().journees.all()] == [second]
    refus = chef.post(adresse, {**presence(second, version=1), "resultat": "NON_FAIT", "motif": "absent"})
    assert "Un service non fait n'a pas d'horaires" in html.unescape(refus.content.decode())
    chef.post(adresse, {"version": 1, "jours": [premier], "resultat": "NON_FAIT", "motif": "absent"})
    assert (Constat.objects.get().resultat, Constat.objects.get().journees.count()) == ("NON_FAIT", 0)


@pytest.mark.exigence("G4.3-05")
def test_un_jour_hors_des_dates_demande_un_motif_que_le_gestionnaire_voit(chef):
    mission = passee("PRATIQUE", dans=-5)
    affectation = convoque(mission, "ANDORIN", "Pierrick")
    veille = mission.date_debut - timedelta(days=1)
    adresse = f"{URL}{mission.numero}/horaires/{affectation.pk}/"
    fait = {**presence(veille), "resultat": "FAIT"}
    page = chef.post(adresse, fait)
    assert page.status_code == 422
    assert "n'est pas une date de la mission" in html.unescape(page.content.decode())
    [doute] = page.context["doutes"].doutes
    confirme = {**fait, "doutes": doute.jeton, "confirme_doutes": "oui"}
    assert "Dites pourquoi vous confirmez" in html.unescape(chef.post(adresse, confirme).content.decode())
    assert not Constat.objects.exists()
    assert chef.post(adresse, {**confirme, "motif_doutes": "remplacement d'un collègue"}).status_code == 302
    [garde] = doutes_confirmes(systeme("gestionnaire"))
    assert (garde.objet, garde.motif, garde.mission) == (
        "ANDORIN Pierrick", "remplacement d'un collègue", mission.numero,
    )  # fmt: skip
    assert chef.post(adresse, {**presence(veille, version=1, fin="11:00"), "resultat": "FAIT"}).status_code == 302
    for sortie in (textes_du_pdf(chef, mission), chef.get(f"{URL}{mission.numero}/constat.csv").getvalue().decode()):
        assert f"hors des dates de la mission : {veille:%d/%m/%Y}" in " ".join(sortie.split())


def test_des_jours_impossibles_ne_font_pas_tomber_le_volet(chef):
    mission = passee("PRATIQUE", dans=-5)
    adresse = f"{URL}{mission.numero}/horaires/{convoque(mission).pk}/"
    for jour in ("9999-12-31", "0001-01-01", "٢٠٢٦-٠٦-٠١", "demain", "9" * 5000):
        page = chef.post(adresse, {**presence(jour[:10]), "resultat": "FAIT", "jours": [jour]})
        assert page.status_code == 422


@pytest.mark.exigence("G4.3-05")
def test_dans_la_grille_une_ligne_douteuse_se_confirme_et_les_autres_sont_gardees(chef, monkeypatch):
    def plus_de_cent(ligne, *_, personne, **__):
        return [Doute("constat-essai", "plus de 100.", personne)] if (ligne.quantite or 0) > 100 else []

    monkeypatch.setattr("imagin.domaine.services_faits.actions.doutes_de", plus_de_cent)
    mission = passee()
    sure, douteuse = convoque(mission, "LE GOFF"), convoque(mission, "ZOLA")
    envoi = grille((sure, 0, "FAIT", {"quantite": "12"}), (douteuse, 0, "FAIT", {"quantite": "120"}))
    page = chef.post(f"{URL}{mission.numero}/", envoi)
    assert page.status_code == 422
    assert "ZOLA Marie : plus de 100." in html.unescape(page.content.decode())
    assert [c.quantite for c in Constat.objects.all()] == [12]
    [doute] = page.context["doutes"].doutes
    confirme = {**grille((douteuse, 0, "FAIT", {"quantite": "120"})), "doutes": doute.jeton, "confirme_doutes": "oui"}
    assert chef.post(f"{URL}{mission.numero}/", confirme).status_code == 302
    assert sorted(c.quantite for c in Constat.objects.all()) == [12, 120]
    assert doutes_confirmes(systeme("gestionnaire")).get().objet == "ZOLA Marie"
