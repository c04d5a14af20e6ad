"""EPP brings the people, moves them, withdraws them, and never writes what did not change."""

from datetime import date

import pghistory.models
import pytest
from django.db import connection

from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.models import Discipline
from imagin.echanges.epp.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer
from tests.echanges.epp.conftest import EXEMPLE, ligne
from tests.factories import etablissement

pytestmark = [pytest.mark.exigence("G1.1-01", "G1.1-02")]


def exercices(numero: int) -> dict[str, str]:
    postes = Exercice.objects.filter(intervenant__source="EPP", intervenant__reference=numero)
    return dict(postes.values_list("etablissement__uai", "titre").order_by("id"))


def versions() -> set[tuple[str, int, int]]:
    """The physical version of each row: it changes whenever the row is written, even with the same values."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT 'i', id, ctid::text FROM personnes_intervenant"
            " UNION ALL SELECT 'x', id, ctid::text FROM personnes_exercice"
        )
        return set(curseur.fetchall())


def test_l_exemple_publie_s_importe(centres) -> None:
    bilan = importer(CONNECTEUR, EXEMPLE, appliquer=True)
    assert (bilan.etat, bilan.nb_lus, bilan.rejets) == (EtatImport.APPLIQUE, 3, [])
    personne = Intervenant.objects.get(source="EPP", reference="204189")
    assert (personne.nom, personne.prenom, personne.cle) == (
        "LE GALL-BÉNEC'H",
        "Anne-Laure",
        "le gall benec h anne laure",
    )
    assert (personne.date_naissance, personne.discipline_id) == (date(1974, 2, 28), "L0202")
    assert personne.adresse == "12 rue des Lilas | Bâtiment B"
    assert exercices(204189) == {"0310038Y": "P", "0312267W": "S"}
    assert exercices(204191) == {"0120006S": "P", "0310038Y": "S", "0312267W": "S"}
    assert Discipline.objects.get(code="L1300").libelle == "MATHEMATIQUES"


def test_reimporter_ne_reecrit_rien_et_l_histoire_se_tait(importer_epp) -> None:
    lignes = [ligne(1, uai_secondaires="0310001H", discipline_code="L1300", discipline="MATHEMATIQUES"), ligne(2)]
    histoire = pghistory.models.Events.objects.count()
    importer_epp(*lignes)
    avant = versions()
    bilan = importer_epp(*lignes)
    assert versions() == avant
    assert [(objet["objet"], objet["inchanges"]) for objet in bilan.bilan] == [
        ("disciplines", 1),
        ("intervenants", 2),
        ("exercices", 3),
    ]
    assert pghistory.models.Events.objects.count() == histoire


@pytest.mark.exigence("GG-06", "GG-07")
def test_un_changement_dit_de_quoi_a_quoi_et_par_quel_import(importer_epp) -> None:
    importer_epp(ligne(1, commune="MURET"), ligne(2))
    bilan = importer_epp(ligne(1, commune="AUCH", prenom="Zoé"), ligne(2), auteur="gestionnaire")
    assert bilan.bilan[1]["exemples"]["modifies"] == [
        {"cle": "1", "champs": {"prenom": ["Marie", "Zoé"], "commune": ["MURET", "AUCH"]}}
    ]
    histoire = Intervenant.pgh_event_model.objects.get()
    assert (histoire.commune, histoire.pgh_label) == ("MURET", "update")
    assert histoire.pgh_context.metadata == {"import_id": bilan.pk, "auteur": "gestionnaire"}


def test_changer_d_etablissement_principal(importer_epp) -> None:
    importer_epp(ligne(1, uai_secondaires="0310001H"))
    importer_epp(ligne(1, uai_principal="0310001H", uai_secondaires="0310038Y"))
    assert exercices(1) == {"0310001H": "P", "0310038Y": "S"}
    importer_epp(ligne(1, uai_principal="0120006S"))
    assert exercices(1) == {"0120006S": "P"}
    importer_epp(ligne(1, uai_principal=""))
    assert exercices(1) == {}


def test_une_personne_absente_est_retiree_jamais_effacee_et_revient(importer_epp) -> None:
    gens = [ligne(numero) for numero in range(10)]
    importer_epp(*gens)
    bilan = importer_epp(*gens[1:])
    parti = Intervenant.objects.get(reference="0")
    assert bilan.bilan[1]["retires"] == 1
    assert parti.retire_le is not None
    assert exercices(0) == {}
    date_du_retrait = parti.retire_le
    importer_epp(*gens[1:])
    parti.refresh_from_db()
    assert parti.retire_le == date_du_retrait
    bilan = importer_epp(*gens)
    parti.refresh_from_db()
    assert parti.retire_le is None
    assert exercices(0) == {"0310038Y": "P"}
    assert [bilan.bilan[1][cle] for cle in ("modifies", "inchanges")] == [1, 9]


@pytest.mark.parametrize(("gardes", "etat"), [(18, EtatImport.APPLIQUE), (17, EtatImport.REFUSE)])
def test_plus_d_un_dixieme_de_retraits_est_refuse(importer_epp, gardes, etat) -> None:
    gens = [ligne(numero) for numero in range(20)]
    importer_epp(*gens)
    bilan = importer_epp(*gens[:gardes])
    assert bilan.etat == etat
    assert Intervenant.objects.filter(retire_le=None).count() == (18 if etat == EtatImport.APPLIQUE else 20)
    assert importer_epp(*gens[:2], forcer_retraits=True).etat == EtatImport.APPLIQUE


def test_ce_qui_est_saisi_a_la_main_ou_vient_de_sts_n_est_pas_touche(importer_epp) -> None:
    bellevue = etablissement()
    for source in ("IMAGIN", "STS"):
        personne = Intervenant.objects.create(source=source, reference="1", nom="SAISI", prenom="À la main")
        Exercice.objects.create(intervenant=personne, etablissement=bellevue, titre="S")
    importer_epp(ligne(1))
    importer_epp(ligne(2), forcer_retraits=True)
    restes = Intervenant.objects.exclude(source="EPP").values_list("nom", "retire_le")
    assert set(restes) == {("SAISI", None)}
    assert Exercice.objects.exclude(intervenant__source="EPP").count() == 2


def test_une_personne_que_sts_a_amenee_avant_epp_est_completee(importer_epp) -> None:
    deja = Intervenant.objects.create(source="EPP", reference="7", nom="MARTIN", prenom="M")
    bilan = importer_epp(ligne(7), ligne(8))
    deja.refresh_from_db()
    assert deja.prenom == "Marie"
    assert [bilan.bilan[1][cle] for cle in ("nouveaux", "modifies")] == [1, 1]
    assert exercices(7) == {"0310038Y": "P"}


NUMENS = ["16E9801234KLM", "16E0304567ABC", "16E1111111XYZ"]


def test_deux_personnes_echangent_leur_numen(importer_epp) -> None:
    importer_epp(ligne(1, numen=NUMENS[0]), ligne(2, numen=NUMENS[1]))
    assert importer_epp(ligne(1, numen=NUMENS[1]), ligne(2, numen=NUMENS[0])).message == ""
    assert dict(Intervenant.objects.values_list("reference", "numen")) == {"1": NUMENS[1], "2": NUMENS[0]}


def test_un_numen_change_de_numero_d_agent(importer_epp) -> None:
    importer_epp(ligne(1, numen=NUMENS[0]), ligne(2))
    assert importer_epp(ligne(3, numen=NUMENS[0]), ligne(2), forcer_retraits=True).message == ""
    assert dict(Intervenant.objects.values_list("reference", "numen")) == {"1": "", "2": "", "3": NUMENS[0]}


def test_une_discipline_change_de_libelle(importer_epp) -> None:
    importer_epp(ligne(1, discipline_code="L1300", discipline="MATHS"))
    importer_epp(ligne(1, discipline_code="L1300", discipline="MATHEMATIQUES"))
    assert Discipline.objects.get(code="L1300").libelle == "MATHEMATIQUES"


VINGT = [ligne(numero, nom=f"NOM{numero}", mel_professionnel=f"p{numero}@ac.example") for numero in range(20)]
MASSIFS = [
    ("l'export n'a plus d'UAI", {"uai_principal": ""}, "retirerait 20 exercices sur 20"),
    ("nom et prénom sont échangés", {"nom": "Marie", "prenom": "MARTIN"}, "changerait « nom » de 20 intervenants"),
    ("les adresses ont disparu", {"mel_professionnel": ""}, "viderait « mel_professionnel » de 20 intervenants"),
]  # fmt: skip


@pytest.mark.exigence("G1.1-04")
@pytest.mark.parametrize(("cas", "champs", "message"), MASSIFS)
def test_un_export_dont_une_colonne_manque_ou_glisse_se_verifie(importer_epp, cas, champs, message) -> None:
    importer_epp(*VINGT)
    bilan = importer_epp(*(personne | champs for personne in VINGT))
    assert (bilan.etat, Exercice.objects.count()) == (EtatImport.REFUSE, 20)
    assert message in bilan.message
    force = {"forcer_retraits": True, "forcer_modifications": True}
    assert importer_epp(*(personne | champs for personne in VINGT), **force).etat == EtatImport.APPLIQUE
