"""The screens of « Convocation par mission », by their addresses."""

import html
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imagin.domaine.convocations.models import Affectation
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import aujourd_hui, date_courte
from tests import factories as f
from tests.factories.missions import jours

URL = "/convocation-par-mission/"


def texte(reponse) -> str:
    """Body of an answer, streamed or not, entities read."""
    contenu = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    return html.unescape(contenu.decode("utf-8-sig"))


def saisie(jour, *personnes, **champs) -> dict:
    """What the form posts."""
    cle = jour.isoformat()
    return {
        "intervenants": [personne.pk for personne in personnes],
        "dates": [cle],
        f"debut_{cle}": "08:00",
        f"fin_{cle}": "18:00",
        "observation": "",
        **champs,
    }


def detail(mission) -> str:
    return f"{URL}{mission.numero}/"


@pytest.mark.exigence("G4.2-01", "G4.2-02")
def test_la_liste_montre_les_missions_ouvertes_des_annees_n_et_n_plus_1_par_date(chef):
    annee = aujourd_hui().year
    tard, tot = f.mission(dates=jours(1, dans=60)), f.mission(dates=jours(1, dans=3))
    ancienne = f.mission(session=f.session(annee=annee - 2))
    fermee = f.mission(ciblee=False)
    liste = chef.get(URL).context["liste"]
    assert [m.numero for m in liste.objets] == [tot.numero, tard.numero]
    assert [c.libelle for c in liste.colonnes] == [
        "N°", "Session examen", "Spécialité", "Epreuve-option", "Type de mission", "Début", "Nbr itv.",
        "Signature convocation", "Avancement",
    ]  # fmt: skip
    elargie = chef.get(URL, {"annee": [annee - 2, annee]}).context["liste"]
    assert {m.numero for m in elargie.objets} == {tot.numero, tard.numero, ancienne.numero}
    assert fermee.numero not in {m.numero for m in elargie.objets}


@pytest.mark.exigence("G4.1-02")
def test_les_filtres_proposent_les_annees_et_les_examens_de_mes_missions(chef):
    f.mission()
    f.mission(session=f.session("320", sigle="BTS"))
    annee = aujourd_hui().year
    filtres = chef.get(URL).context["filtres"]
    assert [cle for cle, _ in filtres.fields["annee"].choices] == list(range(annee - 3, annee + 2))
    assert [cle for cle, _ in filtres.fields["examen"].choices] == ["320", "470"]
    assert len(chef.get(URL, {"examen": "320"}).context["liste"].objets) == 1


def requetes(chef, adresse: str) -> int:
    """SQL statements of a page, what every page asks first (name of the académie) being known already."""
    chef.get(adresse)
    with CaptureQueriesContext(connection) as capture:
        chef.get(adresse)
    return len(capture)


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_missions(chef):
    f.affectation(f.mission(), f.intervenant())
    une = requetes(chef, URL)
    for _ in range(2):
        f.affectation(f.mission(), f.intervenant())
    assert requetes(chef, URL) == une == 5


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_d_intervenants(chef):
    mission = f.mission()
    commission, jury = f.commission(mission), f.jury(mission)
    f.affectation(mission, f.intervenant(), origine="CENTRE", commission=commission, jury=jury)
    une = requetes(chef, detail(mission))
    for rang in range(2):
        f.affectation(mission, f.intervenant(f"DUPONT-{rang}"), origine="CENTRE", commission=commission, jury=jury)
    assert requetes(chef, detail(mission)) == une == 6


@pytest.mark.exigence("G4.2-03")
def test_la_mission_liste_qui_est_convoque_et_par_qui(chef):
    mission = f.mission()
    commission, jury, salle = f.commission(mission), f.jury(mission), f.salle(mission)
    f.affectation(mission, f.intervenant("ALBERT", "Zoé"), commission=commission, jury=jury, salle=salle)
    f.affectation(mission, f.intervenant("ZIEGLER", "Anne"), origine="CENTRE", dates_specifiques=True)
    contenu = texte(chef.get(f"{detail(mission)}intervenants.csv"))
    jour, bellevue = date_courte(jours()[0]), "LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y)"
    assert contenu.splitlines() == [
        "Nom;Prénom;Etablissement;Discipline poste;Affectation",
        f"ALBERT;Zoé;{bellevue};MATHEMATIQUES;Convoquée, Com. 3GMATH1, Jury J1, Salle B204",
        f"ZIEGLER;Anne;{bellevue};MATHEMATIQUES;Convoquée par centre, date spécifique {jour}",
    ]


@pytest.mark.exigence("G4.2-05")
def test_une_convocation_du_gestionnaire_n_a_ni_bouton_ni_lettre_pour_le_centre(chef):
    mission = f.mission()
    affectation = f.affectation(mission, f.intervenant())
    page = texte(chef.get(detail(mission)))
    adresse = f"{URL}affectation/{affectation.pk}/"
    assert adresse not in page
    assert chef.get(f"{adresse}convocation.pdf").status_code == 404
    chef.post(f"{adresse}supprimer/")
    assert Affectation.objects.get().etat == "CONVOQUEE"
    assert "réalisée ou reprise par le service de gestion" in texte(chef.get(detail(mission)))


@pytest.mark.exigence("G4.2-06", "G4.2-11")
def test_convoquer_cree_la_convocation_et_le_dit_dans_la_console(chef):
    mission, personne = f.mission(), f.intervenant("LE GOFF", "Erwan")
    reponse = chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], personne))
    assert reponse["Location"] == detail(mission)
    page = texte(chef.get(detail(mission)))
    assert f"Convocation créée : LE GOFF Erwan, mission {mission.numero}." in page


@pytest.mark.exigence("G4.2-09")
@pytest.mark.parametrize(
    ("champs", "message"),
    [
        ({"dates": []}, "Choisissez au moins une date"),
        ({"dates": ["2026-02-30"]}, "« 2026-02-30 » n'existe pas"),
        ({"intervenants": []}, "Choisissez au moins une personne"),
        ({"qualite": "ROI"}, "ROI"),
        ({"observation": "x" * 2001}, "2000"),
    ],
)
def test_une_saisie_fausse_revient_avec_un_message_et_rien_n_est_ecrit(chef, champs, message):
    mission, personne = f.mission(), f.intervenant()
    reponse = chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], personne, **champs))
    assert reponse.status_code == 422
    assert message in texte(reponse)
    assert not Affectation.objects.exists()


@pytest.mark.parametrize("heure", ["25:00", "midi", "08:00:00:00", ""])
def test_une_heure_illisible_revient_avec_un_message_ou_l_heure_par_defaut(chef, heure):
    mission, personne = f.mission(), f.intervenant()
    champs = saisie(jours()[0], personne)
    champs[f"debut_{jours()[0].isoformat()}"] = heure
    reponse = chef.post(f"{detail(mission)}convoquer/", champs)
    assert (reponse.status_code == 302) == (heure == "")


def test_chaque_heure_illisible_se_dit_et_les_autres_dates_restent(chef):
    mission, personne = f.mission(dates=jours(3)), f.intervenant()
    champs = saisie(jours()[0], personne, dates=[jour.isoformat() for jour in jours(3)])
    champs |= {f"debut_{jours(3)[0]}": "09:15", f"debut_{jours(3)[1]}": "25:00", f"fin_{jours(3)[2]}": "midi"}
    page = texte(chef.post(f"{detail(mission)}convoquer/", champs))
    assert "« 25:00 » n'existe pas" in page
    assert "« midi » n'est pas une heure" in page
    assert 'value="09:15"' in page


def test_des_champs_forges_sont_refuses_sans_erreur_interne(chef):
    mission, personne = f.mission(), f.intervenant()
    commission = f.commission(f.mission())
    for champs in (
        {"intervenants": ["1 OR 1=1", "999999999999"]},
        {"commission": str(commission.pk)},
        {"confirmes": ["x"]},
    ):
        reponse = chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], personne, **champs))
        assert reponse.status_code in {302, 422}, champs
    assert Affectation.objects.count() <= 2


@pytest.mark.exigence("G4.2-19")
def test_les_conflits_sont_montres_avant_de_convoquer(chef):
    mission, personne = f.mission(), f.intervenant("CAMINADE", "Léa")
    prise = f.mission()
    f.affectation(prise, personne)
    apercu = texte(chef.post(f"{detail(mission)}conflits/", saisie(jours()[0], personne)))
    assert f"CAMINADE Léa est déjà sur la mission {prise.numero}" in apercu
    assert "Convoquer quand même CAMINADE Léa" in apercu

    refusee = chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], personne))
    assert refusee.status_code == 422
    chef.post(
        f"{detail(mission)}convoquer/", saisie(jours()[0], personne, confirmes=[personne.pk], motif="Seule disponible")
    )
    assert Affectation.objects.filter(mission=mission).count() == 1


@pytest.mark.exigence("G4.2-06")
def test_les_suggestions_trouvent_par_nom_prenom_sans_accents_dans_toute_l_academie(chef):
    f.mission()
    ailleurs = f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG")
    f.intervenant("COULEAU DUPONT", "Laurent", a=ailleurs)
    f.intervenant("BÉNEC'H", "Marie")
    f.intervenant("PARTIE", "Ailleurs", retire_le="2026-01-01T00:00:00Z")
    noms = lambda q: [s["libelle"] for s in chef.get(f"{URL}personnes/", {"q": q}).json()]  # noqa: E731
    assert noms("dupont lau") == ["COULEAU DUPONT Laurent"]
    assert noms("Benec") == ["BÉNEC'H Marie"]
    assert noms("benec'h m") == ["BÉNEC'H Marie"]
    assert noms("benech") == noms("BENECH Marie") == ["BÉNEC'H Marie"]
    assert noms("partie") == []
    assert noms("d") == []
    assert noms("%_'\\") == []


@pytest.mark.exigence("G4.2-06")
def test_une_discipline_de_mon_etablissement_propose_tous_ses_intervenants(chef):
    f.mission()
    ailleurs = f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG")
    f.intervenant("A-NOUS")
    f.intervenant("SECONDAIRE", a=ailleurs, secondaire=f.etablissement())
    f.intervenant("PAS-A-NOUS", a=ailleurs)
    f.intervenant("LETTRES", enseigne="LETTRES MODERNES")
    [math] = chef.get(f"{URL}disciplines/", {"q": "math"}).json()
    assert math["libelle"] == "MATHEMATIQUES"
    assert {e["libelle"].split()[0] for e in math["elements"]} == {"A-NOUS", "SECONDAIRE"}


@pytest.mark.exigence("G4.2-04", "G4.2-16")
def test_la_lettre_et_le_zip_portent_les_noms_attendus(chef):
    mission = f.mission()
    for nom, prenom in (("LE GOFF", "Erwan"), ("DUPONT", "Jean"), ("DUPONT", "Jean")):
        chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], f.intervenant(nom, prenom)))
    f.affectation(mission, f.intervenant("GESTIONNAIRE"))
    cle = Affectation.objects.filter(intervenant__nom="LE GOFF").get().pk
    lettre = chef.get(f"{URL}affectation/{cle}/convocation.pdf")
    assert 'filename="LE-GOFF_Erwan.pdf"' in lettre["Content-Disposition"]
    assert lettre.content.startswith(b"%PDF")

    reponse = chef.get(f"{detail(mission)}convocations.zip")
    assert f'filename="BCG_{mission.numero}_{aujourd_hui():%Y%m%d}.zip"' in reponse["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(reponse.streaming_content)))
    assert sorted(archive.namelist()) == ["DUPONT_Jean.pdf", "DUPONT_Jean_2.pdf", "LE-GOFF_Erwan.pdf"]
    assert archive.testzip() is None


@pytest.mark.exigence("G4.2-16", "G4.2-18")
def test_le_zip_et_l_envoi_suivent_la_liste_affichee(chef):
    mission = f.mission()
    for nom in ("LE GOFF", "DUPONT"):
        chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], f.intervenant(nom, "Jean")))
    reponse = chef.get(f"{detail(mission)}convocations.zip", {"q": "dupont"})
    assert zipfile.ZipFile(io.BytesIO(b"".join(reponse.streaming_content))).namelist() == ["DUPONT_Jean.pdf"]
    chef.post(f"{detail(mission)}envoyer/", {"q": "dupont"})
    assert "DUPONT" in Envoi.objects.get().destinataire


def test_un_zip_sans_convocation_du_centre_renvoie_a_la_liste_avec_un_message(chef):
    mission = f.mission()
    assert chef.get(f"{detail(mission)}convocations.zip")["Location"] == detail(mission)
    assert "rien à télécharger" in texte(chef.get(detail(mission)))


@pytest.mark.exigence("G4.2-18")
def test_l_envoi_groupe_nomme_dans_la_console_qui_n_a_pas_d_adresse(chef):
    mission = f.mission()
    muette = f.intervenant("FERRER", "Paul", mel_professionnel="", mel_personnel="")
    chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], f.intervenant("LE GOFF", "Erwan"), muette))
    page = texte(chef.post(f"{detail(mission)}envoyer/", follow=True))
    assert "Erreur : FERRER Paul n'a pas d'adresse de messagerie" in page
    assert "La convocation de LE GOFF Erwan part par mél" in page


@pytest.mark.exigence("G4.2-04")
def test_modifier_reprend_la_saisie_et_emet_une_nouvelle_lettre(chef):
    mission, personne = f.mission(), f.intervenant()
    chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], personne, observation="Avant", code_salle="B12"))
    cle = Affectation.objects.get().pk
    formulaire = chef.get(f"{URL}affectation/{cle}/modifier/")
    assert "Avant" in texte(formulaire)
    assert 'value="B12"' in texte(formulaire)
    chef.post(f"{URL}affectation/{cle}/modifier/", saisie(jours()[1], personne, observation="Après"))
    assert Affectation.objects.get().observation == "Après"
    assert Affectation.objects.get().convocations.count() == 2


@pytest.mark.exigence("G4.2-04")
def test_supprimer_le_dit_dans_la_console(chef):
    mission, personne = f.mission(), f.intervenant("LE GOFF", "Erwan")
    chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], personne))
    page = texte(chef.post(f"{URL}affectation/{Affectation.objects.get().pk}/supprimer/", follow=True))
    assert "Convocation supprimée : LE GOFF Erwan" in page
    assert "Personne n'est encore convoqué" in page


@pytest.mark.exigence("G4.2-11")
def test_l_observation_par_defaut_est_celle_de_la_mission(chef):
    mission = f.mission(observation="Présentez-vous à l'accueil.")
    assert "Présentez-vous à l'accueil." in texte(chef.get(f"{detail(mission)}convoquer/"))


@pytest.mark.exigence("G4.2-08")
def test_une_commission_seule_est_choisie_d_office(chef):
    mission = f.mission()
    commission = f.commission(mission)
    form = chef.get(f"{detail(mission)}convoquer/").context["form"]
    assert form.fields["commission"].choices == [(commission.pk, "3GMATH1")]


@pytest.mark.exigence("G1.3-11")
def test_la_liste_des_missions_se_telecharge_en_csv_et_en_pdf(chef):
    mission = f.mission()
    assert str(mission.numero) in texte(chef.get(f"{URL}missions.csv"))
    pdf = chef.get(f"{URL}missions.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert chef.get(f"{detail(mission)}intervenants.pdf").content.startswith(b"%PDF")


@pytest.mark.exigence("G4.2-17")
def test_un_caractere_que_la_lettre_ne_peut_imprimer_se_dit_des_qu_elle_est_emise(chef):
    mission, personne = f.mission(), f.intervenant("张", "Wei", adresse="12 RUE ĦAL | LIEUDIT Ḱ")
    chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], personne))
    page = texte(chef.get(detail(mission)))
    assert "La lettre de Madame Wei 张 ne peut pas imprimer « 张 » (elle porte « ? »), « Ḱ » (elle porte « K »)" in page
    chef.post(f"{detail(mission)}convoquer/", saisie(jours()[0], f.intervenant("NGUYỄN", "ĐẶNG")))
    assert texte(chef.get(detail(mission))).count("ne peut pas imprimer") == 1
