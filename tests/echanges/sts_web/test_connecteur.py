"""From a STS-WEB file to the teachings that the screens show."""

import pytest
from django.db import connection

from imagin.domaine.personnes.models import Enseignement, Exercice, Intervenant, Matiere, Mef, ModaliteCours
from imagin.socle.imports.models import EtatImport
from tests.echanges.sts_web.fichiers import EXEMPLE, UNE_PERSONNE, fichier

TABLES = (Intervenant, Exercice, Enseignement, Matiere, Mef, ModaliteCours)


def etat_de_la_base() -> dict[str, list[tuple]]:
    """Every row with the transaction that wrote it: equal when nothing at all was written."""
    with connection.cursor() as curseur:
        lues = {}
        for table in TABLES:
            curseur.execute(f"SELECT xmin::text, t::text FROM {table._meta.db_table} t ORDER BY 2")
            lues[table.__name__] = curseur.fetchall()
    return lues


def enseignements() -> set[tuple]:
    return set(
        Enseignement.objects.values_list(
            "intervenant__nom", "structure", "code_structure", "matiere__libelle", "mef_id"
        )
    )


def classe(services: str = "", *, code: str = "3 A", mefs: tuple[str, ...] = ()) -> str:
    appartenance = "".join(f'<MEF_APPARTENANCE CODE="{mef}"/>' for mef in mefs)
    return (
        f'<STRUCTURE><DIVISIONS><DIVISION CODE="{code}"><MEFS_APPARTENANCE>{appartenance}</MEFS_APPARTENANCE>'
        f"<SERVICES>{services}</SERVICES></DIVISION></DIVISIONS></STRUCTURE>"
    )


def service(*enseignants: str, matiere: str = "030201") -> str:
    cites = "".join(f'<ENSEIGNANT ID="{numero}" TYPE="epp"/>' for numero in enseignants)
    return f'<SERVICE CODE_MATIERE="{matiere}" CODE_MOD_COURS="CG"><ENSEIGNANTS>{cites}</ENSEIGNANTS></SERVICE>'


def local(numero: str, nom: str) -> str:
    return f'<INDIVIDUS><INDIVIDU ID="{numero}" TYPE="local"><NOM_USAGE>{nom}</NOM_USAGE></INDIVIDU></INDIVIDUS>'


@pytest.mark.exigence("G3.1-08")
def test_exemple_publie_donne_les_enseignements_avec_coenseignants_et_mefs_des_groupes(college, importer_sts):
    bilan = importer_sts(EXEMPLE.read_bytes(), nom="sts_emp_0310001H_2026.xml")
    assert bilan.nb_rejets == 0
    assert enseignements() == {
        ("DELMAS", "D", "3 A", "ANGLAIS LV1", "10310019110"),
        ("LAGARDE", "D", "3 A", "ANGLAIS LV1", "10310019110"),
        ("CAZAUX", "D", "3 A", "MATHEMATIQUES", "10310019110"),
        ("DELMAS", "G", "3 AGL1GR1", "ANGLAIS LV1", "10310019110"),
        ("DELMAS", "G", "3 AGL1GR1", "ANGLAIS LV1", "16710002110"),
    }
    delmas = Intervenant.objects.get(source="EPP", reference="4189")
    assert (delmas.prenom, delmas.nom_naissance, delmas.discipline.libelle) == ("Hélène", "ROUQUETTE", "ANGLAIS")
    assert not Intervenant.objects.filter(nom="FABRE").exists()


@pytest.mark.exigence("G3.1-08")
def test_reimporter_le_meme_fichier_n_ecrit_rien(college, importer_sts):
    importer_sts(EXEMPLE.read_bytes())
    avant = etat_de_la_base()
    bilan = importer_sts(EXEMPLE.read_bytes())
    assert etat_de_la_base() == avant
    assert all(objet["nouveaux"] == objet["modifies"] == objet["retires"] == 0 for objet in bilan.bilan)


def test_apercu_annonce_et_n_ecrit_rien(college, importer_sts):
    bilan = importer_sts(EXEMPLE.read_bytes(), etat=EtatImport.APERCU, appliquer=False)
    assert {objet["objet"]: objet["nouveaux"] for objet in bilan.bilan}["enseignements"] == 5
    assert not Intervenant.objects.exists()


def test_une_personne_connue_d_epp_garde_ce_que_dit_epp(college, importer_sts):
    Intervenant.objects.create(source="EPP", reference="4189", nom="DELMAS-ROUQUETTE", prenom="Hélène")
    importer_sts(EXEMPLE.read_bytes())
    assert Intervenant.objects.get(source="EPP", reference="4189").nom == "DELMAS-ROUQUETTE"


def test_une_personne_locale_est_de_l_etablissement_et_part_avec_le_fichier(college, importer_sts):
    importer_sts(fichier(local("7", "LE GUEN")))
    le_guen = Intervenant.objects.get(source="STS", reference="0310001H-7")
    assert Exercice.objects.get(intervenant=le_guen).titre == "S"
    importer_sts(fichier(local("8", "CASTEX")))
    le_guen.refresh_from_db()
    assert le_guen.retire_le is not None
    assert list(Exercice.objects.values_list("intervenant__nom", flat=True)) == ["CASTEX"]
    importer_sts(fichier(local("7", "LE GUEN")))
    le_guen.refresh_from_db()
    assert le_guen.retire_le is None


def test_les_enseignements_d_un_fichier_remplacent_ceux_de_la_meme_annee_seulement(college, importer_sts):
    importer_sts(fichier(UNE_PERSONNE + classe(service("1")), annee="2025"))
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"), code="4 B")))
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"), code="5 C")))
    assert set(Enseignement.objects.values_list("annee", "code_structure")) == {(2025, "3 A"), (2026, "5 C")}


def test_un_fichier_plus_ancien_ne_dit_pas_qui_travaille_aujourd_hui(college, importer_sts):
    importer_sts(fichier(local("7", "LE GUEN") + UNE_PERSONNE + classe(service("1"))))
    importer_sts(fichier(local("8", "CASTEX") + UNE_PERSONNE + classe(service("1")), annee="2025"))
    assert list(Exercice.objects.order_by("id").values_list("intervenant__nom", flat=True)) == ["LE GUEN", "NOM"]
    assert set(Intervenant.objects.filter(retire_le=None).values_list("nom", flat=True)) == {"LE GUEN", "NOM"}
    assert Enseignement.objects.count() == 2


def test_un_service_de_plusieurs_mefs_donne_un_enseignement_par_mef_et_sans_mef_un_seul(college, importer_sts):
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"), mefs=("10310019110", "16710002110"))))
    assert {mef for *_, mef in enseignements()} == {"10310019110", "16710002110"}
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"))))
    assert {mef for *_, mef in enseignements()} == {None}


def test_un_libelle_absent_est_le_code_et_ne_remplace_pas_un_libelle_connu(college, importer_sts):
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"))))
    assert Matiere.objects.get().libelle == "030201"
    importer_sts(EXEMPLE.read_bytes())
    importer_sts(fichier(UNE_PERSONNE + classe(service("1"))), forcer_retraits=True)
    assert Matiere.objects.get(code="030201").libelle == "ANGLAIS LV1"


def test_un_service_d_une_personne_qui_n_enseigne_pas_est_laisse(college, importer_sts):
    cpe = UNE_PERSONNE.replace('"1"', '"2"').replace("ENS", "EDU")
    importer_sts(fichier(UNE_PERSONNE + cpe + classe(service("1", "2"))))
    assert {nom for nom, *_ in enseignements()} == {"NOM"}


@pytest.mark.parametrize(
    ("contenu", "table", "ligne", "motif"),
    [
        (fichier(UNE_PERSONNE + "\n" + classe(service("1", "999"))), "services", 2, "aucun individu du fichier"),
        (fichier(UNE_PERSONNE + "\n" + classe(service("1", matiere=""))), "services", 2, "obligatoire"),
        (fichier(UNE_PERSONNE + "\n" + classe(service("1", matiere="1234567"))), "services", 2, "plus de 6 caractères"),
        (fichier(UNE_PERSONNE + "\n" + classe(service("1"), code="")), "services", 2, "obligatoire"),
        (fichier(UNE_PERSONNE + "\n" + UNE_PERSONNE), "individus", 2, "ligne en double"),
        (fichier("\n" + UNE_PERSONNE.replace('"epp"', '"autre"')), "individus", 2, "valeur attendue : epp, local"),
        (fichier("\n" + UNE_PERSONNE.replace('"1"', '""')), "individus", 2, "obligatoire"),
        (fichier("\n" + UNE_PERSONNE.replace("<NOM_USAGE>NOM</NOM_USAGE>", "")), "individus", 2, "doit avoir un nom"),
        (
            fichier("\n" + UNE_PERSONNE.replace("<FONC", "<DATE_NAISSANCE>1980-02-30</DATE_NAISSANCE><FONC")),
            "individus",
            2,
            "cette date n'existe pas",
        ),
        (fichier(UNE_PERSONNE, uai="0310038Y"), "entete", 1, "établissement inconnu"),
        (fichier(UNE_PERSONNE, uai="0310001A"), "entete", 1, "lettre de contrôle fausse : H attendue"),
        (fichier(UNE_PERSONNE, uai=""), "entete", 1, "obligatoire"),
        (fichier(UNE_PERSONNE, annee=""), "entete", 1, "obligatoire"),
        (fichier(UNE_PERSONNE, annee="26"), "entete", 1, "année de la rentrée"),
    ],
)
def test_une_donnee_fausse_est_rejetee_avec_sa_ligne_et_rien_ne_change(
    enseignement_present, importer_sts, contenu, table, ligne, motif
):
    avant = etat_de_la_base()
    bilan = importer_sts(contenu, etat=EtatImport.REFUSE)
    assert [(rejet["table"], rejet["ligne"]) for rejet in bilan.rejets] == [(table, ligne)]
    assert motif in bilan.rejets[0]["motif"]
    assert etat_de_la_base() == avant


@pytest.mark.parametrize(
    ("contenu", "nom", "message"),
    [
        (EXEMPLE.read_bytes()[:3000], "sts.xml", "tronqué"),
        (fichier(UNE_PERSONNE, prologue="<!DOCTYPE STS_EDT>"), "sts.xml", "DOCTYPE"),
        (fichier("<INDIVIDUS/>"), "sts.xml", "aucun individu"),
        (b"<BEE_ELEVES/>", "sts.xml", "pas un fichier STS-WEB"),
        (fichier(UNE_PERSONNE), "sts_emp_0310038Y_2026.xml", "vérifiez lequel vous vouliez importer"),
        (fichier(UNE_PERSONNE), "sts.xml", "contient 0 enseignement(s) alors que 1 sont connus"),
    ],
)
def test_un_fichier_refuse_ne_change_rien(enseignement_present, importer_sts, contenu, nom, message):
    avant = etat_de_la_base()
    assert message in importer_sts(contenu, nom=nom, etat=EtatImport.REFUSE).message
    assert etat_de_la_base() == avant


def test_le_depart_de_la_plupart_des_locaux_se_force(college, importer_sts):
    annuaire = [local(str(numero), f"NOM{numero}") for numero in range(1, 10)]
    importer_sts(fichier("".join(annuaire)))
    importer_sts(fichier("".join(annuaire[:4])))
    assert Exercice.objects.count() == 4, "cinq départs passent toujours"
    annuaire.pop()
    importer_sts(fichier("".join(annuaire)))
    refus = importer_sts(fichier("".join(annuaire[:2])), etat=EtatImport.REFUSE)
    assert "retirerait 6 des 8 intervenants locaux" in refus.message
    importer_sts(fichier("".join(annuaire[:4])))
    assert Exercice.objects.count() == 4
    importer_sts(fichier("".join(annuaire[:4] + annuaire[4:])))
    importer_sts(fichier("".join(annuaire[:2])), forcer_retraits=True)
    assert Exercice.objects.count() == 2


def test_vider_une_annee_de_ses_services_se_force(college, importer_sts):
    importer_sts(EXEMPLE.read_bytes())
    importer_sts(fichier(UNE_PERSONNE), forcer_retraits=True)
    assert not Enseignement.objects.exists()
