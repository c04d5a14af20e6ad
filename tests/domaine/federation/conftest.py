"""What other académies tell of our people."""

from collections.abc import Callable
from typing import Any

import pytest

from imagin.domaine.federation.actions import recevoir_convocation_externe
from imagin.domaine.federation.models import PersonneExterne
from imagin.domaine.federation.rules import ConvocationRecue, PersonneNommee, Reception
from imagin.domaine.perimetre.rules import partenaire
from imagin.echanges.federation.composition import condense_de
from tests import factories as f

Recevoir = Callable[..., Reception]


def recue(dossier: int = 1, sequence: int = 1, *, personne: PersonneNommee | None = None, **champs: Any):
    """A message as the API hands it over; `personne` is Claire Martin, by her names, unless said."""
    message = f.message(dossier, sequence, **champs)
    qui = message["personne"]
    if personne is None and qui:
        personne = PersonneNommee(**qui)
    return ConvocationRecue(dossier, sequence, personne, condense_de(message["convocation"]), message["convocation"])


@pytest.fixture
def recevoir(db: None) -> Recevoir:
    """Receive a message of the SIEC, or of another (`de=("14", "RENNES")`)."""
    f.partenaire("siec", "SIEC")
    f.partenaire("14", "RENNES", ("14",))

    def recevoir_de(*args: Any, de: tuple[str, str] = ("siec", "SIEC"), **champs: Any) -> Reception:
        return recevoir_convocation_externe(partenaire(*de), recue=recue(*args, **champs))

    return recevoir_de


@pytest.fixture
def claire(db: None):
    """Whom the messages name, unless they name somebody else."""
    return f.intervenant("MARTIN", "Claire", date_naissance="1980-05-17", numen="0123456789ABC")


def externe() -> PersonneExterne:
    """The only one that was named."""
    return PersonneExterne.objects.get()
