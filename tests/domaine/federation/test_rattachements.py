"""Somebody found at their home académie is taken in here, once, and can be summoned as anybody."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imagin.domaine.federation.actions import rattacher
from imagin.domaine.federation.models import EtatPartenaire, Partenaire, Rattachement
from imagin.domaine.federation.queries import academies_a_interroger
from imagin.domaine.federation.rules import AcademieAccessible, FederationRefusee, FicheExterne
from imagin.domaine.perimetre.rules import AccesRefuse, partenaire
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import suggestions
from imagin.socle.temps import maintenant
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-07")]
NE_LE = date(1980, 5, 17)
AILLEURS = "0350001A"


@pytest.fixture
def rennes():
    return f.partenaire("14", "RENNES", ["14"])


@pytest.fixture
def fiche(rennes):
    f.etablissement(AILLEURS, academie_id="14", libelle="LYCEE DE RENNES")
    f.discipline("MATHEMATIQUES")
    return FicheExterne(uuid4(), "MME", "MARTIN", "Claire", "MATHEMATIQUES", AILLEURS, "LYCEE", "claire@ac-rennes.fr")


def accueillir(fiche, **options):
    return rattacher(f.perimetre(), partenaire="14", fiche=fiche, **options)


def test_qui_vient_d_ailleurs_est_accueilli_avec_ce_que_dit_sa_fiche(fiche, rennes):
    lien = accueillir(fiche)
    personne = lien.intervenant
    personne.refresh_from_db()
    assert (lien.partenaire, lien.reference) == (rennes, fiche.reference)
    assert (personne.source, personne.civilite, str(personne)) == ("AUTRE", "MME", "MARTIN Claire")
    assert (personne.mel, personne.discipline.libelle) == ("claire@ac-rennes.fr", "MATHEMATIQUES")
    assert (personne.numen, personne.date_naissance, personne.adresse) == ("", None, "")
    poste = personne.exercices.get()
    assert (poste.etablissement.uai, poste.titre) == (AILLEURS, "P")
    assert [trouve.cle for trouve in suggestions(f.perimetre(), texte="martin")] == [personne.pk]


def test_la_trouver_de_nouveau_suit_sa_fiche_et_n_en_fait_pas_une_seconde(fiche):
    premiere = accueillir(fiche).intervenant
    f.etablissement("0350002B", academie_id="14")
    changee = replace(fiche, nom="MARTIN-DURAND", mel="c@ac-rennes.fr", uai="0350002B", discipline="INCONNUE")
    assert accueillir(changee).intervenant == premiere
    premiere.refresh_from_db()
    assert (premiere.nom, premiere.mel, premiere.discipline) == ("MARTIN-DURAND", "c@ac-rennes.fr", None)
    assert premiere.exercices.get().etablissement.uai == "0350002B"
    accueillir(replace(changee, uai=""))
    assert not premiere.exercices.exists()
    assert Intervenant.objects.count() == Rattachement.objects.count() == 1


@pytest.mark.parametrize("options", [{"numen": "31e9876543abc"}, {"date_naissance": NE_LE}])
def test_qui_est_deja_connu_ici_est_rattache_et_sa_fiche_d_ici_demeure(fiche, options):
    connue = f.intervenant("Martin", "CLAIRE", numen="31E9876543ABC", date_naissance=NE_LE, mel_professionnel="a@b.fr")
    assert accueillir(fiche, **options).intervenant == connue
    connue.refresh_from_db()
    assert (connue.nom, connue.mel, connue.source) == ("Martin", "a@b.fr", "EPP")
    assert connue.exercices.get().etablissement.uai == f.BELLEVUE


def test_deux_semblables_d_ici_ne_se_confondent_pas_avec_elle(fiche):
    for _ in range(2):
        f.intervenant("MARTIN", "Claire", date_naissance=NE_LE)
    assert accueillir(fiche, date_naissance=NE_LE).intervenant.source == "AUTRE"


def test_ni_le_numen_ni_la_date_ne_sont_gardes(fiche):
    personne = accueillir(fiche, numen="31E9876543ABC", date_naissance=NE_LE).intervenant
    personne.refresh_from_db()
    assert (personne.numen, personne.date_naissance) == ("", None)


def test_son_academie_lui_donne_un_autre_nom_sans_la_doubler(fiche):
    """Its base was lost: the references that it gives are new."""
    connue = f.intervenant("MARTIN", "Claire", date_naissance=NE_LE)
    accueillir(fiche, date_naissance=NE_LE)
    nouvelle = replace(fiche, reference=uuid4())
    assert accueillir(nouvelle, date_naissance=NE_LE).intervenant == connue
    assert Rattachement.objects.get().reference == nouvelle.reference


def test_une_academie_ne_place_personne_dans_un_etablissement_qui_n_est_pas_a_elle(fiche):
    f.etablissement()
    personne = accueillir(replace(fiche, uai=f.BELLEVUE)).intervenant
    assert not personne.exercices.exists()


def test_deux_academies_qui_donnent_la_meme_reference_nomment_deux_personnes(fiche):
    f.partenaire("siec", "SIEC")
    autre = rattacher(f.perimetre(), partenaire="siec", fiche=replace(fiche, nom="AUTRE"))
    assert accueillir(fiche).intervenant != autre.intervenant


def test_un_partenariat_ferme_n_accueille_plus_personne(fiche):
    Partenaire.objects.update(active=False)
    with pytest.raises(FederationRefusee, match="n'est plus partenaire"):
        accueillir(fiche)
    assert not Intervenant.objects.exists()


def test_une_academie_partenaire_n_accueille_personne_ici(fiche):
    with pytest.raises(AccesRefuse):
        rattacher(partenaire("14", "RENNES"), partenaire="14", fiche=fiche)


def test_seules_les_academies_ouvertes_se_cherchent_et_l_on_sait_lesquelles_repondent(rennes):
    f.partenaire("siec", "SIEC")
    f.partenaire("99", "DGRH", ["99"], nationale=True)
    f.partenaire("12", "NANTES", ["12"], active=False)
    f.partenaire("11", "LILLE", ["11"], joignable=False)
    EtatPartenaire.objects.filter(partenaire=rennes).update(verifie_le=maintenant() - timedelta(minutes=6))
    centre = f.perimetre()
    with CaptureQueriesContext(connection) as requetes:
        vues = academies_a_interroger(centre)
    assert vues == [
        AcademieAccessible("11", "LILLE", joignable=False),
        AcademieAccessible("14", "RENNES", joignable=False),
        AcademieAccessible("siec", "SIEC", joignable=True),
    ]
    assert len(requetes) == 1


def test_l_academie_d_ou_vient_le_centre_est_proposee_la_premiere(rennes):
    """Else a hurried centre asks another académie about its own people."""
    f.partenaire("siec", "SIEC")
    parisien = f.etablissement("0750001A", academie_id="01")
    f.centre_ouvert(parisien, "siec")
    assert [une.code for une in academies_a_interroger(f.perimetre(parisien))] == ["siec", "14"]
    assert [une.code for une in academies_a_interroger(f.perimetre())] == ["14", "siec"]
