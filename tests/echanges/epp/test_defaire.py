"""A file of EPP that was applied by mistake is undone: people, postings and NUMEN are what they were."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers import serialize

from imagin.domaine.personnes.models import Exercice, Intervenant
from tests.echanges.epp.test_differences import APRES, VINGT

pytestmark = [pytest.mark.exigence("GX-03")]


def photo() -> list[str]:
    """Everything that EPP writes of people."""
    return [serialize("json", modele.objects.order_by("pk")) for modele in (Intervenant, Exercice)]


def test_un_fichier_d_epp_se_defait(importer_epp: Any, capsys) -> None:
    importer_epp(*VINGT)
    avant = photo()
    fait = importer_epp(*APRES)
    assert photo() != avant
    call_command("imports", fait.pk, defaire=True)
    assert "Import défait" in capsys.readouterr().out
    assert photo() == avant
    with pytest.raises(CommandError, match=r"Rien n'a été défait\.\nSeul un import appliqué se défait"):
        call_command("imports", fait.pk, defaire=True)


def test_qui_a_change_d_etablissement_principal_revient_au_premier(importer_epp: Any) -> None:
    ici = VINGT[0] | {"uai_principal": "0310038Y", "uai_secondaires": "0312267W"}
    importer_epp(ici, *VINGT[1:])
    avant = photo()
    fait = importer_epp(ici | {"uai_principal": "0312267W", "uai_secondaires": "0310038Y"}, *VINGT[1:])
    assert photo() != avant
    call_command("imports", fait.pk, defaire=True)
    assert photo() == avant
