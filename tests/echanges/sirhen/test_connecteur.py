"""Absences that SIRHEN and EPP send: they come, change, go, and never touch those of others."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.models import SessionExamen
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.epp_absences.connecteur import CONNECTEUR as EPP
from imagin.echanges.sirhen.connecteur import CONNECTEUR as SIRHEN
from imagin.socle.envois.models import Envoi
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer
from imagin.socle.imports.rapport import raconter
from imagin.socle.temps import aujourd_hui
from tests import factories as f
from tests.factories.missions import jours

ENTETE = "numen;date_debut;heure_debut;date_fin;heure_fin;motif_code;motif\n"
NUMENS = ("16E9801234KLM", "16E0304567ABC")
pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G3.2-04")]


@pytest.fixture
def personnes():
    return [
        f.intervenant(nom, numen=numen, reference=reference)
        for nom, numen, reference in zip(("LE GOFF", "D'ARTIGUES"), NUMENS, ("204189", "204190"), strict=True)
    ]


@pytest.fixture
def recevoir(tmp_path):
    """Import these lines of SIRHEN, applied unless told otherwise."""

    def faire(*lignes: str, **options):
        chemin = tmp_path / "sirhen.csv"
        chemin.write_text(ENTETE + "".join(f"{ligne}\n" for ligne in lignes), encoding="utf-8")
        return importer(SIRHEN, chemin, **{"appliquer": True, **options})

    return faire


def absence(numen: str = NUMENS[0], dans: int = 10, *, heures: tuple[str, str] = ("", ""), motif: str = "CONGE") -> str:
    jour = aujourd_hui() + timedelta(days=dans)
    return f"{numen};{jour};{heures[0]};{jour};{heures[1]};CMO;{motif}"


@pytest.mark.parametrize(("connecteur", "code"), [(SIRHEN, "sirhen"), (EPP, "epp-absences")])
def test_l_exemple_publie_s_importe(personnes, connecteur, code):
    bilan = importer(connecteur, Path(DOSSIER / code / "exemple.csv"), appliquer=True)
    assert (bilan.etat, bilan.nb_lus, bilan.rejets) == (EtatImport.APPLIQUE, 2, [])
    entiere, partielle = Indisponibilite.objects.order_by("intervenant__reference")
    assert str(entiere.dates.heure_debut), str(entiere.dates.heure_fin) == ("00:00:00", "23:59:00")
    assert partielle.dates.en_lettres in {
        "du 14/06/2027 à 08:00 au 14/06/2027 à 12:00", "du 21/06/2027 à 13:30 au 22/06/2027 à 12:00",
    }  # fmt: skip


def test_reimporter_ne_change_rien_et_ce_qui_n_y_est_plus_est_retire_sans_toucher_aux_autres(personnes, recevoir):
    chez_nous = Indisponibilite.objects.create(
        intervenant=personnes[0], periode=("2027-01-01T08:00Z", "2027-01-02T08:00Z"), motif="REUNION", source="ETAB",
        etablissement=f.etablissement(),
    )  # fmt: skip
    recevoir(absence(), absence(NUMENS[1]))
    cles = set(Indisponibilite.objects.values_list("pk", flat=True))
    assert recevoir(absence(), absence(NUMENS[1])).bilan[0]["inchanges"] == 2
    assert set(Indisponibilite.objects.values_list("pk", flat=True)) == cles
    refuse = recevoir(absence())
    assert refuse.etat == EtatImport.REFUSE
    assert "--forcer-retraits" in refuse.message
    assert recevoir(absence(), forcer_retraits=True).bilan[0]["retires"] == 1
    assert set(Indisponibilite.objects.values_list("source", flat=True)) == {"ETAB", "SIRHEN"}
    assert Indisponibilite.objects.filter(pk=chez_nous.pk).exists()


@pytest.mark.exigence("G3.2-05")
def test_un_import_previent_chaque_gestionnaire_une_fois_et_le_reimport_se_tait(personnes, recevoir):
    for personne in personnes:
        f.affectation(f.mission(dates=jours(1)), personne)
    SessionExamen.objects.update(mel="dec2@ac-toulouse.example")
    assert recevoir(absence(), absence(NUMENS[1]), appliquer=False).etat == EtatImport.APERCU
    assert not Envoi.objects.exists()
    recevoir(absence(), absence(NUMENS[1]))
    mel = Envoi.objects.get()
    assert "de 2 personnes" in mel.sujet
    assert all(nom in mel.corps for nom in ("LE GOFF", "D'ARTIGUES", "SIRHEN"))
    recevoir(absence(), absence(NUMENS[1]))
    recevoir(absence(), absence(NUMENS[1]), absence(motif="AUTRE MOTIF", heures=("08:00", "12:00")))
    assert Envoi.objects.count() == 1
    recevoir(absence(NUMENS[1]), forcer_retraits=True)
    levee = Envoi.objects.latest("id")
    assert levee.sujet.startswith("Indisponibilité levée : LE GOFF")
    assert "D'ARTIGUES" not in levee.corps
    assert Envoi.objects.count() == 2


@pytest.mark.parametrize(
    ("ligne", "motif"),
    [
        (f"{NUMENS[0]};2027-06-02;;2027-06-01;;;CONGE", "ne vient pas après son début"),
        (f"{NUMENS[0]};2027-06-02;12:00;2027-06-02;12:00;;CONGE", "ne vient pas après son début"),
        (f"{NUMENS[0]};2027-06-31;;2027-07-01;;;CONGE", "2027-06-31"),
        (f"{NUMENS[0]};2027-06-01;;2027-06-02;;;", "obligatoire"),
    ],
)
def test_une_ligne_fausse_est_rejetee_avec_sa_raison_et_rien_ne_change(personnes, recevoir, ligne, motif):
    bilan = recevoir(absence(), ligne)
    assert bilan.etat == EtatImport.REFUSE
    assert bilan.rejets[0]["ligne"] == 3
    assert motif in f"{bilan.rejets[0]}"
    assert not Indisponibilite.objects.exists()


@pytest.mark.exigence("G1.1-05")
def test_une_personne_inconnue_n_arrete_pas_les_absences_des_autres(personnes, recevoir):
    bilan = recevoir(absence(), "16E0000000ZZZ;2027-06-01;;2027-06-02;;;CONGE")
    assert (bilan.etat, Indisponibilite.objects.count()) == (EtatImport.APPLIQUE, 1)
    ecartees = bilan.ecarts["ecartees"]
    assert (ecartees["total"], ecartees["premiers"][0]["ligne"]) == (1, 3)
    assert "16E0000000ZZZ » : personne inconnue d'IMAG'IN" in "\n".join(raconter(bilan))
    assert recevoir("16E0000000ZZZ;2027-06-01;;2027-06-02;;;CONGE").etat == EtatImport.REFUSE  # nobody is known


@pytest.mark.exigence("G1.1-05")
def test_une_absence_illisible_laisse_en_l_etat_celles_de_la_personne(personnes, recevoir):
    autres = [absence(NUMENS[1], dans) for dans in range(10, 40)]
    recevoir(absence(), *autres)
    bilan = recevoir(f"{NUMENS[0]};2027-06-31;;2027-07-01;;;CONGE", *autres)
    assert (bilan.etat, bilan.ecarts["ecartees"]["total"]) == (EtatImport.APPLIQUE, 1)
    assert Indisponibilite.objects.filter(intervenant=personnes[0]).count() == 1


def test_la_meme_absence_deux_fois_dans_le_fichier_est_rejetee(personnes, recevoir):
    bilan = recevoir(absence(), absence(heures=("00:00", "23:59")))
    assert [(r["ligne"], r["motif"]) for r in bilan.rejets] == [(3, "absence donnée deux fois dans le fichier")]


@pytest.mark.parametrize("fin", ["", "9999-12-31", "2999-12-31"])
def test_une_absence_sans_date_de_fin_dure_et_se_lit_ainsi(personnes, recevoir, chef, fin):
    f.ouverture("saisie_indisponibilites")
    f.ouverture("consultation_personnels")
    bilan = recevoir(f"{NUMENS[0]};2027-06-01;;{fin};;CLD;CONGE DE LONGUE DUREE")
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    (absence_longue,) = Indisponibilite.objects.all()
    assert absence_longue.dates.en_lettres == "à partir du 01/06/2027 à 00:00, sans date de fin"
    for adresse in (
        f"/saisie-indisponibilites/{personnes[0].pk}/",
        f"/consultation-personnels/{personnes[0].pk}/indisponibilites/",
    ):
        reponse = chef.get(adresse)
        assert (reponse.status_code, "sans date de fin" in reponse.content.decode()) == (200, True), adresse
    assert recevoir(f"{NUMENS[0]};2027-06-01;;{fin};;CLD;CONGE DE LONGUE DUREE").bilan[0]["inchanges"] == 1


@pytest.mark.parametrize(
    ("debut", "fin", "colonne"), [("0001-01-01", "2027-06-01", "date_debut"), ("2027-06-01", "2150-01-01", "date_fin")]
)
def test_une_absence_hors_des_bornes_est_refusee_avec_sa_ligne(personnes, recevoir, debut, fin, colonne):
    bilan = recevoir(absence(), f"{NUMENS[1]};{debut};;{fin};;CLD;CONGE")
    assert [(r["ligne"], r["colonne"]) for r in bilan.rejets] == [(3, colonne)]
    assert "2000-01-01 à 2099-12-31" in bilan.rejets[0]["motif"]


def test_un_numen_en_minuscules_retrouve_sa_personne(personnes, recevoir):
    assert recevoir(absence(NUMENS[0].lower())).etat == EtatImport.APPLIQUE


@pytest.mark.exigence("G1.1-01")
@pytest.mark.parametrize(("fuseau", "debut"), [("Indian/Reunion", "20:00"), ("Pacific/Tahiti", "10:00")])
def test_une_journee_d_absence_va_de_minuit_a_minuit_la_ou_est_l_academie(personnes, recevoir, settings, fuseau, debut):
    settings.TIME_ZONE = fuseau
    recevoir(absence())
    seule = Indisponibilite.objects.get()
    assert f"{seule.periode.lower.astimezone(UTC):%H:%M}" == debut
    jour = f"{aujourd_hui() + timedelta(days=10):%d/%m/%Y}"
    assert seule.dates.en_lettres == f"du {jour} à 00:00 au {jour} à 23:59"
