"""Who somebody named by another académie is here: recognised when it is sure, said by the gestionnaire otherwise."""

from datetime import date

import pytest

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.actions import (
    cle_numen,
    designer_personne,
    ecarter_personne,
    recalculer_empreintes,
    reconnaitre_les_inconnues,
    reprendre_personne,
)
from imagin.domaine.federation.models import EmpreinteNumen, PersonneExterne
from imagin.domaine.federation.rules import FederationRefusee, PersonneNommee, empreinte_du_numen
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre, PorteeExamens, systeme
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.domaine.federation.conftest import externe

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-06")]
GESTIONNAIRE = Perimetre(role=Role.GESTIONNAIRE, auteur="gestionnaire", portee=PorteeExamens())
NUIT = systeme("nuit")
NEE_LE = date(1980, 5, 17)


def par_numen(numen: str, nom: str = "MARTIN", prenom: str = "Claire") -> PersonneNommee:
    return PersonneNommee(empreinte=empreinte_du_numen(cle_numen(NUIT), numen), nom=nom, prenom=prenom)


def indisponibles() -> list[str]:
    return sorted(Indisponibilite.objects.values_list("intervenant__nom", flat=True))


# -- Recognised --------------------------------------------------------------------------------------------------------
def test_une_personne_est_reconnue_par_son_numen_quel_que_soit_son_nom(recevoir, claire):
    assert recevoir(1, personne=par_numen("0123456789abc", nom="MARTIN-DURAND")).personne == "RECONNUE"
    assert externe().intervenant == claire
    assert str(externe()) == "MARTIN-DURAND Claire"


def test_un_numen_inconnu_n_est_pas_essaye_par_le_nom(recevoir, claire):
    assert recevoir(1, personne=par_numen("9999999999ZZZ")).personne == "INCONNUE"
    assert indisponibles() == []


def test_qui_a_un_numen_de_meme_nom_n_est_pas_une_autre(recevoir, claire):
    recevoir(1, personne=par_numen("9999999999ZZZ"))
    recevoir(2, personne=par_numen("0123456789ABC"))
    assert PersonneExterne.objects.count() == 2
    assert indisponibles() == ["MARTIN", "MARTIN"]


@pytest.mark.parametrize(
    ("nom", "prenom", "nee_le", "etat"),
    [
        ("MARTIN", "Claire", NEE_LE, "RECONNUE"),
        ("martin", "CLAIRE", NEE_LE, "RECONNUE"),
        ("MARTIN", "Claire", date(1980, 5, 18), "INCONNUE"),
        ("MARTIN", "Claire", None, "INCONNUE"),
        ("MARTINE", "Claire", NEE_LE, "INCONNUE"),
        ("DUPONT", "Anne", NEE_LE, "AMBIGUE"),
        ("DUPONT", "Anne", None, "AMBIGUE"),
    ],
)
def test_sans_numen_il_faut_les_nom_prenom_et_date_de_naissance_d_une_seule(
    recevoir, claire, nom, prenom, nee_le, etat
):
    for rang in range(2):
        f.intervenant("DUPONT", "Anne", date_naissance=NEE_LE, reference=f"jumelle{rang}")
    nommee = PersonneNommee(nom=nom, prenom=prenom, date_naissance=nee_le)
    assert recevoir(1, personne=nommee).personne == etat
    assert externe().intervenant == (claire if etat == "RECONNUE" else None)


def test_qui_arrive_par_un_flux_est_reconnu_au_message_suivant_et_le_premier_suit(recevoir):
    nommee = par_numen("0123456789ABC")
    assert recevoir(1, personne=nommee).personne == "INCONNUE"
    f.intervenant("MARTIN", "Claire", numen="0123456789ABC")
    assert recevoir(2, personne=nommee).personne == "RECONNUE"
    assert len(indisponibles()) == 4


def test_la_nuit_reconnait_qui_est_arrive_entre_temps(recevoir):
    recevoir(1, personne=par_numen("0123456789ABC"))
    recevoir(2)
    assert reconnaitre_les_inconnues(NUIT) == 0
    f.intervenant("MARTIN", "Claire", numen="0123456789ABC", date_naissance=NEE_LE)
    assert reconnaitre_les_inconnues(NUIT) == 2
    assert len(indisponibles()) == 4
    assert reconnaitre_les_inconnues(NUIT) == 0


def test_un_numen_corrige_rend_a_chacun_ses_convocations(recevoir, claire):
    recevoir(1, personne=par_numen("0123456789ABC"))
    Intervenant.objects.filter(pk=claire.pk).update(numen="1111111111ABC")
    vraie = f.intervenant("VRAIE", "Claire", numen="0123456789ABC")
    recalculer_empreintes(NUIT)
    assert reconnaitre_les_inconnues(NUIT) == 1
    assert indisponibles() == ["VRAIE", "VRAIE"]
    assert externe().intervenant == vraie


def test_un_numen_corrige_que_personne_d_autre_n_a_ne_libere_personne(recevoir, claire):
    recevoir(1, personne=par_numen("0123456789ABC"))
    Intervenant.objects.filter(pk=claire.pk).update(numen="1111111111ABC")
    recalculer_empreintes(NUIT)
    assert reconnaitre_les_inconnues(NUIT) == 0
    assert indisponibles() == ["MARTIN", "MARTIN"]


def test_changer_de_secret_ne_fait_oublier_personne(recevoir, claire, settings):
    """Partners read the new key within a minute: what they send then is recognised at once."""
    avant = par_numen("0123456789ABC")
    recevoir(1, personne=avant)
    settings.SECRET_KEY = "un autre secret, assez long pour en être un : 0123456789"
    assert recevoir(2, personne=par_numen("0123456789ABC")).personne == "RECONNUE"
    assert recevoir(3, personne=avant).personne == "RECONNUE"
    assert reconnaitre_les_inconnues(NUIT) == 0
    assert indisponibles() == ["MARTIN"] * 6


def test_une_empreinte_perimee_ne_designe_personne(recevoir, claire):
    """The feed changed the NUMEN since the night."""
    recalculer_empreintes(NUIT)
    Intervenant.objects.filter(pk=claire.pk).update(numen="1111111111ABC")
    assert recevoir(1, personne=par_numen("0123456789ABC")).personne == "INCONNUE"


def test_les_empreintes_suivent_les_personnes_et_la_cle(claire, settings):
    f.intervenant("SANS", "Numen")
    assert recalculer_empreintes(NUIT) == 1
    assert recalculer_empreintes(NUIT) == 0
    avant = EmpreinteNumen.objects.get().empreinte
    settings.SECRET_KEY = "un autre secret, assez long pour en être un : 0123456789"
    assert recalculer_empreintes(NUIT) == 2
    assert EmpreinteNumen.objects.get().empreinte != avant
    Intervenant.objects.update(numen="")
    assert recalculer_empreintes(NUIT) == 1
    assert not EmpreinteNumen.objects.exists()


def test_chaque_academie_a_sa_cle_et_la_garde(settings):
    cles = set()
    for instance in ("16", "siec"):
        settings.IMAGIN_INSTANCE = instance
        assert cle_numen(NUIT) == cle_numen(NUIT)
        cles.add(cle_numen(NUIT))
    assert len(cles) == 2
    with pytest.raises(AccesRefuse):
        cle_numen(f.perimetre())


# -- Said by the gestionnaire ------------------------------------------------------------------------------------------
@pytest.fixture
def inconnue(recevoir, claire):
    """Two summons of somebody whose NUMEN is not known here."""
    nommee = par_numen("9999999999ZZZ")
    recevoir(1, personne=nommee)
    recevoir(2, personne=nommee)
    return externe()


def test_le_gestionnaire_dit_qui_c_est_et_l_indisponibilite_suit(inconnue, claire):
    for _ in range(2):
        designer_personne(GESTIONNAIRE, personne=inconnue.pk, intervenant=claire.pk)
    assert len(indisponibles()) == 4
    assert (externe().etat, externe().decidee_par) == ("RECONNUE", "gestionnaire")


def test_le_gestionnaire_s_est_trompe_de_personne(inconnue, claire):
    autre = f.intervenant("AUTRE")
    designer_personne(GESTIONNAIRE, personne=inconnue.pk, intervenant=autre.pk)
    designer_personne(GESTIONNAIRE, personne=inconnue.pk, intervenant=claire.pk)
    assert set(indisponibles()) == {"MARTIN"}


def test_le_gestionnaire_ecarte_qui_n_est_personne_ici(inconnue, claire):
    designer_personne(GESTIONNAIRE, personne=inconnue.pk, intervenant=claire.pk)
    for _ in range(2):
        ecarter_personne(GESTIONNAIRE, personne=inconnue.pk)
    assert indisponibles() == []
    assert externe().etat == "ECARTEE"


def test_ce_qui_est_decide_a_la_main_n_est_plus_decide_par_la_machine(inconnue, recevoir, claire):
    ecarter_personne(GESTIONNAIRE, personne=inconnue.pk)
    Intervenant.objects.filter(pk=claire.pk).update(numen="9999999999ZZZ")
    recalculer_empreintes(NUIT)
    assert reconnaitre_les_inconnues(NUIT) == 0
    assert recevoir(3, personne=par_numen("9999999999ZZZ")).personne == "ECARTEE"
    assert indisponibles() == []
    reprendre_personne(GESTIONNAIRE, personne=inconnue.pk)
    assert len(indisponibles()) == 6


def test_on_ne_designe_que_quelqu_un_que_l_on_peut_convoquer(inconnue, claire):
    Intervenant.objects.filter(pk=claire.pk).update(retire_le=maintenant())
    for intervenant in (claire.pk, 0):
        with pytest.raises(FederationRefusee, match="choisissez-en une autre"):
            designer_personne(GESTIONNAIRE, personne=inconnue.pk, intervenant=intervenant)
    with pytest.raises(FederationRefusee, match="revenez à la liste"):
        ecarter_personne(GESTIONNAIRE, personne=0)


def test_un_centre_ne_decide_de_rien(inconnue, claire):
    for geste in (ecarter_personne, reprendre_personne):
        with pytest.raises(AccesRefuse):
            geste(f.perimetre(), personne=inconnue.pk)
    with pytest.raises(AccesRefuse):
        designer_personne(f.perimetre(), personne=inconnue.pk, intervenant=claire.pk)
