"""One service or one person of a STS-WEB file that cannot be used does not stop the school; nothing is lost unsaid."""

import pytest

from imagin.domaine.personnes.models import Enseignement, Intervenant
from imagin.socle.imports.entree import Identites
from imagin.socle.imports.models import EtatImport
from tests.echanges.sts_web.fichiers import fichier
from tests.echanges.sts_web.test_connecteur import classe, service

NUMEROS = [str(numero) for numero in range(100, 130)]


def individu(numero: str, *, nom: str = "NOM", fonction: str = "ENS", genre: str = "epp", suite: str = "") -> str:
    nomme = f"<NOM_USAGE>{nom}{numero}</NOM_USAGE>" if nom else ""
    return (
        f'<INDIVIDU ID="{numero}" TYPE="{genre}">{nomme}<PRENOM>Marie</PRENOM>{suite}'
        f"<FONCTION>{fonction}</FONCTION></INDIVIDU>\n"
    )


def ecole(*en_plus: str, services: str = "", premier: str | None = None) -> bytes:
    """Thirty teachers, one service each, then these people and these services."""
    gens = [premier if premier is not None else individu(NUMEROS[0]), *map(individu, NUMEROS[1:]), *en_plus]
    return fichier(f"<INDIVIDUS>\n{''.join(gens)}</INDIVIDUS>\n" + classe(service(*NUMEROS) + services))


def ecartees(bilan) -> list[tuple[str, str, str]]:
    return [(e["table"], e["valeur"], e["motif"]) for e in bilan.ecarts["ecartees"]["premiers"]]


@pytest.mark.exigence("G1.1-05")
@pytest.mark.parametrize(
    ("contenu", "attendues"),
    [
        (ecole(services=service("999")), [("services", "epp 999", "aucun individu du fichier")]),
        (ecole(individu("100")), [("individus", "epp 100", "ligne en double : déjà à la ligne 2")]),
        (
            ecole(individu("200", fonction="DOC"), services=service("200")),
            [("services", "epp 200", "NOM200 Marie n'a pas la fonction ENS")],
        ),
        (
            ecole(individu("200", nom=""), services=service("200")),
            [("individus", "epp 200", "doit avoir un nom"), ("services", "epp 200", "est écarté, voir sa ligne")],
        ),
        (
            ecole(individu("200", nom="", fonction="", genre="local"), services=service("200").replace("epp", "local")),
            [("individus", "local 200", "doit avoir un nom"), ("services", "local 200", "est écarté, voir sa ligne")],
        ),
        (ecole(services=service("100", matiere="1234567")), [("services", "1234567", "plus de 6 caractères")]),
    ],
)
def test_ce_qui_ne_peut_pas_servir_est_ecarte_et_nomme(college, importer_sts, contenu, attendues) -> None:
    bilan = importer_sts(contenu)
    assert Enseignement.objects.count() == 30
    lues = ecartees(bilan)
    assert [(table, valeur) for table, valeur, _ in lues] == [(table, valeur) for table, valeur, _ in attendues]
    assert all(motif in lu for (*_, lu), (*_, motif) in zip(lues, attendues, strict=True))


@pytest.mark.exigence("G1.1-05")
def test_une_naissance_impossible_est_laissee(college, importer_sts) -> None:
    bilan = importer_sts(ecole(premier=individu("100", suite="<DATE_NAISSANCE>1980-02-30</DATE_NAISSANCE>")))
    assert bilan.ecarts["laissees"]["premiers"][0]["valeur"] == "1980-02-30"
    assert Intervenant.objects.get(reference="100").date_naissance is None
    assert Enseignement.objects.count() == 30


@pytest.mark.exigence("G1.1-05")
def test_trop_de_services_sans_enseignant_refusent_le_fichier(college, importer_sts) -> None:
    bilan = importer_sts(ecole(services=service("997", "998", "999", "996")), etat=EtatImport.REFUSE)
    assert "4 lignes sont refusées" in bilan.message
    assert "que 5 % des lignes" in bilan.message


@pytest.mark.exigence("G1.1-06")
def test_les_enseignements_ne_vont_pas_a_qui_portait_le_meme_numero(college, importer_sts) -> None:
    Intervenant.objects.create(
        source="EPP", reference="100", nom="ROY", prenom="Léa", civilite="MME", date_naissance="1963-03-12"
    )
    autre = ecole(premier=individu("100", suite="<DATE_NAISSANCE>1991-05-01</DATE_NAISSANCE>"))
    bilan = importer_sts(autre)
    assert [table for table, *_ in ecartees(bilan)] == ["individus", "services"]
    assert "(ROY Léa, 12/03/1963)" in ecartees(bilan)[0][2]
    assert not Enseignement.objects.filter(intervenant__reference="100").exists()
    importer_sts(autre, identites=Identites(memes=frozenset(["100"])))
    assert Enseignement.objects.count() == 30


@pytest.mark.exigence("G1.1-06")
def test_un_identifiant_qui_a_gagne_des_zeros_est_celui_d_epp(college, importer_sts) -> None:
    Intervenant.objects.create(source="EPP", reference="100", nom="NOM100", prenom="Marie")
    contenu = ecole(premier=individu("0100", nom="NOM")).replace(b'ENSEIGNANT ID="100"', b'ENSEIGNANT ID="0100"')
    assert importer_sts(contenu).ecarts["remarques"]["total"] == 2
    assert Intervenant.objects.filter(source="EPP").count() == 30


@pytest.mark.exigence("G1.1-06")
def test_le_numero_d_un_intervenant_local_passe_a_un_autre_quand_on_le_dit(college, importer_sts) -> None:
    ne = "<DATE_NAISSANCE>{}-05-01</DATE_NAISSANCE>"
    de = lambda nom, annee: ecole(individu("7", nom=nom, genre="local", fonction="", suite=ne.format(annee)))  # noqa: E731
    importer_sts(de("LE GUEN", 1963))
    premiere = Intervenant.objects.get(reference="0310001H-7")
    assert len(ecartees(importer_sts(de("CASTEX", 1991)))) == 1
    importer_sts(de("CASTEX", 1991), identites=Identites(autres=frozenset(["0310001H-7"])))
    premiere.refresh_from_db()
    assert (premiere.nom, premiere.exercices.count()) == ("LE GUEN7", 0)
    assert Intervenant.objects.get(reference="0310001H-7").nom == "CASTEX7"
