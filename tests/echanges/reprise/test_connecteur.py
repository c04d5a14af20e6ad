"""From the file of the system that IMAG'IN replaces to affectations and convocations."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.imports.models import EtatImport
from imagin.socle.temps import maintenant
from tests.factories import affectation

MATIN = "2027-07-07T08:00/2027-07-07T12:00"
APRES_MIDI = "2027-07-07T14:00/2027-07-07T18:00"
COMPLETE = f"193660;4189;INTERRO;1;J1;B204;{MATIN},{APRES_MIDI};Apportez le sujet ;2027-05-20T10:15"
SIMPLE = f"193660;4207;;;;;{MATIN};;"


def etat_de_la_base() -> list[list[tuple]]:
    """Every row with the transaction that wrote it: equal when nothing at all was written."""
    lues = []
    with connection.cursor() as curseur:
        for table in (Affectation, Creneau, Convocation):
            curseur.execute(f"SELECT xmin::text, t::text FROM {table._meta.db_table} t ORDER BY 2")
            lues.append(curseur.fetchall())
    return lues


def test_une_ligne_complete_donne_une_affectation_ses_creneaux_et_sa_convocation(importer_reprise):
    bilan = importer_reprise(COMPLETE, SIMPLE)
    assert (bilan.nb_lus, bilan.nb_rejets) == (2, 0)
    convoquee = Affectation.objects.get(intervenant__nom="DELMAS")
    assert (convoquee.etat, convoquee.origine, convoquee.qualite_id) == ("CONVOQUEE", "GEST", "INTERRO")
    assert (convoquee.commission.code, convoquee.jury.code, convoquee.salle.code) == ("1", "J1", "B204")
    assert convoquee.observation == "Apportez le sujet"
    plages = [(c.plage.lower, c.plage.upper) for c in convoquee.creneaux.order_by("plage")]
    assert plages == [
        (datetime(2027, 7, 7, 6, tzinfo=UTC), datetime(2027, 7, 7, 10, tzinfo=UTC)),
        (datetime(2027, 7, 7, 12, tzinfo=UTC), datetime(2027, 7, 7, 16, tzinfo=UTC)),
    ]
    lettre = convoquee.convocations.get()
    assert (lettre.version, lettre.reprise, lettre.donnees) == (1, True, None)
    assert lettre.emise_le == datetime(2027, 5, 20, 8, 15, tzinfo=UTC)
    affectee = Affectation.objects.get(intervenant__nom="CAZAUX")
    assert (affectee.etat, affectee.qualite_id, affectee.convocations.count()) == ("AFFECTEE", None, 0)


def test_reimporter_le_meme_fichier_n_ecrit_rien(importer_reprise):
    importer_reprise(COMPLETE, SIMPLE)
    avant = etat_de_la_base()
    bilan = importer_reprise(COMPLETE, SIMPLE)
    assert etat_de_la_base() == avant
    assert all(objet["nouveaux"] == objet["modifies"] == objet["retires"] == 0 for objet in bilan.bilan)


def test_apercu_annonce_et_n_ecrit_rien(importer_reprise):
    bilan = importer_reprise(COMPLETE, SIMPLE, etat=EtatImport.APERCU, appliquer=False)
    assert {objet["objet"]: objet["nouveaux"] for objet in bilan.bilan} == {
        "affectations": 2,
        "créneaux": 3,
        "convocations": 1,
    }
    assert not Affectation.objects.exists()


def test_ce_que_le_fichier_ne_dit_plus_reste_et_ce_qu_il_change_change(importer_reprise):
    importer_reprise(COMPLETE, SIMPLE)
    importer_reprise(SIMPLE.replace(";;;;;", ";SURV;;;;") + "2027-05-21T09:00")
    assert Affectation.objects.count() == 2
    cazaux = Affectation.objects.get(intervenant__nom="CAZAUX")
    assert (cazaux.qualite_id, cazaux.etat, cazaux.convocations.count()) == ("SURV", "CONVOQUEE", 1)


def test_une_convocation_reemise_dans_imagin_n_est_pas_reprise(importer_reprise):
    importer_reprise(COMPLETE)
    affectee = Affectation.objects.get()
    Affectation.objects.update(observation="Changée par le gestionnaire", etat="CONVOQUEE")
    affectee.convocations.update(annulee_le=maintenant())
    Convocation.objects.create(affectation=affectee, version=2, emise_le=maintenant(), emise_par="g", donnees={"a": 1})
    avant = etat_de_la_base()
    importer_reprise(COMPLETE)
    assert etat_de_la_base() == avant


@pytest.mark.parametrize("ligne", [COMPLETE, SIMPLE])
def test_ce_qui_a_ete_annule_dans_imagin_reste_annule(importer_reprise, ligne):
    importer_reprise(ligne)
    Creneau.objects.all().delete()
    Convocation.objects.update(annulee_le=maintenant())
    Affectation.objects.update(etat="ANNULEE")
    avant = etat_de_la_base()
    importer_reprise(ligne)
    assert etat_de_la_base() == avant


def test_une_meme_personne_peut_avoir_deux_affectations_qui_ne_se_chevauchent_pas(importer_reprise):
    importer_reprise(SIMPLE, SIMPLE.replace(MATIN, APRES_MIDI))
    assert Affectation.objects.filter(mission__numero=193660).count() == 2


def test_une_meme_personne_peut_etre_prise_au_meme_moment_dans_deux_missions(importer_reprise):
    importer_reprise(SIMPLE, SIMPLE.replace("193660", "193653"))
    assert Affectation.objects.count() == 2


def test_ce_que_le_centre_a_convoque_n_est_pas_touche(importer_reprise, scene):
    du_centre = affectation(scene, Intervenant.objects.get(nom="CAZAUX"), origine="CENTRE", jour=date(2027, 7, 7))
    avant = etat_de_la_base()
    bilan = importer_reprise(COMPLETE, SIMPLE, etat=EtatImport.REFUSE)
    assert "déjà convoquée par le centre" in bilan.rejets[0]["motif"]
    assert bilan.rejets[0]["ligne"] == 3
    assert etat_de_la_base() == avant
    importer_reprise(SIMPLE.replace(MATIN, "2027-07-08T08:00/2027-07-08T18:00"))
    assert Affectation.objects.get(pk=du_centre.pk).origine == "CENTRE"


def test_un_creneau_deplace_qui_chevauche_l_ancien_est_rejete(importer_reprise):
    importer_reprise(SIMPLE)
    avant = etat_de_la_base()
    bilan = importer_reprise(SIMPLE.replace("08:00", "09:00"), etat=EtatImport.REFUSE)
    assert "déjà affectée à la même mission sur un autre créneau" in bilan.rejets[0]["motif"]
    assert etat_de_la_base() == avant


def test_une_mission_retiree_ne_prend_plus_personne(importer_reprise):
    importer_reprise(SIMPLE)
    Mission.objects.update(retiree_le=maintenant())
    bilan = importer_reprise(COMPLETE, SIMPLE, etat=EtatImport.REFUSE)
    assert [(rejet["ligne"], rejet["motif"].split(" :")[0]) for rejet in bilan.rejets] == [
        (2, "mission retirée par CYCLADES")
    ]


@pytest.mark.parametrize(
    ("ligne", "motif"),
    [
        (SIMPLE.replace("193660", "999"), "mission inconnue"),
        (SIMPLE.replace("193660", "n° 12"), "nombre entier"),
        (SIMPLE.replace("193660", ""), "obligatoire"),
        (SIMPLE.replace("4207", "9999"), "personne inconnue"),
        (SIMPLE.replace("4207", "AB12"), "numéro d'agent attendu"),
        (SIMPLE.replace(";;;;;", ";CHEF;;;;"), "qualité inconnue"),
        (SIMPLE.replace(";;;;;", ";;9;;;"), "n'a pas cette commission"),
        (SIMPLE.replace(";;;;;", ";;;J9;;"), "n'a pas ce jury"),
        (SIMPLE.replace(";;;;;", ";;;;C1;"), "n'a pas cette salle"),
        (SIMPLE.replace(MATIN, ""), "obligatoire"),
        (SIMPLE.replace(MATIN, "demain"), "attendu : AAAA-MM-JJTHH:MM/AAAA-MM-JJTHH:MM"),
        (SIMPLE.replace(MATIN, "2027-02-30T08:00/2027-02-30T12:00"), "n'existe pas dans le calendrier"),
        (SIMPLE.replace(MATIN, "2027-07-07T12:00/2027-07-07T08:00"), "finit avant de commencer"),
        (SIMPLE.replace(MATIN, "2027-07-07T12:00/2027-07-09T08:00"), "dépasse une journée"),
        (SIMPLE.replace(MATIN, "2027-03-28T02:30/2027-03-28T08:00"), "l'heure d'été"),
        (SIMPLE.replace(MATIN, f"{MATIN},2027-07-07T11:00/2027-07-07T13:00"), "de la ligne se chevauchent"),
        (SIMPLE + "hier", "AAAA-MM-JJTHH:MM, qui existent"),
        (SIMPLE[:-1] + "x" * 2001 + ";", "plus de 2000 caractères"),
        (COMPLETE, "ligne en double"),
        (COMPLETE.replace(f"{MATIN},", ""), "déjà, dans le fichier, un créneau"),
    ],
)
def test_une_ligne_fausse_est_rejetee_avec_son_numero_et_rien_ne_change(importer_reprise, ligne, motif):
    avant = etat_de_la_base()
    bilan = importer_reprise(COMPLETE, ligne, etat=EtatImport.REFUSE)
    assert {rejet["ligne"] for rejet in bilan.rejets} == {3}
    assert motif in " ".join(rejet["motif"] for rejet in bilan.rejets)
    assert etat_de_la_base() == avant
