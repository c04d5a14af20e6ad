"""What is refused of a CYCLADES file, with its line and its reason, changing nothing."""

import pytest

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import Mission
from imagin.socle.imports.models import EtatImport
from tests.echanges.cyclades.base import etat_de_la_base
from tests.echanges.cyclades.fichiers import EXEMPLE, modifiee, paquet, sans_mission, sans_mission_du_bts, tables
from tests.factories import affectation, intervenant


def affecter(numero: int, **champs):
    """Somebody of the centre, summoned to that mission."""
    return affectation(Mission.objects.get(numero=numero), intervenant(), **champs)


def test_retirer_une_mission_ou_des_personnes_sont_affectees_se_confirme(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    affectee = affecter(193653)
    avant = etat_de_la_base()
    bilan = importer_cyclades(sans_mission(193653), etat=EtatImport.REFUSE)
    assert [(rejet["table"], rejet["ligne"]) for rejet in bilan.rejets] == [("sessions", 2)]
    assert "la mission 193653 manque au fichier alors que 1 personne(s) y sont affectées" in bilan.rejets[0]["motif"]
    assert "--forcer-retraits" in bilan.rejets[0]["motif"]
    importer_cyclades(sans_mission(193653), etat=EtatImport.APERCU, appliquer=False, forcer_retraits=True)
    assert etat_de_la_base() == avant
    importer_cyclades(sans_mission(193653), forcer_retraits=True)
    assert Affectation.objects.get(pk=affectee.pk).etat == "ANNULEE"


@pytest.mark.parametrize(
    ("table", "avant", "apres", "ligne", "motif"),
    [
        ("missions", "0312267W", "0312267V", 5, "lettre de contrôle fausse"),
        ("missions", "0312267W", "0310001H", 5, "établissement inconnu"),
        ("missions", "0312267W", "TOULOUSE", 5, "UAI mal formé"),
        ("missions", ";ORAL2;", ";XXX;", 5, "absent de la table types_mission"),
        ("missions", "193660;470;2027-06;", "193660;470;2026-06;", 5, "absent de la table sessions"),
        ("missions", ";BCG;1-T020-3;", ";L;1-T020-3;", 5, "n'a pas cette spécialité dans specialites.csv"),
        ("missions", ";BCG;1-T020-3;", ";BCG;C999;", 5, "n'a pas cette épreuve-option"),
        ("missions", ";BCG;1-T020-3;", ";;1-T020-3;", 5, "n'a pas cette épreuve-option"),
        ("missions", "194001;320", "193660;320", 6, "ligne en double"),
        ("missions", "2027-07-07", "2027-02-30", 5, "cette date n'existe pas"),
        ("missions", "2027-07-07", "07/07/2027", 5, "AAAA-MM-JJ"),
        ("missions", ";OUI;CENTRE;12", ";oui;CENTRE;12", 5, "OUI ou NON"),
        ("missions", ";OUI;CENTRE;12", ";OUI;RECTEUR;12", 5, "ETAB, CENTRE"),
        ("missions", ";12;96", ";douze;96", 5, "nombre entier"),
        ("missions", ";12;96", ";-1;96", 5, "inférieur à 0"),
        ("missions", "193660;470", "n° 12;470", 5, "nombre entier"),
        ("examens", "NON\n320;BTS", "NON\n;BTS", 3, "obligatoire"),
        ("specialites", "320;31209", "999;31209", 3, "absent de la table examens"),
        ("epreuves_options", "320;31209", "320;31299", 4, "absent de la table specialites"),
        ("types_mission", ";ORDINAIRE;ORALE", ";AUTRE;ORALE", 3, "valeur attendue"),
        ("sessions", "470;2027-06", "470;juin 2027", 2, "AAAA ou AAAA-MM"),
        ("sessions", "bac.general@", "bac.general", 2, "messagerie"),
        ("dates", "193653;2027-07-05", "999;2027-07-05", 4, "absent de la table missions"),
        ("dates", "193653;2027-07-05", "193653;2027-07-32", 4, "cette date n'existe pas"),
        ("dates", "08:30;18:00", "18:30;18:00", 4, "la fin après le début"),
        ("dates", "08:30;18:00", "08:30;", 4, "les deux heures se donnent ensemble"),
        ("dates", "08:30;18:00", "8h30;18:00", 4, "HH:MM"),
        ("dates", "193660;2027-07-08", "193660;2027-07-07", 6, "ligne en double"),
        ("dates_commissions", "193660;2", "193660;3", 3, "absent de la table commissions"),
        ("dates_commissions", "2027-07-08;08:00;18:00", "2027-07-08;08:00;07:00", 3, "la fin après le début"),
        ("commissions", "193660;2;48", "193660;2;beaucoup", 3, "nombre entier"),
        ("jurys", "193653;J2", "1;J2", 3, "absent de la table missions"),
        ("salles", "193660;B205", "193660;B204", 3, "ligne en double"),
    ],
)
def test_une_donnee_fausse_est_rejetee_avec_sa_ligne_et_rien_ne_change(
    importer_cyclades, mission_presente, table, avant, apres, ligne, motif
):
    base = etat_de_la_base()
    bilan = importer_cyclades(modifiee(table, avant, apres), etat=EtatImport.REFUSE)
    assert (table, ligne) in [(rejet["table"], rejet["ligne"]) for rejet in bilan.rejets]
    assert motif in " ".join(rejet["motif"] for rejet in bilan.rejets)
    assert etat_de_la_base() == base


def test_le_numero_d_une_mission_d_une_autre_session_est_rejete(importer_cyclades):
    importer_cyclades(EXEMPLE.read_bytes())
    lues = tables()
    sans_bts = sans_mission_du_bts()
    vole = paquet(
        sessions="\n".join(lues["sessions"].splitlines()[:2]) + "\n",
        missions=sans_bts["missions"].replace("193660;470", "194001;470"),
        dates=sans_bts["dates"].replace("193660", "194001"),
        **{nom: lues[nom].replace("193660", "194001") for nom in ("commissions", "dates_commissions", "salles")},
    )
    bilan = importer_cyclades(vole, etat=EtatImport.REFUSE)
    assert "la session 320 2027-06, que ce fichier ne décrit pas" in bilan.rejets[0]["motif"]
