"""From a CYCLADES file to sessions and missions."""

from datetime import date, time

import pytest

from imagin.domaine.missions.models import DateMission, Mission
from imagin.socle.imports.models import EtatImport
from tests.echanges.cyclades.base import etat_de_la_base
from tests.echanges.cyclades.fichiers import EXEMPLE, modifiee, paquet, sans_mission, sans_mission_du_bts, tables


def test_exemple_publie_donne_sessions_missions_dates_commissions_jurys_et_salles(importer_cyclades):
    bilan = importer_cyclades(EXEMPLE.read_bytes())
    assert (bilan.nb_lus, bilan.nb_rejets) == (30, 0)
    mission = Mission.objects.get(numero=186253)
    assert str(mission.session) == "470, BCG, 2027-06, BAC GENERAL"
    assert str(mission.epreuve_option) == "C010, Mathématiques"
    assert mission.observation == "Réunion d'entente à 9 h ;\napportez votre carte professionnelle."
    assert (mission.ciblee, mission.signataire, mission.nb_attendus, mission.candidats_affectes) == (
        True,
        "CENTRE",
        6,
        True,
    )
    dates = mission.dates.order_by("jour").values_list("jour", "heure_debut", "heure_fin")
    assert list(dates) == [(date(2027, 3, 15), time(9), time(12)), (date(2027, 3, 16), None, None)]
    orale = Mission.objects.get(numero=193660)
    assert [(c.code, c.nb_candidats, c.dates.get().jour.day) for c in orale.commissions.order_by("code")] == [
        ("1", 48, 7),
        ("2", 48, 8),
    ]
    assert set(orale.salles.values_list("code", flat=True)) == {"B204", "B205"}
    assert set(Mission.objects.get(numero=193653).jurys.values_list("code", flat=True)) == {"J1", "J2"}


def test_reimporter_le_meme_fichier_n_ecrit_rien(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    avant = etat_de_la_base()
    bilan = importer_cyclades(EXEMPLE.read_bytes())
    assert etat_de_la_base() == avant
    assert all(objet["nouveaux"] == objet["modifies"] == objet["retires"] == 0 for objet in bilan.bilan)


def test_apercu_dit_ce_qui_changerait_et_n_ecrit_rien(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    avant = etat_de_la_base()
    change = modifiee("missions", ";OUI;ETAB;", ";NON;CENTRE;")
    bilan = importer_cyclades(change, etat=EtatImport.APERCU, appliquer=False)
    missions = next(objet for objet in bilan.bilan if objet["objet"] == "missions")
    assert missions["exemples"]["modifies"] == [
        {"cle": "193653", "champs": {"ciblee": [True, False], "signataire": ["ETAB", "CENTRE"]}}
    ]
    assert etat_de_la_base() == avant


def test_une_mission_change_de_centre_d_epreuve_et_de_dates(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    lues = tables()
    importer_cyclades(
        paquet(
            missions=lues["missions"].replace(
                "193660;470;2027-06;BCG;1-T020-3;ORAL2;0312267W", "193660;470;2027-06;BCG;C010;JURY;0310038Y"
            ),
            dates=lues["dates"]
            .replace("193660;2027-07-08;;\n", "")
            .replace("193660;2027-07-07;;", "193660;2027-07-07;10:00;11:00"),
        )
    )
    mission = Mission.objects.get(numero=193660)
    assert (mission.centre.uai, mission.epreuve_option.code, mission.type_id) == ("0310038Y", "C010", "JURY")
    assert [(d.jour.day, d.heure_debut) for d in mission.dates.all()] == [(7, time(10))]


def test_une_mission_absente_est_retiree_puis_revient(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    sans = sans_mission(193653)
    importer_cyclades(sans, forcer_retraits=True)
    mission = Mission.objects.get(numero=193653)
    assert mission.retiree_le is not None
    assert mission.jurys.count() == 2
    avant = etat_de_la_base()
    importer_cyclades(sans)
    assert etat_de_la_base() == avant
    importer_cyclades(EXEMPLE.read_bytes())
    mission.refresh_from_db()
    assert mission.retiree_le is None


def test_une_session_que_le_fichier_ne_decrit_pas_est_laissee(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    lues = tables()
    bts = "\n".join(lues["sessions"].splitlines()[:2]) + "\n"
    importer_cyclades(paquet(sessions=bts, **sans_mission_du_bts()))
    assert Mission.objects.get(numero=194001).retiree_le is None
    assert DateMission.objects.filter(mission__numero=194001).exists()


def test_retirer_plus_d_un_dixieme_des_missions_se_confirme(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    avant = etat_de_la_base()
    assert "--forcer-retraits" in importer_cyclades(sans_mission(193653), etat=EtatImport.REFUSE).message
    assert etat_de_la_base() == avant


def test_une_mission_peut_passer_d_une_session_decrite_a_une_autre(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    importer_cyclades(modifiee("missions", "193653;470", "193653;320"))
    assert Mission.objects.get(numero=193653).session.examen_id == "320"


VIDES = {"dates": "dates des missions", "commissions": "commissions", "dates_commissions": "dates des commissions",
         "jurys": "jurys", "salles": "salles"}  # fmt: skip


@pytest.mark.exigence("G1.1-04")
@pytest.mark.parametrize("table", VIDES)
def test_une_table_vide_ou_il_y_avait_des_lignes_se_confirme(importer_cyclades, table):
    importer_cyclades(EXEMPLE.read_bytes())
    vide = paquet(**{nom: f"{tables()[nom].splitlines()[0]}\n" for nom in (table, *_dependantes(table))})
    avant = etat_de_la_base()
    refus = importer_cyclades(vide, etat=EtatImport.REFUSE)
    assert f"{VIDES[table]} sur" in refus.message
    assert "c'est-à-dire tout" in refus.message
    assert etat_de_la_base() == avant
    importer_cyclades(vide, forcer_retraits=True)


def _dependantes(table):
    return ["dates_commissions"] if table == "commissions" else []


@pytest.mark.exigence("G1.1-04")
def test_tous_les_jours_decales_d_un_seul_se_confirment(importer_cyclades):
    importer_cyclades(paquet(dates=_dates(range(1, 13))))
    refus = importer_cyclades(paquet(dates=_dates(range(2, 14), en_plus=12)), etat=EtatImport.REFUSE)
    assert refus.message.startswith("Ce fichier retirerait 12 dates des missions sur 12, plus d'un sur dix")
    assert DateMission.objects.count() == 12


def _dates(jours, en_plus=0):
    return "mission;jour;heure_debut;heure_fin\n" + "".join(f"186253;2027-04-{jour + en_plus:02};;\n" for jour in jours)
