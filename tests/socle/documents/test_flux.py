import threading

import pytest

from imagin.socle.documents import DocumentInvalide, rendre_en_flux
from tests.socle.documents.lecture import texte

VIDE = {"sous_titres": [], "colonnes": [], "lignes": [], "imprime_le": "24/11/2026 14:18", "langue": "fr"}


def listes(nombre, tirees=None):
    """Des listes numérotées ; `tirees` note celles qui ont été demandées."""
    for rang in range(nombre):
        if tirees is not None:
            tirees.append(threading.current_thread())
        yield VIDE | {"titre": f"Liste {rang}"}


def test_les_documents_sortent_dans_l_ordre_des_donnees():
    sortis = list(rendre_en_flux("liste", listes(20)))
    assert [f"Liste {rang} " in texte(pdf) for rang, pdf in enumerate(sortis)] == [True] * 20


def test_rien_n_est_lu_loin_d_avance_et_tout_l_est_dans_le_fil_de_l_appelant():
    tirees = []
    flux = rendre_en_flux("liste", listes(1_000, tirees), fils=2)
    assert tirees == []
    next(flux)
    assert len(tirees) <= 6
    next(flux)
    assert len(tirees) <= 7
    flux.close()
    assert len(tirees) <= 7
    assert set(tirees) == {threading.current_thread()}


def test_sans_donnees_rien_ne_sort():
    assert list(rendre_en_flux("liste", [])) == []


def test_un_document_fautif_arrete_le_flux_a_sa_place():
    flux = rendre_en_flux("liste", [VIDE | {"titre": "Un"}, {}, VIDE | {"titre": "Trois"}])
    assert "Un" in texte(next(flux))
    with pytest.raises(DocumentInvalide):
        next(flux)
