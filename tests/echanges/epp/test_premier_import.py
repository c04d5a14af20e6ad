"""A first import loads bare tables: what it took off for that is all there again, and checked."""

import pytest
from django.db import connection

from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.socle.imports import moteur
from imagin.socle.imports.models import EtatImport
from tests.echanges.epp.conftest import ligne

SCHEMA = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE conrelid::regclass::text ~ '^(personnes|referentiel|convocations|disponibilites)_'
UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes
 WHERE tablename ~ '^(personnes|referentiel|convocations|disponibilites)_'
"""


@pytest.fixture
def petit_seuil(monkeypatch) -> None:
    monkeypatch.setattr(moteur, "SEUIL", 1)


def schema() -> set[tuple[str, str, str]]:
    with connection.cursor() as curseur:
        curseur.execute(SCHEMA)
        return set(curseur.fetchall())


def test_cles_et_index_sont_les_memes_apres_un_premier_import(petit_seuil, importer_epp) -> None:
    avant = schema()
    gens = [ligne(numero, uai_secondaires="0310001H") for numero in range(50)]
    assert importer_epp(*gens).etat == EtatImport.APPLIQUE
    assert schema() == avant
    assert (Intervenant.objects.count(), Exercice.objects.count()) == (50, 100)


def test_un_premier_import_refuse_laisse_les_tables_comme_elles_etaient(petit_seuil, importer_epp) -> None:
    avant = schema()
    Intervenant.objects.create(source="IMAGIN", reference="1", nom="SAISI", prenom="À la main")
    assert importer_epp(ligne(1, nom="")).etat == EtatImport.REFUSE
    assert schema() == avant


def test_une_table_qui_a_deja_des_lignes_n_est_pas_demontee(petit_seuil, importer_epp) -> None:
    Intervenant.objects.create(source="IMAGIN", reference="1", nom="SAISI", prenom="À la main")
    with connection.cursor() as curseur:
        curseur.execute("SELECT 'personnes_intervenant_pkey'::regclass::oid")
        (avant,) = curseur.fetchone()
        assert importer_epp(ligne(1)).etat == EtatImport.APPLIQUE
        curseur.execute("SELECT 'personnes_intervenant_pkey'::regclass::oid")
        assert curseur.fetchone() == (avant,)


@pytest.mark.parametrize(
    ("champs", "colonne"), [({"numero_agent": "7"}, "numero_agent"), ({"numen": "16E9801234KLM"}, "numen")]
)
def test_des_doublons_au_premier_import_sont_nommes_ligne_par_ligne(petit_seuil, importer_epp, champs, colonne) -> None:
    avant = schema()
    gens = [ligne(numero) for numero in range(20)]
    gens[7] |= {"numen": "16E9801234KLM"}
    bilan = importer_epp(*gens, ligne(99, **champs))
    assert bilan.etat == EtatImport.REFUSE
    assert [(rejet["ligne"], rejet["colonne"]) for rejet in bilan.rejets] == [(22, colonne)]
    assert bilan.rejets[0]["motif"] == "ligne en double : déjà à la ligne 9"
    assert not Intervenant.objects.exists()
    assert schema() == avant
