"""The nightly comparison: what a lost message, a restored base or an import has parted heals, by a message each."""

import pytest

from imagin.domaine.convocations.actions import annuler_convocation
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.federation.actions import noter_etat
from imagin.domaine.federation.models import DossierTransmis, Partenaire, Rattachement
from imagin.domaine.federation.rules import PartenaireInjoignable, empreinte_du_numen
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.missions.models import Mission, SessionExamen
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.echanges.federation import rapprochement
from imagin.echanges.federation.rapprochement import rapprocher
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.autre_instance import servir
from tests.echanges.federation.convoques import NUMEN, convoquees, de_rennes, dits, lycee, messages, rennes

pytestmark = pytest.mark.exigence("G4.6-05")
CONDENSES = "/federation/v1/condenses"
REFERENCE = "6f1c1e7e-8a52-4b0e-9d36-0d1f3a9f6f11"


@pytest.fixture
def voisine(db):
    """Rennes, that holds what it was told."""
    with servir() as instance:
        instance.reponses[CONDENSES] = (200, {"ecarts": []})
        rennes(adresse=instance.adresse)
        yield instance


def repond(voisine, *ecarts: tuple[int, str, int]) -> None:
    dit = [{"dossier": dossier, "ecart": ecart, "sequence": sequence} for dossier, ecart, sequence in ecarts]
    voisine.reponses[CONDENSES] = (200, {"ecarts": dit})


def nuit() -> list[tuple[int, int, bool]]:
    """What a night adds, once all that waited has left."""
    Envoi.objects.update(etat="ENVOYE", envoye_le=maintenant())
    avant = len(dits())
    recomposees, comparees = rapprocher(Partenaire.objects.get(code="14"))
    ajoutes = dits()[avant:]
    assert recomposees + comparees == len(ajoutes)
    return sorted(ajoutes)


def demenager():
    Exercice.objects.filter(intervenant__nom="ZOLA").update(etablissement=f.etablissement())


def reprendre():
    """The takeover withdraws an affectation without announcing anything."""
    Creneau.objects.filter(intervenant__nom="ZOLA").delete()
    Affectation.objects.filter(intervenant__nom="ZOLA").update(etat="ANNULEE")


def perdre():
    """A base restored from before: it knows nothing of an affectation made since."""
    EtatFrais.objects.filter(affectation__intervenant__nom="ZOLA").delete()
    Convocation.objects.filter(affectation__intervenant__nom="ZOLA").delete()
    Affectation.objects.filter(intervenant__nom="ZOLA").delete()


def rattacher():
    ici = Intervenant.objects.get(nom="ICI")
    Rattachement.objects.create(intervenant=ici, partenaire=Partenaire.objects.get(), reference=REFERENCE)


DERRIERE = {
    "mission": (
        lambda: Mission.objects.update(epreuve_option=None),
        [("ZOLA", 2, True), ("LE GOFF", 2, True)],
    ),
    "gestionnaire": (
        lambda: SessionExamen.objects.update(mel="dec@ac-toulouse.example"),
        [("ZOLA", 2, True), ("LE GOFF", 2, True)],
    ),
    "établissement": (demenager, [("ZOLA", 2, False)]),
    "reprise": (reprendre, [("ZOLA", 2, False)]),
    "base restaurée": (perdre, [("ZOLA", 2, False)]),
    "mission retirée": (
        lambda: Mission.objects.update(retiree_le=maintenant()),
        [("ZOLA", 2, False), ("LE GOFF", 2, False)],
    ),
    "nouvelle académie": (rattacher, [("ICI", 1, True)]),
    "autre personne": (
        lambda: DossierTransmis.objects.filter(intervenant__nom="ZOLA").update(intervenant=de_rennes("ZOLA-BIS")),
        [("ZOLA", 2, True)],
    ),
    "nom": (lambda: Intervenant.objects.filter(nom="ZOLA").update(prenom="Émile"), []),
    "session fermée": (
        lambda: (SessionExamen.objects.update(ouverte=False), Mission.objects.update(epreuve_option=None)),
        [],
    ),
    "rien": (lambda: None, []),
}


@pytest.mark.parametrize("quoi", DERRIERE)
def test_ce_qu_un_import_change_se_dit_une_fois(voisine, quoi):
    personnes = [de_rennes("ZOLA"), de_rennes("LE GOFF"), f.intervenant("ICI")]
    numeros = dict(zip(("ZOLA", "LE GOFF", "ICI"), convoquees(f.mission(), *personnes), strict=True))
    changer, attendus = DERRIERE[quoi]
    changer()
    assert nuit() == sorted((numeros[nom].pk, sequence, convoque) for nom, sequence, convoque in attendus)
    assert nuit() == []


def test_ce_que_tient_l_autre_academie_et_qui_differe_se_dit_de_nouveau_au_dessus_de_son_numero(voisine):
    une, deux, trois = convoquees(f.mission(), de_rennes(), de_rennes("LE BRAS"), de_rennes("ZOLA"))
    repond(voisine, (une.pk, "MANQUANTE", 0), (deux.pk, "DIFFERENTE", 7))
    assert nuit() == [(une.pk, 2, True), (deux.pk, 8, True)]
    demande = voisine.demandes[-1][2]
    assert (demande["apres"], demande["jusqu_a"]) == (0, None)
    assert [(dit["dossier"], dit["sequence"]) for dit in demande["condenses"]] == [
        (affectation.pk, 1) for affectation in (une, deux, trois)
    ]


def test_un_retrait_perdu_se_dit_de_nouveau(voisine):
    [affectation] = convoquees(f.mission(), de_rennes())
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    repond(voisine, (affectation.pk, "EN_TROP", 1))
    assert nuit() == [(affectation.pk, 3, False)]


def test_ce_que_nous_avons_oublie_se_dit_tel_qu_il_est_au_dessus_de_ce_qu_elle_tient(voisine):
    [affectation] = convoquees(f.mission(), de_rennes())
    DossierTransmis.objects.all().delete()
    repond(voisine, (affectation.pk, "EN_TROP", 5))
    assert nuit() == [(affectation.pk, 6, True)]
    repond(voisine)
    assert nuit() == []


def test_d_un_dossier_qui_n_est_pas_le_sien_une_academie_n_apprend_pas_de_qui_il_s_agit(voisine):
    """It may ask for any number: it is told that it is none of its dossiers, and nothing else."""
    ici, _ = convoquees(f.mission(), f.intervenant("DUPUY"), de_rennes())
    repond(voisine, (ici.pk, "EN_TROP", 4), (999_999, "DIFFERENTE", 1))
    assert nuit() == sorted([(ici.pk, 5, False), (999_999, 2, False)])
    assert [dit["personne"] for dit in messages()[-2:]] == [{}, {}]
    retraits = Envoi.objects.filter(canal="federation-14").order_by("-id")[:2]
    assert "DUPUY" not in "".join(envoi.corps + envoi.sujet for envoi in retraits)
    assert DossierTransmis.objects.count() == 1


@pytest.mark.parametrize(
    "reponse",
    [
        {"ecarts": [{"dossier": 1, "ecart": "DIFFERENTE", "sequence": 2**31 - 1}]},
        {"ecarts": [{"dossier": 1, "ecart": "DIFFERENTE", "sequence": -1}]},
        {"ecarts": [{"dossier": 0, "ecart": "EN_TROP", "sequence": 1}]},
        {"ecarts": [{"dossier": 2**63, "ecart": "EN_TROP", "sequence": 1}]},
        {"ecarts": [{"dossier": 1, "ecart": "AUTRE", "sequence": 1}]},
        {"bonjour": "monde"},
        [],
    ],
)
def test_une_comparaison_qui_n_a_pas_de_sens_ne_change_rien(voisine, reponse):
    convoquees(f.mission(), de_rennes())
    voisine.reponses[CONDENSES] = (200, reponse)
    with pytest.raises(PartenaireInjoignable, match="autre chose qu'un IMAG'IN"):
        nuit()
    assert len(dits()) == 1


def test_ce_qui_attend_de_partir_ou_fut_dit_entre_temps_n_est_pas_dit_deux_fois(voisine, monkeypatch):
    partie, en_attente = convoquees(f.mission(), de_rennes(), de_rennes("LE BRAS"))
    Envoi.objects.filter(objet_id=partie.pk).update(etat="ENVOYE", envoye_le=maintenant())
    repond(voisine, (partie.pk, "DIFFERENTE", 1), (en_attente.pk, "MANQUANTE", 0))
    demander = rapprochement._demander

    def demander_pendant_qu_on_annule(*args):
        ecarts = demander(*args)
        annuler_convocation(f.perimetre(), affectation=partie.pk)
        return ecarts

    monkeypatch.setattr(rapprochement, "_demander", demander_pendant_qu_on_annule)
    assert rapprocher(Partenaire.objects.get()) == (0, 0)
    assert dits() == [(partie.pk, 1, True), (en_attente.pk, 1, True), (partie.pk, 2, False)]


def test_quand_une_academie_change_sa_cle_d_appariement_tout_lui_est_redit_sous_la_nouvelle(voisine):
    en_vigueur, retiree = convoquees(f.mission(), de_rennes(numen=NUMEN), de_rennes("LE BRAS"))
    annuler_convocation(f.perimetre(), affectation=retiree.pk)
    noter_etat(systeme("veille"), cle=Partenaire.objects.get().pk, panne=None, decalage=0, cle_numen="cd" * 32)
    assert nuit() == [(en_vigueur.pk, 2, True)]
    assert messages()[-1]["personne"]["empreinte"] == empreinte_du_numen("cd" * 32, NUMEN)
    assert nuit() == []


def test_la_nuit_d_une_academie_ne_dit_rien_aux_autres(voisine):
    f.partenaire("siec", "SIEC")
    [affectation] = convoquees(f.mission(), f.intervenant("DOUBLE", a=lycee(), secondaire=lycee("01", "0750655E")))
    Mission.objects.update(epreuve_option=None)
    assert nuit() == [(affectation.pk, 2, True)]
    assert dits("siec") == [(affectation.pk, 1, True)]


def test_une_academie_qui_ne_repond_pas_n_empeche_pas_de_deposer(db):
    rennes(adresse="http://127.0.0.1:9")
    [affectation] = convoquees(f.mission(), de_rennes())
    Mission.objects.update(epreuve_option=None)
    with pytest.raises(PartenaireInjoignable):
        rapprocher(Partenaire.objects.get())
    assert dits() == [(affectation.pk, 1, True), (affectation.pk, 2, True)]


def test_un_defaut_avec_une_academie_n_empeche_pas_la_nuit_des_autres(voisine, monkeypatch):
    f.partenaire("12", "NANTES", ("12",))
    convoquees(f.mission(), de_rennes())
    rapprochees = []

    def rapprocher_sauf_nantes(partenaire):
        rapprochees.append(partenaire.code)
        return 1 // (partenaire.code != "12"), 0

    monkeypatch.setattr(rapprochement, "rapprocher", rapprocher_sauf_nantes)
    assert rapprochement.rapprocher_tous() == ["12"], "celle-là sera rapprochée plus tard"
    assert rapprochees == ["12", "14"]


def test_on_compare_par_lots_qui_couvrent_tout(voisine, monkeypatch):
    affectations = convoquees(f.mission(), *(de_rennes(f"KERGOAT-{rang}") for rang in range(5)))
    monkeypatch.setattr(rapprochement, "LOT", 2)
    assert nuit() == []
    demandes = [corps for _, chemin, corps, _ in voisine.demandes if chemin == CONDENSES]
    bornes = [(demande["apres"], demande["jusqu_a"], len(demande["condenses"])) for demande in demandes]
    deux, quatre = affectations[1].pk, affectations[3].pk
    assert bornes == [(0, deux, 2), (deux, quatre, 2), (quatre, None, 1)]


def test_le_nombre_de_requetes_depend_des_lots_pas_des_personnes(voisine, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(rapprochement, "TAILLE_DU_LOT", 4)
    convoquees(f.mission(), *(de_rennes(f"KERGOAT-{rang}") for rang in range(6)))
    nuit()
    with django_assert_num_queries(14):
        assert rapprocher(Partenaire.objects.get()) == (0, 0)
