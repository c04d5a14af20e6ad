"""What leaves is what the published contract says; so are its examples."""

import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from imagin.domaine.convocations.actions import annuler_convocation, convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.personnes.enums import Civilite, Source
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.enums import Nature
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.santorin.depot import rapprocher_missions
from imagin.echanges.santorin.transports import https
from tests import factories as f
from tests.echanges.santorin.conftest import demande, messages, mission_de

pytestmark = pytest.mark.exigence("G4.2-15")


def contrat(nom: str) -> Draft202012Validator:
    schema = json.loads((DOSSIER / "santorin" / f"{nom}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.django_db
def test_ce_qui_part_est_conforme_au_contrat_publie(convoques):
    complet, annule, nu = convoques("BÉNEC'H", "ZOLA", "FERRER")
    annuler_convocation(f.perimetre(), affectation=annule.pk)
    Affectation.objects.filter(pk=complet.pk).update(
        commission=f.commission(complet.mission), jury=f.jury(complet.mission)
    )
    Intervenant.objects.filter(pk=nu.intervenant_id).update(civilite="", mel_professionnel="", source=Source.IMAGIN)
    Exercice.objects.filter(intervenant=nu.intervenant_id).delete()
    numerisation = mission_de(Nature.NUMERISATION)
    personne = f.intervenant(civilite=Civilite.values[0])
    convoquer(f.perimetre(), mission=numerisation.numero, intervenants=[personne.pk], demande=demande())
    rapprocher_missions()
    assert len(messages()) == 7
    for message in messages():
        assert [erreur.message for erreur in contrat("message").iter_errors(message)] == []


@pytest.mark.parametrize("exemple", sorted((DOSSIER / "santorin").glob("exemple-*.json")), ids=lambda p: p.stem)
def test_les_exemples_sont_conformes_au_contrat(exemple):
    schema = "accuse" if "accuse" in exemple.stem else "message"
    assert list(contrat(schema).iter_errors(json.loads(exemple.read_text(encoding="utf-8")))) == []


def test_le_contrat_refuse_ce_qui_ne_doit_pas_partir():
    exemple = json.loads((DOSSIER / "santorin" / "exemple-convoquer.json").read_text(encoding="utf-8"))
    for faux in (
        exemple | {"numen": "28E1234567ABC"},
        exemple | {"intervenant": exemple["intervenant"] | {"tel_personnel": "0601020304"}},
        exemple | {"operation": "RETIRER"},
        exemple | {"creneaux": []},
    ):
        assert not contrat("message").is_valid(faux)


def test_le_contrat_dit_toutes_les_reponses_https():
    texte = (DOSSIER / "santorin" / "README.md").read_text(encoding="utf-8")
    dits = {
        int(code)
        for ligne in re.findall(r"^\| ([\d, ]+)", texte, re.MULTILINE)
        for code in ligne.split(",")
        if code.strip()
    }
    assert dits == https.PRIS | https.REFUSES | https.PLUS_TARD | set(https.FERMES)
